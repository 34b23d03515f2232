// Python's codecs by name. https://docs.python.org/3/library/codecs.html#standard-encodings
import { ParseError } from '../../../../bytes/ParseError.ts'
import { decodeBase64Bytes } from '../../../../encodings/base64/decodeBase64.ts'
import { decodeRawUnicodeEscape } from '../../../../encodings/base64/decodeRawUnicodeEscape.ts'
import { decodeHex } from '../../../../encodings/hex/decodeHex.ts'
import { decodeLatin1, decodeUtf8 } from '../../../../encodings/marshal/decodeText.ts'
import { decodePunycode } from '../../../../encodings/punycode/decodePunycode.ts'
import { decodeQuotedPrintable } from '../../../../encodings/quoted-printable/decodeQuotedPrintable.ts'
import { decodeUtf7 } from '../../../../encodings/utf7/decodeUtf7.ts'
import { decodeUu } from '../../../../encodings/uuencode/decodeUu.ts'
import type { Budget } from '../Budget.ts'
import { unescaped } from '../source/stringLiteral.ts'
import { unpack, type Compression } from './unpack.ts'
import { latin1Bytes, type Data } from '../values.ts'

/** What a codec makes, and how that is told; '' when it hides nothing. */
export interface Coded {
  readonly operation: string
  readonly data: Data
}

type Decode = (bytes: Uint8Array, budget: Budget) => Data | undefined

/** Undoes an encoding of bytes or of text; undefined when the codec is not known, or refuses. */
export function decodeAs(codec: string, data: Data, budget: Budget): Coded | undefined {
  const name = normalised(codec)
  if (name === 'rot13' || name === 'rot-13')
    return { operation: 'rot13', data: rot13(typeof data === 'string' ? data : decodeLatin1(data)) }
  const known = DECODERS.get(name)
  if (known === undefined) return undefined
  const bytes = typeof data === 'string' ? latin1Bytes(data) : data
  const made = attempt(() => known[1](bytes, budget))
  return made === undefined ? undefined : { operation: known[0], data: made }
}

/** Encodes text, or bytes, as `codecs.encode` does. */
export function encodeAs(codec: string, data: Data): Coded | undefined {
  const name = normalised(codec)
  if (name === 'rot13' || name === 'rot-13')
    return typeof data === 'string' ? { operation: 'rot13', data: rot13(data) } : undefined
  const known = ENCODERS.get(name)
  if (known === undefined) return undefined
  return { operation: known[0], data: known[1](data) }
}

function normalised(codec: string): string {
  return codec
    .toLowerCase()
    .replaceAll('_', '-')
    .replaceAll(' ', '-')
    .replace(/-codec$/, '')
}

/** What a decoder makes; undefined where Python raises. */
export function attempt<T>(run: () => T): T | undefined {
  try {
    return run()
  } catch (error) {
    if (error instanceof ParseError) return undefined
    throw error
  }
}

const compressed =
  (kind: Compression): Decode =>
  (bytes, budget) =>
    unpack(kind, bytes, budget)

const base64: Decode = (bytes) => {
  const decoded = decodeBase64Bytes(bytes)
  return decoded.kind === 'decoded' ? decoded.bytes : undefined
}

const utf8: Decode = (bytes) => decodeUtf8(bytes)?.text
const hex: Decode = (bytes) => decodeHex(decodeLatin1(bytes))
const escapes: Decode = (bytes) => unescaped(decodeLatin1(bytes), false)

const DECODERS: ReadonlyMap<string, readonly [string, Decode]> = new Map<
  string,
  readonly [string, Decode]
