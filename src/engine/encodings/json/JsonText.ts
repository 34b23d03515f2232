// The units of a JSON text (bytes of UTF-8, or the wider units of UTF-16 and UTF-32) and how they become strings.
import { ParseError } from '../../bytes/ParseError.ts'
import { decodeUtf8, fromCodeUnits } from './decodeUtf8.ts'
import { detectEncoding, type DetectedEncoding } from './detectEncoding.ts'

/** A JSON text as numbers, so that its ASCII structure reads alike in every encoding. */
export interface JsonText extends DetectedEncoding {
  readonly units: Uint8Array | Uint16Array | Uint32Array
  /** Bytes of one unit. */
  readonly unitBytes: 1 | 2 | 4
  /** The string in units `start` to `end`; throws `ParseError` for what Python cannot decode. */
  slice(start: number, end: number, isAscii: boolean): string
}

/** Detects the encoding of `bytes` as Python does. Throws `ParseError` when they end inside a unit. */
export function jsonText(bytes: Uint8Array): JsonText {
  const detected = detectEncoding(bytes)
  const body = bytes.subarray(detected.markBytes)
  switch (detected.encoding) {
    case 'utf-8':
      return utf8Text(body, detected)
    case 'utf-16le':
    case 'utf-16be':
      return utf16Text(body, detected)
    case 'utf-32le':
    case 'utf-32be':
      return utf32Text(body, detected)
  }
}

/** Where unit `index` stands in the bytes. */
export function byteOffset({ markBytes, unitBytes }: JsonText, index: number): number {
  return markBytes + index * unitBytes
}

function utf8Text(units: Uint8Array, detected: DetectedEncoding): JsonText {
  // One character a byte: what is ASCII in it is right, and slicing it beats decoding each string.
  const ascii = new TextDecoder('latin1').decode(units)
  return {
    ...detected,
    units,
    unitBytes: 1,
    slice: (start, end, isAscii) =>
      isAscii
        ? ascii.slice(start, end)
        : decodeUtf8(units.subarray(start, end), detected.markBytes + start),
  }
}

function utf16Text(body: Uint8Array, detected: DetectedEncoding): JsonText {
  checkWhole(body, 2, detected)
  const view = new DataView(body.buffer, body.byteOffset, body.length)
  const littleEndian = detected.encoding === 'utf-16le'
  const units = new Uint16Array(body.length / 2)
  for (let index = 0; index < units.length; index++)
    units[index] = view.getUint16(index * 2, littleEndian)
  const slice = (start: number, end: number) => fromCodeUnits(units.subarray(start, end))
  return { ...detected, units, unitBytes: 2, slice }
}

function utf32Text(body: Uint8Array, detected: DetectedEncoding): JsonText {
  checkWhole(body, 4, detected)
  const view = new DataView(body.buffer, body.byteOffset, body.length)
  const littleEndian = detected.encoding === 'utf-32le'
  const units = new Uint32Array(body.length / 4)
  for (let index = 0; index < units.length; index++)
    units[index] = view.getUint32(index * 4, littleEndian)
  const slice = (start: number, end: number) => {
    let text = ''
    for (let index = start; index < end; index++) text += fromUtf32(units[index] ?? 0, index)
    return text
  }
  const fromUtf32 = (point: number, index: number) => {
    if (point <= 0x10ffff) return String.fromCodePoint(point)
    throw new ParseError(`no character has the number ${point}`, detected.markBytes + index * 4)
  }
  return { ...detected, units, unitBytes: 4, slice }
}

function checkWhole(body: Uint8Array, unitBytes: number, { encoding }: DetectedEncoding): void {
  if (body.length % unitBytes !== 0)
    throw new ParseError(`${body.length} bytes of ${encoding} end inside a unit`, body.length)
}
