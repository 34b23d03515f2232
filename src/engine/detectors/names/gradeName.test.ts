import { expect, test } from 'vitest'
import type { Reference } from '../../model/Listing.ts'
import { gradeName } from './gradeName.ts'

function grade(path: string, root: Reference['root']): string {
  const found = gradeName(path.split('.'), root)
  if (found.kind !== 'capable') return found.kind
  return found.detour === null ? found.capability : `${found.capability} ${found.detour}`
}

test.each([
  ['os.system', 'import', 'process'],
  ['os.system', 'global', 'process global'],
  ['os.path.join', 'import', 'ordinary'],
  ['os', 'import', 'review'],
  ['os.getpid', 'import', 'review'],
  ['subprocess', 'import', 'process'],
  ['urllib.request.urlopen().read', 'import', 'network'],
  ['builtins.exec', 'import', 'dynamic'],
  ['exec', 'global', 'dynamic'],
  ['open().write', 'global', 'file'],
  ['code', 'global', 'author'],
  ['code.interact', 'import', 'dynamic'],
  ['len', 'global', 'ordinary'],
  ['vae_loss', 'global', 'author'],
  ['cv2.resize', 'import', 'unknown-import'],
  ['math.sqrt', 'import', 'ordinary'],
  ['x.shape', 'local', 'ordinary'],
  ['x.os.system', 'unknown', 'process re-export'],
  ['x.__globals__', 'local', 'pivot'],
  ['tensorflow.keras.utils.get_file', 'import', 'network'],
  ['tf.compat.v1.keras.utils.get_file', 'global', 'network'],
  ['tensorflow.python.keras.backend.abs', 'import', 'ordinary'],
  ['tf.io.gfile.GFile', 'global', 'file'],
  ['tf.raw_ops.MatMul', 'global', 'ordinary'],
  ['tf._sys.modules', 'global', 'dynamic re-export'],
  ['tf.random.normal', 'global', 'ordinary'],
  ['tf.nn._sys.exit', 'global', 'review re-export'],
  ['numpy.f2py.compile', 'import', 'process'],
  ['np.random.normal', 'global', 'ordinary'],
  ['keras.src.utils.file_utils.shutil.rmtree', 'import', 'file re-export'],
] as const)('%s by %s is %s', (path, root, expected) => {
  expect(grade(path, root)).toBe(expected)
})

test('a path of ten thousand names takes no time', () => {
  const began = performance.now()
  gradeName(
    Array.from({ length: 10_000 }, () => 'a'),
    'import',
  )
  expect(performance.now() - began).toBeLessThan(200)
})
