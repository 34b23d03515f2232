import type { Range, Reference } from '../../../model/Listing.ts'
import type { FunctionDef, Lambda } from '../decompile/ast.ts'

/** What is known of a value without running anything. */
export type Value =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'none' | 'ellipsis' }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | Integer
  | { readonly kind: 'float'; readonly value: number }
  | Text
  | Bytes
  | List
  | Dict
  | { readonly kind: 'range'; readonly start: number; readonly stop: number; readonly step: number }
  /** `itertools.cycle`: its items over and over. */
  | { readonly kind: 'cycle'; readonly items: readonly Value[] }
  | PathValue
  | FunctionValue
  /** A method of a value that is known. */
  | { readonly kind: 'method'; readonly owner: Value; readonly name: string }
  /** A callable that is made of others: `functools.partial(f, 1)`, `operator.attrgetter('system')`. */
  | { readonly kind: 'callable'; readonly call: (given: Given) => Value }
  /** `io.BytesIO(data)` and what reads like it. */
  | { readonly kind: 'stream'; readonly content: Value }
  /** A code object, which is shown as a stage. */
  | { readonly kind: 'code' }

export type Data = string | Uint8Array

export interface Integer {
  readonly kind: 'integer'
  readonly value: bigint
  readonly trace: Trace | null
}

export interface Text {
  readonly kind: 'text'
  readonly text: string
  readonly trace: Trace | null
}

export interface Bytes {
  readonly kind: 'bytes'
  readonly bytes: Uint8Array
  readonly trace: Trace | null
}

/** A list can change; once it did so in a way that was not followed it is lost. */
export interface List {
  readonly kind: 'list'
  readonly type: 'tuple' | 'list' | 'set' | 'iterator'
  readonly items: Value[]
  readonly trace: Trace | null
  isLost: boolean
}

export interface Dict {
  readonly kind: 'dict'
  /** By what `keyOf` makes of the key. */
  readonly entries: Map<string, readonly [Value, Value]>
  isLost: boolean
}

/** A name that is reached: `os.system`. */
export interface PathValue {
  readonly kind: 'path'
  readonly names: readonly string[]
  readonly root: Reference['root']
  readonly draft: Draft | null
  /** Whether it took more than reading to know it. */
  readonly isFolded: boolean
}

export interface FunctionValue {
  readonly kind: 'function'
  readonly node: Lambda | FunctionDef
  /** The variables around it. */
  readonly scope: Environment
  readonly defaults: ReadonlyMap<string, Value>
}

/** Variables as code inside sees them. */
export interface Environment {
  get(name: string): Value | undefined
  set(name: string, value: Value): void
  /** The module from which all names were imported, and with them this one, as `isKnown` tells. */
  starred(name: string, isKnown: (name: string) => boolean): string | undefined
}

/** A reference that is still being made. */
export interface Draft {
  readonly names: readonly string[]
  readonly root: Reference['root']
  readonly at: Range
  called: boolean
  arguments: readonly string[]
  isFolded: boolean
  /** Whether it is told although a longer path goes on from it. */
  readonly isAlwaysTold: boolean
  isReplaced: boolean
}

/** The arguments of a call. */
export interface Given {
  readonly positional: readonly Value[]
  readonly keywords: ReadonlyMap<string, Value>
  /** Whether these are all: `*x` of an unknown x may be more. */
  readonly isWhole: boolean
  /** Where the call stands. */
  readonly at: Range | null
}

/** Which constant a value came from, and by what operations. */
export interface Trace {
  readonly origin: Range | null
  readonly last: Link | null
  /** The value of which this is the trace, or of which the value is an item. */
  readonly data: Data
}

export interface Link {
  readonly operation: string
  readonly input: Data
  readonly before: Link | null
  /** How many links there are up to here. */
  readonly count: number
}

export const UNKNOWN: Value = { kind: 'unknown' }
export const NONE: Value = { kind: 'none' }

export function integer(value: bigint | number, trace: Trace | null = null): Integer {
  return { kind: 'integer', value: BigInt(value), trace }
}