>([
  ...['utf-8', 'utf8', 'u8', 'utf', 'utf-8-sig', 'ascii', 'us-ascii', 'cp65001'].map(
    (name) => [name, ['', utf8]] as const,
  ),
  ...['latin-1', 'latin1', 'iso-8859-1', 'iso8859-1', 'l1', 'charmap', 'cp437', 'cp1252'].map(
    (name) => [name, ['', decodeLatin1]] as const,
  ),
  ...['hex', 'hex-codec'].map((name) => [name, ['hex', hex]] as const),
  ...['base64', 'base-64'].map((name) => [name, ['base64', base64]] as const),
  ...['zlib', 'zip'].map((name) => [name, ['zlib', compressed('zlib')]] as const),
  ['bz2', ['bz2', compressed('bz2')]],
  ['uu', ['uu', uuLines]],
  ...['quopri', 'quoted-printable'].map(
    (name) => [name, ['quopri', decodeQuotedPrintable]] as const,
  ),
  ...['utf-7', 'utf7'].map((name) => [name, ['utf-7', decodeUtf7]] as const),
  ['punycode', ['punycode', (bytes) => decodePunycode(decodeLatin1(bytes))]],
  ...['unicode-escape', 'string-escape', 'raw-unicode-escape'].map(
    (name) => [name, ['unicode-escape', escapes]] as const,
  ),
  ['utf-16', ['utf-16', (bytes) => utf16(bytes, bytes[0] === 0xfe)]],
  ['utf-16-le', ['utf-16', (bytes) => utf16(bytes, false)]],
  ['utf-16-be', ['utf-16', (bytes) => utf16(bytes, true)]],
  ['utf-16le', ['utf-16', (bytes) => utf16(bytes, false)]],
  ['utf-16be', ['utf-16', (bytes) => utf16(bytes, true)]],
])

/** UTF-16 without its mark. */
export function utf16(bytes: Uint8Array, isBig: boolean): string {
  const hasMark =
    (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)
  const content = hasMark ? bytes.subarray(2) : bytes
  return new TextDecoder(isBig ? 'utf-16be' : 'utf-16le').decode(content)
}

/** The lines between `begin` and `end`. */
function uuLines(bytes: Uint8Array): Uint8Array {
  const lines = decodeLatin1(bytes).split('\n')
  const begin = lines.findIndex((line) => line.startsWith('begin'))
  const end = lines.indexOf('end')
  const pieces = lines.slice(begin + 1, end < 0 ? lines.length : end)
  return Uint8Array.from(
    pieces.filter((line) => line !== '').flatMap((line) => [...decodeUu(latin1Bytes(line))]),
  )
}

function rot13(content: string): string {
  return content.replace(/[a-z]/gi, (letter) => {
    const base = letter <= 'Z' ? 65 : 97
    return String.fromCharCode(((letter.charCodeAt(0) - base + 13) % 26) + base)
  })
}

type Encode = (data: Data) => Data

const toUtf8: Encode = (data) => (typeof data === 'string' ? new TextEncoder().encode(data) : data)
const toLatin1: Encode = (data) => (typeof data === 'string' ? latin1Bytes(data) : data)

const ENCODERS: ReadonlyMap<string, readonly [string, Encode]> = new Map<
  string,
  readonly [string, Encode]
>([
  ...['utf-8', 'utf8', 'u8', 'ascii'].map((name) => [name, ['', toUtf8]] as const),
  ...['latin-1', 'latin1', 'iso-8859-1'].map((name) => [name, ['', toLatin1]] as const),
  ['hex', ['hexlify', (data) => latin1Bytes(hexText(toUtf8(data)))]],
  ['base64', ['b64encode', (data) => latin1Bytes(`${base64Text(toUtf8(data))}\n`)]],
  [
    'raw-unicode-escape',
    ['', (data) => (typeof data === 'string' ? decodeRawUnicodeEscape(data) : data)],
  ],
])

/** Lower-case pairs of hexadecimal digits. */
export function hexText(data: Data): string {
  const bytes = typeof data === 'string' ? latin1Bytes(data) : data
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** Base64 without line breaks. */
export function base64Text(data: Data): string {
  const bytes = typeof data === 'string' ? latin1Bytes(data) : data
  let made = ''
  for (let at = 0; at < bytes.length; at += 3) {
    const word = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0)
    const digits = [18, 12, 6, 0].map((shift) => DIGITS.charAt((word >> shift) & 63)).join('')
    const kept = Math.min(bytes.length - at, 3) + 1
    made += digits.slice(0, kept) + '='.repeat(4 - kept)
  }
  return made
}
