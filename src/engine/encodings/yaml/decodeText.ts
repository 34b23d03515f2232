// The encoding of YAML, as PyYAML settles it: UTF-16 by its mark, else UTF-8.
// https://github.com/yaml/pyyaml/blob/6.0.3/lib/yaml/reader.py
import { ParseError } from '../../bytes/ParseError.ts'

export interface DecodedText {
  readonly text: string
  readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be'
  readonly markBytes: number
  /** Where character `index` of the text stands in the bytes. */
  byteOffset(index: number): number
}

/** The text of `bytes` without its mark. Throws `ParseError` when they are not in the encoding that they begin like. */
export function decodeText(bytes: Uint8Array): DecodedText {
  const [first, second, third] = bytes
  if (first === 0xff && second === 0xfe) return wideText(bytes, 'utf-16le')
  if (first === 0xfe && second === 0xff) return wideText(bytes, 'utf-16be')
  const markBytes = first === 0xef && second === 0xbb && third === 0xbf ? 3 : 0
  const text = decode(bytes.subarray(markBytes), 'utf-8')
  const offsets = text.length === bytes.length - markBytes ? null : byteOffsets(text)
  const byteOffset = (index: number) => markBytes + (offsets?.[index] ?? index)
  return printable({ text, encoding: 'utf-8', markBytes, byteOffset })
}

function wideText(bytes: Uint8Array, encoding: 'utf-16le' | 'utf-16be'): DecodedText {
  const text = decode(bytes.subarray(2), encoding)
  return printable({ text, encoding, markBytes: 2, byteOffset: (index) => 2 + 2 * index })
}

/** What PyYAML refuses anywhere in a text. */
const NON_PRINTABLE = /[^\t\n\r\x20-\x7e\x85\u00a0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u

function printable(decoded: DecodedText): DecodedText {
  const index = decoded.text.search(NON_PRINTABLE)
  if (index < 0) return decoded
  const offset = decoded.byteOffset(index)
  const code = decoded.text.charCodeAt(index).toString(16).padStart(4, '0')
  throw new ParseError(`YAML: character U+${code} is not allowed, at byte ${offset}`, offset)
}

function decode(bytes: Uint8Array, encoding: DecodedText['encoding']): string {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch (cause) {
    throw new ParseError(`YAML: the ${bytes.length} bytes are not ${encoding}`, 0, { cause })
  }
}

/** For each UTF-16 unit, and for the end, the bytes of UTF-8 before it. */
function byteOffsets(text: string): Uint32Array {
  const offsets = new Uint32Array(text.length + 1)
  let bytes = 0
  for (let index = 0; index < text.length; index++) {
    offsets[index] = bytes
    bytes += utf8Bytes(text.charCodeAt(index))
  }
  offsets[text.length] = bytes
  return offsets
}

/** Each half of a surrogate pair stands for two of its four bytes. */
function utf8Bytes(unit: number): number {
  if (unit < 0x80) return 1
  if (unit < 0x800 || (unit >= 0xd800 && unit <= 0xdfff)) return 2
  return 3
}
