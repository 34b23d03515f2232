// Functions that reach names by text.
import type { Range } from '../../../../model/Listing.ts'
import type { Folding, Known } from '../Folding.ts'
import { UNKNOWN, type Given, type PathValue, type Text, type Value } from '../values.ts'

const MAX_NAME = 200 // characters of a name; a longer text is no name

/** Whether a text can be a name. */
function isName(value: Value | undefined): value is Text {
  return value?.kind === 'text' && value.text.length <= MAX_NAME
}

/** Whether it took more than reading to know a text. */
function isFoldedText({ trace }: Text): boolean {
  return trace?.last != null
}

const getattr: Known = ({ positional: [owner = UNKNOWN, name], at }, folding) => {
  if (!isName(name)) return undefined
  folding.tracer.use(name)
  return folding.attribute(owner, name.text, at, isFoldedText(name))
}

/** `__import__('a.b')` gives `a`, unless names are wanted from it. */
const importByName: Known = ({ positional, keywords, at }, folding) => {
  const [name = keywords.get('name')] = positional
  if (!isName(name)) return undefined
  folding.tracer.use(name)
  const whole = folding.importModule(name.text, at, isFoldedText(name))
  const isWhole = positional.length > 3 || keywords.has('fromlist')
  return isWhole ? whole : { ...whole, names: whole.names.slice(0, 1) }
}

const importModule: Known = ({ positional: [name], at }, folding) => {
  if (!isName(name)) return undefined
  folding.tracer.use(name)
  return folding.importModule(name.text, at, isFoldedText(name))
}

/** `pkgutil.resolve_name('os:system')`. */
const resolveName: Known = ({ positional: [name], at }, folding) => {
  if (!isName(name)) return undefined
  folding.tracer.use(name)
  const [module = '', names = ''] = name.text.split(':', 2)
  const start: Value = folding.importModule(module, at, true)
  const rest = names
    .split('.')
    .slice(0, 16)
    .filter((part) => part !== '')
  return rest.reduce((value: Value, part) => folding.attribute(value, part, at, true), start)
}

/** `vars(x)` is `x.__dict__`. */
const vars: Known = ({ positional: [owner], at }, folding) =>
  owner === undefined ? undefined : folding.attribute(owner, '__dict__', at, false)

/** By their whole name. */
export const NAMES: readonly (readonly [string, Known])[] = [
  ['getattr', getattr],
  ['object.__getattribute__', getattr],
  ['type.__getattribute__', getattr],
  ['inspect.getattr_static', getattr],
  ['__import__', importByName],
  ['importlib.__import__', importByName],
  ['importlib.import_module', importModule],
  ['pkgutil.resolve_name', resolveName],
  ['pydoc.locate', (given, folding) => locate(given, folding)],
  ['vars', vars],
]

/** `pydoc.locate('os.system')`. */
function locate({ positional: [name], at }: Given, { paths, tracer }: Folding): Value | undefined {
  if (!isName(name)) return undefined
  tracer.use(name)
  return paths.reach({ names: name.text.split('.'), root: 'import', at, isFolded: true })
}

const NAMESPACES = ['globals()', 'locals()', 'vars()']

/** An item that is asked for by its key; `shown`: the `repr` of the key. */
interface Wanted {
  readonly key: Value
  readonly shown: string
}

/** The item of what a path leads to: items of a namespace are its names. */
export function pathItem(path: PathValue, { key, shown }: Wanted, folding: Folding): Value {
  const at = placeOf(path)
  if (isName(key)) {
    const item = namespaceItem(path, key, folding)
    if (item !== undefined) return item
  }
  return folding.paths.attribute(path, `[${shown.slice(0, MAX_NAME)}]`, at)
}

function namespaceItem(path: PathValue, key: Text, folding: Folding): Value | undefined {
  const { names, root } = path
  const at = placeOf(path)
  const isFolded = isFoldedText(key) || path.isFolded
  const last = names.at(-1)
  if (names.join('.') === 'sys.modules') {
    replace(path, key, folding)
    return folding.importModule(key.text, at, isFolded)
  }
  if (last === '__builtins__') return folding.attribute(path, key.text, at, isFolded)
  if (last === '__dict__' && names.length > 1) {
    replace(path, key, folding)
    return folding.paths.reach({ names: [...names.slice(0, -1), key.text], root, at, isFolded })
  }
  return NAMESPACES.includes(names.join('.')) ? globalNamed(path, key, folding) : undefined
}

function placeOf({ draft }: PathValue): Range | null {
  return draft === null ? null : draft.at
}

function replace({ draft }: PathValue, key: Text, { tracer }: Folding): void {
  if (draft?.called === false) draft.isReplaced = true
  tracer.use(key)
}

function globalNamed(path: PathValue, key: Text, folding: Folding): Value {
  const { globals, paths } = folding
  replace(path, key, folding)
  const at = placeOf(path)
  const name = key.text
  const known = globals.get(name)
  if (known === undefined) return paths.reach({ names: [name], root: 'global', at, isFolded: true })
  if (known.kind !== 'path') return known
  return paths.reach({ names: known.names, root: known.root, at, isFolded: true })
}
