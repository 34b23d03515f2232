// Functions that give a name, a module or an attribute for a text.
import type { PickleValue } from '../PickleValue.ts'
import { attributeOf } from './attributeOf.ts'
import type { Fold, Folding } from './Folding.ts'

const getAttribute: Fold = (folding, { args: [owner, name] }) =>
  name?.kind === 'text' ? dotted(folding, owner, name.text) : undefined

const importModule: Fold = (folding, { args: [name] }) =>
  name?.kind === 'text' ? folding.module(name.text) : undefined

/** `__import__('a.b')` gives `a`, unless it is told what is wanted from it. */
const importTop: Fold = (folding, { args: [name, , , wanted] }) => {
  if (name?.kind !== 'text') return undefined
  const whole = folding.module(name.text)
  const [top = ''] = name.text.split('.')
  const isWhole = top === name.text || (wanted !== undefined && !isEmpty(wanted))
  return isWhole ? whole : folding.module(top)
}

function isEmpty(value: PickleValue): boolean {
  return value.kind === 'none' || ('items' in value && value.items.length === 0)
}

/** `pkgutil.resolve_name('os:system')` and what else takes a whole path. */
const resolveName: Fold = (folding, { args: [path] }) => {
  if (path?.kind !== 'text') return undefined
  const [module = '', name] = path.text.split(':')
  if (name !== undefined) return dotted(folding, folding.module(module), name)
  const last = module.lastIndexOf('.')
  if (last < 0) return folding.module(module)
  return attributeOf(folding, folding.module(module.slice(0, last)), module.slice(last + 1))
}

/** `value.a.b` for `a.b`. */
function dotted(
  folding: Folding,
  value: PickleValue | undefined,
  path: string,
): PickleValue | undefined {
  return path === '' ? value : attributeOf(folding, value, path)
}

/** By their whole names. */
export const NAMES: readonly (readonly [string, Fold])[] = [
  ['builtins.getattr', getAttribute],
  ['builtins.object.__getattribute__', getAttribute],
  ['builtins.type.__getattribute__', getAttribute],
  ['types.ModuleType.__getattribute__', getAttribute],
  ['inspect.getattr_static', getAttribute],
  ['builtins.__import__', importTop],
  ['importlib.__import__', importTop],
  ['importlib._bootstrap.__import__', importTop],
  ['_frozen_importlib.__import__', importTop],
  ['importlib.import_module', importModule],
  ['importlib._bootstrap._gcd_import', importModule],
  ['_frozen_importlib._gcd_import', importModule],
  ['sys.modules.get', importModule],
  ['sys.modules.__getitem__', importModule],
  ['sys.modules.pop', importModule],
  ['sys.modules.setdefault', importModule],
  ['importlib.reload', (_, { args: [module] }) => module],
  ['pkgutil.resolve_name', resolveName],
  ['pydoc.locate', resolveName],
  ['pydoc.safeimport', importModule],
  ['unittest.mock._importer', resolveName],
  ['logging.config._resolve', resolveName],
  ['django.utils.module_loading.import_string', resolveName],
]
