// Arrays that joblib writes into the middle of a pickle, right behind the object that describes them.
// https://github.com/joblib/joblib/blob/1.4.2/joblib/numpy_pickle.py (NumpyArrayWrapper, NumpyUnpickler.load_build)
import type { PickleValue } from '../../encodings/pickle/PickleValue.ts'
import { entryOf, globalName, itemsOf } from './plainValues.ts'

/** What stands behind the description of an array. */
export type ArrayBehind =
  /** So many bytes of values; with `padded`, after one byte that counts those which follow it for alignment. */
  | { readonly kind: 'values'; readonly lengthBytes: bigint; readonly padded: boolean }
  /** A pickle of its own: the array holds Python objects. */
  | { readonly kind: 'pickle' }
  /** A dtype or shape that is not understood: where the pickle goes on cannot be told. */
  | { readonly kind: 'unknown'; readonly dtype: string }

const WRAPPER = /^joblib\.numpy_pickle\.NumpyArrayWrapper$/

/** What follows `built`, which was given its state just now; undefined when it is no array of joblib's. */
export function arrayBehind(built: PickleValue): ArrayBehind | undefined {
  if (built.kind !== 'call' || !WRAPPER.test(globalName(built.call.callable) ?? ''))
    return undefined
  const state = built.state.at(-1)
  if (state?.kind !== 'dict') return { kind: 'unknown', dtype: 'no state' }
  const dtype = entryOf(state.entries, 'dtype')
  if (holdsObjects(dtype)) return { kind: 'pickle' }
  const itemBytes = itemBytesOf(dtype)
  const count = countOf(entryOf(state.entries, 'shape'))
  if (itemBytes === undefined || count === undefined)
    return { kind: 'unknown', dtype: nameOf(dtype) ?? '?' }
  const alignment = entryOf(state.entries, 'numpy_array_alignment_bytes')
  const padded = alignment !== undefined && alignment.kind !== 'none'
  return { kind: 'values', lengthBytes: count * itemBytes, padded }
}

function countOf(shape: PickleValue | undefined): bigint | undefined {
  const sizes = itemsOf(shape)
  if (sizes === undefined) return undefined
  let count = 1n
  for (const size of sizes.slice(0, MAX_DIMENSIONS)) {
    if (size.kind !== 'int' || size.value < 0n) return undefined
    count *= size.value
  }
  return sizes.length > MAX_DIMENSIONS ? undefined : count
}

const MAX_DIMENSIONS = 64 // NumPy's own limit since 2.0
const MAX_FIELDS = 1_000 // of a structured dtype that are looked at
const MAX_DEPTH = 8 // dtypes in the fields of dtypes

/** The name in `numpy.dtype('f8', False, True)`. */
function nameOf(dtype: PickleValue | undefined): string | undefined {
  if (dtype?.kind === 'global') return dtype.name ?? undefined
  if (dtype?.kind !== 'call') return undefined
  const [name] = dtype.call.args
  if (name?.kind === 'text') return name.text
  return name?.kind === 'global' ? (name.name ?? undefined) : undefined
}

/** Whether the dtype, or one of its fields, is that of Python objects. */
function holdsObjects(dtype: PickleValue | undefined, depth = 0): boolean {
  if (/^[<>=|]?O\d*$|^object_?$/.test(nameOf(dtype) ?? '')) return true
  if (dtype?.kind !== 'call' || depth === MAX_DEPTH) return false
  return dtype.state.some((state) =>
    (itemsOf(state) ?? []).some((part) =>
      fieldDtypes(part).some((of) => holdsObjects(of, depth + 1)),
    ),
  )
}

/** In the state of a dtype: a dict of fields to pairs of dtype and offset, and a pair of dtype and shape. */
function fieldDtypes(part: PickleValue): readonly PickleValue[] {
  if (part.kind === 'dict')
    return part.entries.slice(0, MAX_FIELDS).flatMap(([, field]) => itemsOf(field) ?? [])
  return part.kind === 'tuple' ? part.items.slice(0, MAX_FIELDS) : []
}

const ITEM = /^[<>=|]?([?biufcmMSaUVBhHlLqQefdgFDGp])(\d{0,9})$/
const NAMED = /^(?:bool|u?int|float|complex)_?(\d{0,3})$/

/** Bytes of one item; of a text four for each character, of a structure what its name says. */
function itemBytesOf(dtype: PickleValue | undefined): bigint | undefined {
  const name = nameOf(dtype)
  if (name === undefined) return undefined
  const [, letter = '', digits = ''] = ITEM.exec(name) ?? []
  if (digits !== '') return BigInt(digits) * (letter === 'U' ? 4n : 1n)
  const single = SINGLE_LETTERS.get(letter) ?? NAMES.get(name)
  if (single !== undefined) return single
  const bits = NAMED.exec(name)?.[1] ?? ''
  return bits === '' ? undefined : BigInt(bits) / 8n
}

/** `numpy.dtype('d').itemsize` and so on, on 64-bit Linux. */
const SINGLE_LETTERS: ReadonlyMap<string, bigint> = new Map([
  ...[...'?bB'].map((letter) => [letter, 1n] as const),
  ...[...'hHe'].map((letter) => [letter, 2n] as const),
  ...[...'iIf'].map((letter) => [letter, 4n] as const),
  ...[...'lLqQpdFmM'].map((letter) => [letter, 8n] as const),
  ...[...'gD'].map((letter) => [letter, 16n] as const),
  ['G', 32n] as const,
])

const NAMES: ReadonlyMap<string, bigint> = new Map([
  ['bool', 1n],
  ['bool_', 1n],
  ['int', 8n],
  ['float', 8n],
  ['complex', 16n],
])