export function boolean(value: boolean): Value {
  return { kind: 'boolean', value }
}

export function text(content: string, trace: Trace | null = null): Text {
  return { kind: 'text', text: content, trace }
}

export function bytes(content: Uint8Array, trace: Trace | null = null): Bytes {
  return { kind: 'bytes', bytes: content, trace }
}

export function list(
  type: List['type'],
  items: readonly Value[],
  trace: Trace | null = null,
): List {
  return { kind: 'list', type, items: [...items], trace, isLost: false }
}

export function dict(pairs: readonly (readonly [Value, Value])[]): Value {
  const entries = new Map<string, readonly [Value, Value]>()
  for (const [key, value] of pairs) {
    const name = keyOf(key)
    if (name === undefined) return UNKNOWN
    entries.set(name, [key, value])
  }
  return { kind: 'dict', entries, isLost: false }
}

/** A text that equal keys share; undefined for what is not known or no key. */
export function keyOf(value: Value): string | undefined {
  if (value.kind === 'text') return `text ${value.text}`
  if (value.kind === 'bytes') return `bytes ${Array.from(value.bytes).join()}`
  if (value.kind === 'integer') return `number ${value.value}`
  if (value.kind === 'boolean') return `number ${value.value ? 1 : 0}`
  if (value.kind === 'none') return 'none'
  return value.kind === 'list' && value.type === 'tuple' ? keyOfTuple(value.items) : undefined
}

const MAX_KEY_ITEMS = 100

function keyOfTuple(items: readonly Value[]): string | undefined {
  if (items.length > MAX_KEY_ITEMS || items.some(({ kind }) => kind === 'list')) return undefined
  const keys = items.map(keyOf)
  return keys.includes(undefined) ? undefined : `tuple ${JSON.stringify(keys)}`
}

/** Whether all of it is known. */
export function isKnown(value: Value): boolean {
  if (value.kind === 'list')
    return !value.isLost && value.items.every((item) => item.kind !== 'unknown')
  return value.kind !== 'unknown'
}

/** What Python takes for true; undefined when it is not known. */
export function truth(value: Value): boolean | undefined {
  if (value.kind === 'none') return false
  if (value.kind === 'function' || value.kind === 'ellipsis') return true
  if (value.kind === 'boolean') return value.value
  if (value.kind === 'integer' || value.kind === 'float') return Number(value.value) !== 0
  const size = sizeOf(value)
  return size === undefined ? undefined : size > 0
}

/** How much is in a value; undefined when that is not known. */
function sizeOf(value: Value): number | undefined {
  if (value.kind === 'text') return value.text.length
  if (value.kind === 'bytes') return value.bytes.length
  if (value.kind === 'list') return value.isLost ? undefined : value.items.length
  return value.kind === 'dict' && !value.isLost ? value.entries.size : undefined
}

/** The number, when it is an integer that JavaScript counts exactly; booleans are 0 and 1. */
export function numberIn(value: Value | undefined): number | undefined {
  if (value?.kind === 'boolean') return value.value ? 1 : 0
  if (value?.kind !== 'integer') return undefined
  const number = Number(value.value)
  return Number.isSafeInteger(number) ? number : undefined
}

/** The bytes, of a text as ASCII when it is that. */
export function asciiBytes(value: Value | undefined): Uint8Array | undefined {
  if (value?.kind === 'bytes') return value.bytes
  if (value?.kind !== 'text' || /[^\u0000-\u007f]/.test(value.text)) return undefined
  return latin1Bytes(value.text)
}

/** One byte a unit. */
export function latin1Bytes(content: string): Uint8Array {
  const made = new Uint8Array(content.length)
  for (let at = 0; at < content.length; at++) made[at] = content.charCodeAt(at)
  return made
}

export function traceOf(value: Value): Trace | null {
  return 'trace' in value ? value.trace : null
}

/** What of a value is text or bytes. */
export function dataOf(value: Value | undefined): Data | undefined {
  if (value?.kind === 'text') return value.text
  return value?.kind === 'bytes' ? value.bytes : undefined
}
