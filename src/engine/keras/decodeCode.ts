// Text that holds a marshalled code object: base64, or one character a byte (Keras 0.3 to 2.1.1).
// https://github.com/keras-team/keras/blob/2.1.6/keras/utils/generic_utils.py (func_load)
import { Cursor } from '../bytes/Cursor.ts'
import { decodeBase64 } from '../encodings/base64/decodeBase64.ts'
import { decodeRawUnicodeEscape } from '../encodings/base64/decodeRawUnicodeEscape.ts'

export interface Code {
  readonly encoding: 'base64' | 'raw-unicode-escape'
  readonly bytes: Uint8Array
  /** What a genuine writer would not have left in the text, one sentence each. */
  readonly oddities: readonly string[]
}

const TYPE_CODE = 0x63 // c
const TYPE_STRING = 0x73 // s
const TYPE_INTERNED = 0x74 // t
const FLAG_REF = 0x80
const MAX_FLAGS = 0x3ffffff // every flag that a code object of any version has
const MIN_BYTES = 20 // shorter text is a name, not code

/** Numbers before the bytecode: 2.x has four, 3.0 to 3.7 and 3.11 on five, 3.8 to 3.10 six. */
const NUMBERS = [4, 5, 6] as const

/**
 * Each way in which `text` is code, base64 first as in Keras; none when it is not. In a place that can hold
 * nothing but code the first byte is proof enough (`certain`); elsewhere the header must make sense.
 */
export function decodeCode(text: string, certain: boolean): readonly Code[] {
  const isCode = certain ? startsAsCode : beginsLikeCode
  return [...base64Code(text, isCode), ...rawCode(text, isCode)]
}

/** Whether `bytes` begin as a marshalled code object of some CPython does: type, counts, flags, bytecode. */
export function beginsLikeCode(bytes: Uint8Array): boolean {
  if (!startsAsCode(bytes)) return false
  return NUMBERS.some((count) => hasHeader(bytes, count))
}

function startsAsCode(bytes: Uint8Array): boolean {
  return bytes.length >= MIN_BYTES && ((bytes[0] ?? 0) & ~FLAG_REF) === TYPE_CODE
}

function hasHeader(bytes: Uint8Array, count: number): boolean {
  if (bytes.length < 1 + count * 4 + 1) return false
  const cursor = new Cursor(bytes, 1)
  const numbers = Array.from({ length: count }, () => cursor.i32())
  const flags = numbers.at(-1) ?? -1
  const type = cursor.u8() & ~FLAG_REF
  const isBytes = type === TYPE_STRING || (count === 4 && type === TYPE_INTERNED)
  return isBytes && flags <= MAX_FLAGS && numbers.every((number) => number >= 0)
}

function base64Code(text: string, isCode: (bytes: Uint8Array) => boolean): readonly Code[] {
  if (!mayBeBase64Code(text)) return []
  const base64 = decodeBase64(text)
  if (base64.kind === 'refused' || !isCode(base64.bytes)) return []
  const { bytes, skipped, unread } = base64
  const oddities = [
    ...(skipped > 0 ? [`${skipped} characters in it are not base64; Python skips them`] : []),
    ...(unread > 0 ? [`${unread} characters follow its padding; Python does not read them`] : []),
  ]
  return [{ encoding: 'base64', bytes, oddities }]
}

/** The first byte of code, 63 or E3, makes the first character Y or 4: a look that spares most decoding. */
function mayBeBase64Code(text: string): boolean {
  const first = /[A-Za-z0-9+/]/.exec(text)
  return first !== null && (first[0] === 'Y' || first[0] === '4')
}

function rawCode(text: string, isCode: (bytes: Uint8Array) => boolean): readonly Code[] {
  const first = text.charCodeAt(0)
  if ((first & ~FLAG_REF) !== TYPE_CODE) return []
  const bytes = decodeRawUnicodeEscape(text)
  return isCode(bytes) ? [{ encoding: 'raw-unicode-escape', bytes, oddities: [] }] : []
}
