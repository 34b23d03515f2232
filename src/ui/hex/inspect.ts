// What the bytes at the cursor would be as a number, a text or a time.

/** One reading: little-endian, and big-endian where that is another; empty when too few bytes are left. */
export interface Reading {
  readonly name: string
  readonly little: string
  readonly big: string | null
}

/** So many bytes are looked at. */
export const INSPECTED_BYTES = 32

/** All readings of the bytes that begin at the cursor; missing ones at the end of the file make some of them empty. */
export function inspect(bytes: Uint8Array): readonly Reading[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const numbers = NUMBERS.map(({ name, width, read }) => {
    const shown = (little: boolean) => (bytes.length < width ? '' : read(view, little))
    return { name, little: shown(true), big: width === 1 ? null : shown(false) }
  })
  return [
    ...numbers,
    { name: 'varint', little: varintText(bytes), big: null },
    { name: 'zigzag', little: zigzagText(bytes), big: null },
    { name: 'ASCII', little: textAt(bytes), big: null },
    { name: 'UTF-8', little: utf8At(bytes), big: null },
    { name: 'UTF-16', little: utf16At(bytes, 'utf-16le'), big: utf16At(bytes, 'utf-16be') },
  ]
}

interface NumberKind {
  readonly name: string
  readonly width: number
  readonly read: (view: DataView, little: boolean) => string
}

const NUMBERS: readonly NumberKind[] = [
  { name: 'int8', width: 1, read: (view) => String(view.getInt8(0)) },
  { name: 'uint8', width: 1, read: (view) => String(view.getUint8(0)) },
  { name: 'int16', width: 2, read: (view, little) => String(view.getInt16(0, little)) },
  { name: 'uint16', width: 2, read: (view, little) => String(view.getUint16(0, little)) },
  { name: 'int32', width: 4, read: (view, little) => String(view.getInt32(0, little)) },
  { name: 'uint32', width: 4, read: (view, little) => String(view.getUint32(0, little)) },
  { name: 'int64', width: 8, read: (view, little) => String(view.getBigInt64(0, little)) },
  { name: 'uint64', width: 8, read: (view, little) => String(view.getBigUint64(0, little)) },
  { name: 'float16', width: 2, read: (view, little) => floatText(float16(view, little)) },
  { name: 'bfloat16', width: 2, read: (view, little) => floatText(bfloat16(view, little)) },
  { name: 'float32', width: 4, read: (view, little) => floatText(view.getFloat32(0, little)) },
  { name: 'float64', width: 8, read: (view, little) => floatText(view.getFloat64(0, little)) },
  { name: 'Unix time', width: 4, read: (view, little) => timeText(view.getUint32(0, little)) },
  { name: 'DOS time', width: 4, read: (view, little) => dosText(view.getUint32(0, little)) },
]

function floatText(value: number): string {
  return Object.is(value, -0) ? '-0' : String(Number(value.toPrecision(9)))
}

/** IEEE 754 binary16. */
function float16(view: DataView, little: boolean): number {
  const bits = view.getUint16(0, little)
  const sign = bits >> 15 === 0 ? 1 : -1
  const exponent = (bits >> 10) & 31
  const fraction = bits & 1023
  if (exponent === 0) return sign * fraction * 2 ** -24
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15)
}

/** The upper half of a float32. */
function bfloat16(view: DataView, little: boolean): number {
  const wide = new DataView(new ArrayBuffer(4))
  wide.setUint16(0, view.getUint16(0, little))
  return wide.getFloat32(0)
}

function timeText(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 19).replace('T', ' ')
}

/** Time below, date above, as FAT and zip have them; empty for a day or an hour that does not exist. */
function dosText(value: number): string {
  const [date, time] = [value >>> 16, value & 0xffff]
  const [month, day] = [(date >> 5) & 15, date & 31]
  const [hour, minute, second] = [time >> 11, (time >> 5) & 63, (time & 31) * 2]
  const isDay = month >= 1 && month <= 12 && day >= 1
  if (!isDay || hour > 23 || minute > 59 || second > 59) return ''
  const two = (part: number) => String(part).padStart(2, '0')
  return `${1980 + (date >> 9)}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}:${two(second)}`
}

interface Varint {
  readonly value: bigint
  readonly length: number
}

/** As Protocol Buffers writes numbers; null when it does not end within ten bytes. */
function varintAt(bytes: Uint8Array): Varint | null {
  let value = 0n
  for (const [at, byte] of bytes.subarray(0, 10).entries()) {
    value |= BigInt(byte & 0x7f) << BigInt(7 * at)
    if (byte < 0x80) return { value: BigInt.asUintN(64, value), length: at + 1 }
  }
  return null
}

function varintText(bytes: Uint8Array): string {
  const found = varintAt(bytes)
  if (found === null) return ''
  return `${found.value} (${found.length} ${found.length === 1 ? 'byte' : 'bytes'})`
}

function zigzagText(bytes: Uint8Array): string {
  const found = varintAt(bytes)
  if (found === null) return ''
  return String((found.value >> 1n) ^ -(found.value & 1n))
}

function textAt(bytes: Uint8Array): string {
  const end = bytes.findIndex((byte) => byte < 0x20 || byte > 0x7e)
  return String.fromCharCode(...bytes.subarray(0, end < 0 ? bytes.length : end))
}

function utf8At(bytes: Uint8Array): string {
  const [text = ''] = new TextDecoder().decode(bytes).split(/[\ufffd\p{Cc}]/u)
  return text
}

function utf16At(bytes: Uint8Array, encoding: 'utf-16le' | 'utf-16be'): string {
  const even = bytes.subarray(0, bytes.length - (bytes.length % 2))
  const [text = ''] = new TextDecoder(encoding).decode(even).split(/[\ufffd\p{C}]/u)
  return text
}
