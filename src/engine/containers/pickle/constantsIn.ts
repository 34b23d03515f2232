// Texts and bytes that a pickle writes, and what lies in them: files, pickles and code, as they are or encoded.
import { decodeBase64 } from '../../encodings/base64/decodeBase64.ts'
import { decodeHex } from '../../encodings/hex/decodeHex.ts'
import type { PickleOpcode, PickleRun } from '../../encodings/pickle/PickleValue.ts'
import type { Derivation } from '../../model/Location.ts'
import { latin1Bytes } from './plainValues.ts'
import { mayBecome, MIN_HELD_BYTES, whatIs, type Held } from './whatIs.ts'

const HEAD_BYTES = 4096 // a multiple of four: enough of a text to tell what it is encoded from

export interface HeldConstant {
  readonly held: Held
  readonly bytes: Uint8Array
  /** Where it is written in the stream. */
  readonly offset: number
  readonly length: number
  readonly via: Derivation
}

/** Each constant of the run that holds something. `bytes` is the stream. */
export function* constantsIn(bytes: Uint8Array, { opcodes }: PickleRun): Generator<HeldConstant> {
  for (const opcode of opcodes) {
    const content = contentOf(opcode)
    if (content === undefined || content.length < MIN_HELD_BYTES) continue
    const raw = bytes.subarray(content.offset, content.offset + content.length)
    const found = heldIn(raw, opcode.name)
    if (found !== undefined) yield { ...found, ...content }
  }
}

/** Bytes that opcodes write in front of their content. */
const HEADS: ReadonlyMap<string, number> = new Map([
  ['SHORT_BINBYTES', 2],
  ['BINBYTES', 5],
  ['BINBYTES8', 9],
  ['BYTEARRAY8', 9],
  ['SHORT_BINSTRING', 2],
  ['BINSTRING', 5],
  ['SHORT_BINUNICODE', 2],
  ['BINUNICODE', 5],
  ['BINUNICODE8', 9],
])

interface Piece {
  readonly offset: number
  readonly length: number
}

function contentOf({ name, offset, length }: PickleOpcode): Piece | undefined {
  const head = HEADS.get(name)
  if (head !== undefined) return { offset: offset + head, length: length - head }
  if (name === 'STRING') return { offset: offset + 2, length: length - 4 } // quotes, and the line feed
  return name === 'UNICODE' ? { offset: offset + 1, length: length - 2 } : undefined
}

type Found = Pick<HeldConstant, 'held' | 'bytes' | 'via'>

function heldIn(raw: Uint8Array, opcode: string): Found | undefined {
  if (opcode.includes('UNICODE')) return heldInText(raw, opcode) ?? heldInDigits(raw)
  const held = whatIs(raw)
  return held === undefined ? heldInDigits(raw) : { held, bytes: raw, via: 'same' }
}

/** Protocols before 3 write bytes as a text of characters below 256. */
function heldInText(raw: Uint8Array, opcode: string): Found | undefined {
  const isRaw = opcode === 'UNICODE'
  const decode = isRaw ? fromRawEscapes : fromUtf8
  const head = latin1Bytes(decode(raw.subarray(0, HEAD_BYTES)).slice(0, HEAD_BYTES / 4))
  if (head === undefined || !mayBecome(head)) return undefined
  const bytes = latin1Bytes(decode(raw))
  const held = bytes === undefined ? undefined : whatIs(bytes)
  if (bytes === undefined || held === undefined) return undefined
  if (bytes.length === raw.length) return { held, bytes: raw, via: 'same' }
  return { held, bytes, via: isRaw ? 'raw-unicode-escape' : 'text' }
}

const UTF8 = new TextDecoder('utf-8')

function fromUtf8(raw: Uint8Array): string {
  return UTF8.decode(raw)
}

function fromRawEscapes(raw: Uint8Array): string {
  const text = Array.from(raw, (byte) => String.fromCharCode(byte)).join('')
  return text.replace(/\\u([0-9a-fA-F]{4})/g, (_, digits: string) =>
    String.fromCharCode(parseInt(digits, 16)),
  )
}

const HEX = /^(?:[0-9a-fA-F]{2}){8,}$/
const BASE64 = /^[A-Za-z0-9+/_\-\r\n]{16,}={0,2}[\r\n]?$/
const ASCII = new TextDecoder('latin1') // of what is ASCII, or matches neither pattern

function heldInDigits(raw: Uint8Array): Found | undefined {
  const start = ASCII.decode(raw.subarray(0, HEAD_BYTES))
  if (HEX.test(start)) return decoded(raw, start, fromHex, 'unescaped')
  return BASE64.test(start) ? decoded(raw, start, fromBase64, 'base64') : undefined
}

function decoded(
  raw: Uint8Array,
  start: string,
  decode: (text: string) => Uint8Array | undefined,
  via: Derivation,
): Found | undefined {
  const quads = start.length < raw.length ? start.slice(0, HEAD_BYTES / 2) : start
  const head = decode(quads)
  if (head === undefined || !mayBecome(head)) return undefined
  const bytes = decode(ASCII.decode(raw))
  const held = bytes === undefined ? undefined : whatIs(bytes)
  return bytes === undefined || held === undefined ? undefined : { held, bytes, via }
}

function fromHex(text: string): Uint8Array | undefined {
  return HEX.test(text) ? decodeHex(text) : undefined
}

/** A text that is cut is read as far as whole groups of four go. */
function fromBase64(text: string): Uint8Array | undefined {
  const digits = text
    .replaceAll('-', '+')
    .replaceAll('_', '/')
    .replaceAll(/[\r\n]/g, '')
  const padded = digits.includes('=') ? digits : digits.slice(0, digits.length & ~3)
  const result = decodeBase64(padded)
  return result.kind === 'decoded' ? result.bytes : undefined
}
