// Keras configurations of many layers, written once into .cache/bench: chains with short and long skips, and nested blocks.
import { mkdirSync, existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export const SHAPES = {
  short: 'chain, skips of 2 to 20',
  long: 'chain, skips of any length',
  nested: 'blocks of 9 in groups',
}

/** The file of a shape with so many layers. */
export function ensureGraph(folder, shape, count) {
  const path = join(folder, `graph-${shape}-${count}.json`)
  if (existsSync(path)) return path
  mkdirSync(folder, { recursive: true })
  writeFileSync(path, JSON.stringify(shape === 'nested' ? nested(count) : chain(count, shape)))
  return path
}

/** Convolution, normalisation, activation and, at every fourth, an addition of what was a while before. */
function chain(count, shape) {
  const random = randomFrom(7)
  const layers = [input('input_1', [null, 64, 64, 3])]
  const names = ['input_1']
  for (let index = 0; index < count - 1; index++) {
    const className = ['Conv2D', 'BatchNormalization', 'Activation', 'Add'][index % 4]
    const name = `${className.toLowerCase()}_${index}`
    const most = shape === 'short' ? 20 : names.length
    const back = 2 + Math.floor(random() * (most - 1))
    const skip = names.at(-Math.min(back, names.length))
    layers.push(layer(className, name, className === 'Add' ? [names.at(-1), skip] : [names.at(-1)]))
    names.push(name)
  }
  return functional('bench', layers, names.at(-1))
}

/** Models in a model, each with a residual connection of its own. */
function nested(count) {
  const layers = [input('input_1', [null, 64, 64, 3])]
  let last = 'input_1'
  for (let block = 0; layers.length * 10 < count; block++) {
    const name = `block_${block}`
    const { config } = functional(name, blockOf(name), `${name}_add`)
    layers.push({
      class_name: 'Functional',
      name,
      config,
      inbound_nodes: [[[last, 0, 0, {}]]],
    })
    last = name
  }
  return functional('bench', layers, last)
}

function blockOf(name) {
  const classes = ['Conv2D', 'BatchNormalization', 'Activation', 'Conv2D', 'BatchNormalization']
  const layers = [input(`${name}_input`, [null, 64, 64, 8])]
  for (const [index, className] of [...classes, 'Activation', 'Dropout'].entries())
    layers.push(layer(className, `${name}_${index}`, [layers.at(-1).name]))
  layers.push(layer('Add', `${name}_add`, [layers.at(-1).name, `${name}_input`]))
  return layers
}

function input(name, shape) {
  return layer('InputLayer', name, [], { batch_input_shape: shape, dtype: 'float32' })
}

const CONFIGS = {
  Conv2D: { filters: 8, kernel_size: [3, 3], padding: 'same', activation: 'linear' },
  BatchNormalization: { axis: [3], momentum: 0.99, epsilon: 0.001 },
  Activation: { activation: 'relu' },
  Dropout: { rate: 0.1 },
  Add: {},
}

function layer(className, name, inputs, more = CONFIGS[className]) {
  const nodes = inputs.length === 0 ? [] : [inputs.map((from) => [from, 0, 0, {}])]
  return { class_name: className, name, config: { name, ...more }, inbound_nodes: nodes }
}

function functional(name, layers, last) {
  const ends = { input_layers: [[layers[0].name, 0, 0]], output_layers: [[last, 0, 0]] }
  const config = { name, layers, ...ends }
  return { class_name: 'Functional', config, keras_version: '2.10.0', backend: 'tensorflow' }
}

/** Numbers from 0 to 1, the same on every run. */
function randomFrom(seed) {
  let state = seed
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32
    return state / 2 ** 32
  }
}
