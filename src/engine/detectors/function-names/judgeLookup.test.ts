import { expect, test } from 'vitest'
import { judgeLookup, type Judged } from './judgeLookup.ts'

function judged(path: string): Judged | null {
  const [module, name = ''] = path.split(':')
  return judgeLookup({ name, module: module ?? null, called: null, inLayers: false })
}

test.each([
  'tensorflow.python.lib.io.file_io:delete_recursively',
  'tensorflow.python.ops.script_ops:eager_py_func',
  'tensorflow.python.framework.importer:import_graph_def',
])('%s, inside TensorFlow, is nothing that models are built of', (path) => {
  expect(judged(path)).toMatchObject({ rule: 'KER-020' })
  expect(['high', 'critical']).toContain(judged(path)?.severity)
})

test.each([
  'tensorflow.python.ops.nn_ops:leaky_relu_v2',
  'tensorflow.python.ops.math_ops:reduce_mean',
  'tensorflow.python.training.experimental.loss_scale:DynamicLossScale',
  'tensorflow.python.framework.tensor:TensorSpec',
  'tensorflow.keras.layers:Dense',
  'keras.src.models.functional:Functional',
  'keras.src.losses.losses:mean_squared_error',
  'builtins:relu',
  '__main__:my_loss',
  'my_project.os_layers:Attention2',
])('%s is what models are built of, or the author’s', (path) => {
  expect(judged(path)).toBeNull()
})

test('the effect is what the name does, while the model is loaded', () => {
  expect(judged('subprocess:run')?.effect).toEqual({ kind: 'process', when: 'load' })
  expect(judged('socket:create_connection')?.effect).toEqual({ kind: 'network', when: 'load' })
  expect(judged('shutil:rmtree')?.effect).toEqual({ kind: 'files', when: 'load' })
})
