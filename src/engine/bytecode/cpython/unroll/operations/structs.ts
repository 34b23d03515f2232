// Formats of the struct module. https://docs.python.org/3/library/struct.html#format-characters
import { integer, bytes, numberIn, type Trace, type Value } from '../values.ts'

const SIZES: ReadonlyMap<string, number> = new Map([
  ...['b', 'B', 'c', '?', 'x', 's', 'p'].map((code) => [code, 1] as const),
  ...['h', 'H'].map((code) => [code, 2] as const),
  ...['i', 'I', 'l', 'L'].map((code) => [code, 4] as const),
  ...['q', 'Q'].map((code) => [code, 8] as const),
])
const MAX_FIELDS = 1_000_000

interface Layout {
  readonly isBig: boolean
  readonly fields: readonly { readonly code: string; readonly size: number }[]
}

/** Fields without alignment; undefined for formats that are not read here. */
function layoutOf(format: string): Layout | undefined {
  const isNative = !/^[=<>!]/.test(format)
  const fields: Layout['fields'][number][] = []
  for (const [, count = '', code = ''] of format
    .replace(/^[@=<>!]/, '')
    .matchAll(/(\d{0,7})(\S)/g)) {
    const size = isNative && 'lL'.includes(code) ? 8 : SIZES.get(code)
    const repeats = count === '' ? 1 : Number(count)
    if (size === undefined || fields.length + repeats > MAX_FIELDS) return undefined
    addFields(fields, { code, size }, repeats)
  }
  return { isBig: /^[>!]/.test(format), fields }
}

/** `4s` is one field of four bytes, `4B` four fields. */
function addFields(
  fields: Layout['fields'][number][],
  field: Layout['fields'][number],
  repeats: number,
): void {
  if (field.code === 's' || field.code === 'p') fields.push({ ...field, size: repeats })
  else for (let left = repeats; left > 0; left--) fields.push(field)
}

/** `struct.unpack`; undefined when the sizes do not fit. */
export function unpackStruct(
  format: string,
  content: Uint8Array,
  trace: Trace | null,
): readonly Value[] | undefined {
  const layout = layoutOf(format)
  if (layout === undefined) return undefined
  const values: Value[] = []
  let at = 0
  for (const { code, size } of layout.fields) {
    const field = content.subarray(at, at + size)
    at += size
    if (code === 'x') continue
    const isBytes = code === 's' || code === 'p' || code === 'c'
    values.push(
      isBytes ? bytes(field, trace) : integer(toInteger(field, layout.isBig, code), trace),
    )
  }
  return at === content.length ? values : undefined
}

/** `struct.pack`; undefined when the values do not fit. */
export function packStruct(format: string, values: readonly Value[]): Uint8Array | undefined {
  const layout = layoutOf(format)
  if (layout === undefined) return undefined
  const made: number[] = []
  const waiting = [...values]
  for (const { code, size } of layout.fields) {
    const field = packField(code === 'x' ? integer(0) : waiting.shift(), size, layout.isBig)
    if (field === undefined) return undefined
    made.push(...field)
  }
  return waiting.length === 0 ? Uint8Array.from(made) : undefined
}

function packField(
  value: Value | undefined,
  size: number,
  isBig: boolean,
): readonly number[] | undefined {
  if (value?.kind === 'bytes') return Array.from({ length: size }, (_, at) => value.bytes[at] ?? 0)
  const field = numberField(value, size)
  return isBig ? field?.toReversed() : field
}

/** The lowest byte first. */
function numberField(value: Value | undefined, size: number): readonly number[] | undefined {
  const number = numberIn(value)
  if (number === undefined) return undefined
  const wrapped = BigInt.asUintN(size * 8, BigInt(number))
  return Array.from({ length: size }, (_, at) => Number((wrapped >> BigInt(at * 8)) & 255n))
}

/** Bytes as a number, signed for a small letter. */
function toInteger(field: Uint8Array, isBig: boolean, code: string): bigint {
  const value = integerOf(field, isBig)
  return code >= 'a' ? BigInt.asIntN(field.length * 8, value) : value
}

/** `int.from_bytes`, unsigned. */
export function integerOf(field: Uint8Array, isBig: boolean): bigint {
  if (field.length === 0) return 0n
  const ordered = isBig ? field : field.toReversed()
  const digits = Array.from(ordered, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return BigInt(`0x${digits}`)
}

/** `int.to_bytes`, unsigned; undefined when it does not fit. */
export function bytesOfInteger(
  value: bigint,
  length: number,
  isBig: boolean,
): Uint8Array | undefined {
  const digits = value.toString(16)
  if (value < 0n || digits.length > length * 2) return undefined
  const padded16 = digits.padStart(length * 2, '0')
  const made = new Uint8Array(length)
  for (let at = 0; at < length; at++)
    made[isBig ? at : length - 1 - at] = Number.parseInt(padded16.slice(at * 2, at * 2 + 2), 16)
  return made
}
