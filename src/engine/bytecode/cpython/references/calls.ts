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

type Reached = readonly [names: readonly string[], root: Path['root']]

/** Items of a namespace are its names: `x.__dict__['f']` is written `x.f`. */
function itemPath(names: readonly string[], root: Path['root'], key: Value): Reached {
  const text = key.kind === 'literal' ? key.text.slice(0, MAX_KEY) : '…'
  const named = isText(key) ? namedItem(names, root, key.string) : null
  return named ?? [longer(names, `[${text}]`), root]
}

/** What an item is by its name, of what is known to be a namespace; null of anything else. */
function namedItem(names: readonly string[], root: Path['root'], key: string): Reached | null {
  const last = names.at(-1) ?? ''
  if (names.length === 1 && NAMESPACES.includes(last)) return [[key], 'global']
  switch (last) {
    case '__globals__':
      return [[key], 'global']
    case '__builtins__':
      return [longer(names, key), root]
    case '__dict__':
      return [[...names.slice(0, -1), key], root]
    case 'modules':
      return names.at(-2) === 'sys' ? [modulePath(key), 'import'] : null
    default:
      return null
  }
}

/** `os.path` as `os` and `path`. What is too long for a name is left as it is. */
export function modulePath(name: string): readonly string[] {
  return name.length > MAX_NAME ? [name] : name.split('.')
}
