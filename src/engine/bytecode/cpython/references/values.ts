import type { Reference } from '../../../model/Listing.ts'

/** What is known of an item on the stack, or of a variable. */
export type Value =
  | { readonly kind: 'unknown' }
  /** The empty place that 3.11 and later keep beside a callable. */
  | { readonly kind: 'nothing' }
  /** A callable of no interest in itself that returns this value. */
  | { readonly kind: 'returns'; readonly value: Value }
  | Literal
  | { readonly kind: 'paths'; readonly paths: readonly Path[] }

export interface Literal {
  readonly kind: 'literal'
  /** Its `repr`. */
  readonly text: string
  /** The characters, when it is a text (or a byte string of 2.x). */
  readonly string: string | null
  /** The items, when it is a tuple or list of literals. */
  readonly items: readonly Literal[] | null
}

/** A way from a root over attributes, calls and subscripts. */
export interface Path {
  readonly names: readonly string[]
  readonly root: Reference['root']
  /** The reference that it will be told as; null for what nobody has reached yet. */
  readonly draft: Draft | null
}

/** A reference that is still being made. */
export interface Draft {
  readonly names: readonly string[]
  readonly root: Reference['root']
  readonly offset: number
  readonly length: number
  called: boolean
  arguments: readonly string[]
  /** `name`: a name of the code. `variable`: one of its variables, told only when something is done with it. */
  readonly told: 'always' | 'name' | 'variable'
  /** Whether a longer path has taken its place. */
  replaced: boolean
}

export const UNKNOWN: Value = { kind: 'unknown' }
export const NOTHING: Value = { kind: 'nothing' }

const MAX_ALTERNATIVES = 4
const MAX_PATH = 16 // names; longer chains of attributes keep their ends
const MAX_LITERAL = 20_000 // characters of a literal that is put together here

export function literal(
  text: string,
  string: string | null = null,
  items: readonly Literal[] | null = null,
): Value {
  return { kind: 'literal', text, string, items }
}

/** A tuple, list or set of literals; unknown when an item is, or when it grows too long. */
export function display(open: string, items: readonly Value[], close: string): Value {
  const literals: Literal[] = []
  for (const item of items) {
    if (item.kind !== 'literal') return UNKNOWN
    literals.push(item)
  }
  const length = literals.reduce((sum, { text }) => sum + text.length + 2, 0)
  if (length > MAX_LITERAL) return UNKNOWN
  const comma = open === '(' && literals.length === 1 ? ',' : ''
  const text = `${open}${literals.map((item) => item.text).join(', ')}${comma}${close}`
  return literal(text, null, open === '{' ? null : literals)
}

/** The one or the other: all paths of both, or unknown. */
export function either(first: Value, second: Value): Value {
  if (first === second) return first
  if (first.kind === 'literal' && second.kind === 'literal' && first.text === second.text)
    return first
  if (first.kind === 'nothing' || second.kind === 'nothing') return UNKNOWN
  const paths = [...pathsOf(first)]
  for (const path of pathsOf(second))
    if (!paths.some((known) => isSame(known, path))) paths.push(path)
  return paths.length === 0 ? UNKNOWN : { kind: 'paths', paths: paths.slice(0, MAX_ALTERNATIVES) }
}

export function pathsOf(value: Value): readonly Path[] {
  return value.kind === 'paths' ? value.paths : []
}

/** `names` with one more; the middle of a chain that grows too long is left out. */
export function longer(names: readonly string[], name: string): readonly string[] {
  const all = [...names, name]
  return all.length <= MAX_PATH ? all : [...all.slice(0, 2), '…', ...all.slice(3 - MAX_PATH)]
}

/** `names` with the last one called: `open` becomes `open()`. */
export function calledNames(names: readonly string[]): readonly string[] {
  const last = names.at(-1) ?? ''
  return last.endsWith('()()') ? names : [...names.slice(0, -1), `${last}()`]
}

function isSame(first: Path, second: Path): boolean {
  return (
    first.root === second.root &&
    first.names.length === second.names.length &&
    first.names.every((name, at) => name === second.names[at])
  )
}
