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
  | { readonly kind: 'unknown' }

/** What follows `built`, which was given its state just now; undefined when it is no array of joblib's. */
export function arrayBehind(built: PickleValue): ArrayBehind | undefined {
  if (built.kind !== 'call' || !isWrapper(built.call.callable)) return undefined
  const state = built.state.at(-1)
  return state?.kind === 'dict' ? describedBy(state.entries) : { kind: 'unknown' }
}

function isWrapper(callable: PickleValue): boolean {
  return globalName(callable) === 'joblib.numpy_pickle.NumpyArrayWrapper'
}

type Entries = Extract<PickleValue, { kind: 'dict' }>['entries']

function describedBy(entries: Entries): ArrayBehind {
  const dtype = entryOf(entries, 'dtype')
  if (holdsObjects(dtype)) return { kind: 'pickle' }
  const itemBytes = itemBytesOf(dtype)
  const count = countOf(entryOf(entries, 'shape'))
  if (itemBytes === undefined || count === undefined) return { kind: 'unknown' }
  const alignment = entryOf(entries, 'numpy_array_alignment_bytes')
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
  const named = dtype?.kind === 'call' ? dtype.call.args[0] : dtype
  if (named?.kind === 'text') return named.text
  return named?.kind === 'global' ? (named.name ?? undefined) : undefined
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
const NAMED = /^(?:bool|u?int|float|complex)_?(\d{1,3})$/

/** Bytes of one item; of a text four for each character, of a structure what its name says. */
function itemBytesOf(dtype: PickleValue | undefined): bigint | undefined {
  const name = nameOf(dtype) ?? ''
  const bits = NAMED.exec(name)?.[1]
  if (bits !== undefined) return BigInt(bits) / 8n
  const item = ITEM.exec(name)
  return item === null ? NAMES.get(name) : itemBytes(item[1] ?? '', item[2] ?? '')
}

function itemBytes(letter: string, digits: string): bigint | undefined {
  if (digits === '') return SINGLE_LETTERS.get(letter)
  return BigInt(digits) * (letter === 'U' ? 4n : 1n)
}

/** `numpy.dtype('d').itemsize` and so on, on 64-bit Linux. */
const SINGLE_LETTERS: ReadonlyMap<string, bigint> = new Map(
  Object.entries({
    ...{ '?': 1n, b: 1n, B: 1n, h: 2n, H: 2n, e: 2n, i: 4n, I: 4n, f: 4n },
    ...{ l: 8n, L: 8n, q: 8n, Q: 8n, p: 8n, d: 8n, F: 8n, m: 8n, M: 8n },
    ...{ g: 16n, D: 16n, G: 32n },
  }),
)

const NAMES: ReadonlyMap<string, bigint> = new Map([
  ['bool', 1n],
  ['bool_', 1n],
  ['int', 8n],
  ['float', 8n],
  ['complex', 16n],
])
