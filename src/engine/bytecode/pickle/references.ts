// Every name that a pickle imports, called or not.
import { nameOf } from '../../encodings/pickle/nameOf.ts'
import type { PickleCall, PickleRun, PickleValue } from '../../encodings/pickle/PickleValue.ts'
import type { Reference } from '../../model/Listing.ts'
import { constantText } from './constantText.ts'

const MAX_REFERENCES = 20_000 // with their arguments; after that each path only once, called or not
const MAX_ARGUMENTS = 100 // of one call
const MAX_OWNERS = 16 // calls of what calls gave back
const MAX_NAMES = 64 // of one path

/** The references of all pickles of a payload, by their places. */
export function referencesOf(runs: readonly PickleRun[]): readonly Reference[] {
  const all = runs.flatMap((run) => [...ofRun(run)])
  const sorted = all.toSorted((first, second) => first.offset - second.offset)
  const seen = new Set<string>()
  return sorted.filter(({ path, called }, index) => {
    const key = JSON.stringify([path, called])
    const isNew = !seen.has(key)
    seen.add(key)
    return isNew || index < MAX_REFERENCES
  })
}

function* ofRun({ globals, calls }: PickleRun): Generator<Reference> {
  const called = new Set<PickleValue>()
  for (const call of calls) {
    if (call.opcode === 'BUILD') continue
    const reached = reach(call.callable)
    if (reached === undefined) continue
    called.add(call.callable)
    const at = call.callable.kind === 'global' ? call.callable.at : call.at
    yield { ...reached, ...rangeOf(at), called: true, arguments: argumentsOf(call) }
  }
  for (const global of globals) {
    const reached = called.has(global) ? undefined : reach(global)
    if (reached !== undefined)
      yield { ...reached, ...rangeOf(global.at), called: false, arguments: [] }
  }
}

function rangeOf({
  offset,
  length,
}: Reference | PickleCall['at']): Pick<Reference, 'offset' | 'length'> {
  return { offset, length }
}

type Reached = Pick<Reference, 'path' | 'root'>

/** The path of what is called; undefined when it begins with nothing that has a name. */
function reach(value: PickleValue): Reached | undefined {
  const behind: string[] = []
  let owner = value
  for (let owners = 0; owner.kind === 'call' && owners < MAX_OWNERS; owners++) {
    const { callable, args } = owner.call
    const [from, name] = args
    if (isGetattr(callable) && from !== undefined && name?.kind === 'text') {
      behind.unshift(name.text)
      owner = from
    } else {
      behind.unshift('()')
      owner = callable
    }
  }
  const base = baseOf(owner)
  return base === undefined ? undefined : { ...base, path: joined(base.path, behind) }
}

function isGetattr(callable: PickleValue): boolean {
  return callable.kind === 'global' && nameOf(callable) === 'builtins.getattr'
}

/** `()` belongs to the name before it: `open()` is what `open` returned. */
function joined(path: readonly string[], behind: readonly string[]): readonly string[] {
  const names = [...path]
  for (const name of behind)
    if (name === '()') names.push(`${names.pop() ?? ''}()`)
    else names.push(name)
  return names
}

function baseOf(owner: PickleValue): Reached | undefined {
  if (owner.kind === 'persistent') return { path: ['persistent_load()'], root: 'unknown' }
  if (owner.kind === 'unknown') return { path: [owner.what], root: 'unknown' }
  if (owner.kind !== 'global') return undefined
  const { module, name } = owner
  const names = name === null ? ['?'] : partsOf(name)
  return module === null
    ? { path: names, root: 'unknown' }
    : { path: [...partsOf(module), ...names], root: 'import' }
}

function partsOf(name: string): readonly string[] {
  return name === '' ? [] : name.split('.', MAX_NAMES)
}

/** The repr of constant arguments, `name=repr` for those with a name. */
function argumentsOf({ args, keywords }: PickleCall): readonly string[] {
  const texts: string[] = []
  for (const value of args.slice(0, MAX_ARGUMENTS)) {
    const text = constantText(value)
    if (text !== undefined) texts.push(text)
  }
  if (keywords?.kind !== 'dict') return texts
  for (const [key, value] of keywords.entries.slice(0, MAX_ARGUMENTS)) {
    const text = constantText(value)
    if (text !== undefined && key.kind === 'text') texts.push(`${key.text}=${text}`)
  }
  return texts
}
