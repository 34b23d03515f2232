import type { Machine } from './Machine.ts'
import {
  calledNames,
  longer,
  pathsOf,
  UNKNOWN,
  type Literal,
  type Path,
  type Value,
} from './values.ts'

/** The arguments of a call as far as they are known. */
export interface Arguments {
  readonly positional: readonly Value[]
  readonly keywords: readonly (readonly [string, Value])[]
}

const MAX_NAME = 200 // characters of a name; a longer text is no name
const MAX_ARGUMENTS = 100 // told of one call

/** Calls a value: notes it, and answers what comes back. */
export function call(machine: Machine, callee: Value, given: Arguments): Value {
  if (callee.kind === 'returns') return callee.value
  const texts = argumentTexts(given)
  const results: Path[] = []
  for (const path of pathsOf(callee)) {
    machine.call(path, texts)
    results.push(...pathsOf(resultOf(machine, path, given)))
  }
  return results.length === 0 ? UNKNOWN : { kind: 'paths', paths: results }
}

/** The item `key` of a value. */
export function subscript(machine: Machine, owner: Value, key: Value): Value {
  const paths = pathsOf(owner).map((path) => itemOf(machine, path, key))
  return paths.length === 0 ? UNKNOWN : { kind: 'paths', paths }
}

/** The repr of literal arguments, `name=repr` for those with a name. */
function argumentTexts({ positional, keywords }: Arguments): readonly string[] {
  const texts: string[] = []
  for (const value of positional) if (value.kind === 'literal') texts.push(value.text)
  for (const [name, value] of keywords)
    if (value.kind === 'literal') texts.push(`${name}=${value.text}`)
  return texts.slice(0, MAX_ARGUMENTS)
}

function resultOf(machine: Machine, { names, root }: Path, given: Arguments): Value {
  const [first = UNKNOWN, second = UNKNOWN] = given.positional
  const last = names.at(-1)
  if (last === '__import__' && isText(first))
    return imported(machine, first.string, given.positional.length < 4)
  if (last === 'import_module' && isText(first)) return imported(machine, first.string, false)
  if ((last === 'getattr' || last === '__getattribute__') && isText(second))
    return machine.attribute(first, second.string)
  return { kind: 'paths', paths: [{ names: calledNames(names), root, draft: null }] }
}

type TextLiteral = Literal & { readonly string: string }

function isText(value: Value): value is TextLiteral {
  return value.kind === 'literal' && value.string !== null && value.string.length <= MAX_NAME
}

/** The module of that name; `topOnly`: only its topmost package comes back, as from `__import__('a.b')`. */
function imported(machine: Machine, name: string, topOnly: boolean): Value {
  const names = modulePath(name)
  const whole = machine.reach(names, 'import', 'always')
  const path = topOnly ? { ...whole, names: names.slice(0, 1) } : whole
  return { kind: 'paths', paths: [path] }
}

const NAMESPACES = ['globals()', 'locals()', 'vars()']

function itemOf(machine: Machine, { names, root, draft }: Path, key: Value): Path {
  const [inside, from] = itemPath(names, root, key)
  if (draft !== null && !draft.called && inside.length > names.length) draft.replaced = true
  return machine.reach(inside, from)
}

const MAX_KEY = 100 // characters of a key that are told

/** Items of a namespace are its names: `x.__dict__['f']` is written `x.f`. */
function itemPath(
  names: readonly string[],
  root: Path['root'],
  key: Value,
): readonly [readonly string[], Path['root']] {
  const text = key.kind === 'literal' ? key.text.slice(0, MAX_KEY) : '…'
  if (!isText(key)) return [longer(names, `[${text}]`), root]
  const last = names.at(-1) ?? ''
  if (last === 'modules' && names.at(-2) === 'sys') return [modulePath(key.string), 'import']
  if (last === '__globals__') return [[key.string], 'global']
  if (last === '__builtins__') return [longer(names, key.string), root]
  if (last === '__dict__') return [[...names.slice(0, -1), key.string], root]
  if (names.length === 1 && NAMESPACES.includes(last)) return [[key.string], 'global']
  return [longer(names, `[${text}]`), root]
}

/** `os.path` as `os` and `path`. What is too long for a name is left as it is. */
export function modulePath(name: string): readonly string[] {
  return name.length > MAX_NAME ? [name] : name.split('.')
}
