// Codecs: base64, zlib and what else turns constants into constants.
import { bytesSource } from '../../../bytes/ByteSource.ts'
import type { Expanded } from '../../../bytes/GrowingBytes.ts'
import { ParseError } from '../../../bytes/ParseError.ts'
import { decodeBase32 } from '../../base32/decodeBase32.ts'
import { decodeBase64 } from '../../base64/decodeBase64.ts'
import { decodeA85, decodeB85 } from '../../base85/decodeBase85.ts'
import { expandBzip2 } from '../../bzip2/expandBzip2.ts'
import { expand } from '../../gzip/expand.ts'
import { decodeHex } from '../../hex/decodeHex.ts'
import { decodeLatin1, decodeUtf8 } from '../../marshal/decodeText.ts'
import { expandXz } from '../../xz/expandXz.ts'
import type { PickleValue } from '../PickleValue.ts'
import { bytesOf, characters, latin1Bytes, madeBytes, madeText, textOf } from './constants.ts'
import type { Fold, Folding } from './Folding.ts'

type Decode = (text: string) => Uint8Array | undefined

const base64: Decode = (text) => {
  const decoded = decodeBase64(text)
  return decoded.kind === 'decoded' ? decoded.bytes : undefined
}

const urlsafe: Decode = (text) => base64(text.replaceAll('-', '+').replaceAll('_', '/'))

/** A function that takes digits, as text or bytes, and gives bytes. */
const fromDigits =
  (decode: Decode): Fold =>
  (folding, { args: [digits] }) => {
    const text = characters(digits)
    return text === undefined ? undefined : madeBytes(folding, attempt(text, decode))
  }

/** What Python would raise for is no constant. */
function attempt(text: string, decode: Decode): Uint8Array | undefined {
  try {
    return decode(text)
  } catch (error) {
    if (error instanceof ParseError) return undefined
    throw error
  }
}

type Expand = (bytes: Uint8Array, maxBytes: number) => Expanded

const expandZlib: Expand = (bytes, limit) => expand(bytesSource(bytes), 'zlib', limit)
const expandGzip: Expand = (bytes, limit) => expand(bytesSource(bytes), 'gzip', limit)

const decompress =
  (expandBytes: Expand): Fold =>
  (folding, { args: [packed] }) =>
    packed?.kind === 'bytes'
      ? madeBytes(folding, expandedBy(expandBytes, packed.bytes, folding))
      : undefined

function expandedBy(
  expandBytes: Expand,
  packed: Uint8Array,
  { budget }: Folding,
): Uint8Array | undefined {
  const limit = budget.output
  if (limit === 0 || packed.length === 0) return undefined
  const { bytes, fault } = expandBytes(packed, limit)
  return fault === null || bytes.length > 0 ? bytes.subarray(0, limit) : undefined
}

/** `codecs.decode(value, encoding)`, `value.decode(encoding)`. */
export const decodeValue: Fold = (folding, { args: [value, encoding] }) => {
  const codec = codecName(encoding)
  const text = characters(value)
  if (codec === undefined || text === undefined) return undefined
  if (codec === 'rot13') return madeText(folding, rot13(text))
  const digits = DIGITS.get(codec)
  if (digits !== undefined) return madeBytes(folding, attempt(text, digits))
  const packed = PACKED.get(codec)
  const bytes = bytesOf(value)
  if (bytes === undefined) return undefined
  if (packed !== undefined) return madeBytes(folding, expandedBy(packed, bytes, folding))
  return madeText(folding, CHARACTERS.get(codec)?.decode(bytes))
}

/** `codecs.encode(value, encoding)`, `value.encode(encoding)`: how protocols up to 2 write bytes. */
export const encodeValue: Fold = (folding, { args: [value, encoding] }) => {
  const codec = codecName(encoding)
  const text = characters(value)
  if (codec === undefined || text === undefined) return undefined
  if (codec === 'rot13') return madeText(folding, rot13(text))
  return value?.kind === 'text'
    ? madeBytes(folding, CHARACTERS.get(codec)?.encode(text))
    : undefined
}

interface Charset {
  readonly decode: (bytes: Uint8Array) => string | undefined
  readonly encode: (text: string) => Uint8Array | undefined
}

const UTF8: Charset = {
  decode: (bytes) => decodeUtf8(bytes)?.text,
  encode: (text) => new TextEncoder().encode(text),
}
const LATIN1: Charset = { decode: decodeLatin1, encode: latin1Bytes }
const UTF16: Charset = {
  decode: (bytes) => new TextDecoder('utf-16le').decode(bytes),
  encode: () => undefined,
}

const CHARACTERS: ReadonlyMap<string, Charset> = new Map([
  ['utf8', UTF8],
  ['ascii', LATIN1],
  ['usascii', LATIN1],
  ['latin1', LATIN1],
  ['latin', LATIN1],
  ['l1', LATIN1],
  ['iso88591', LATIN1],
  ['charmap', LATIN1],
  ['rawunicodeescape', LATIN1],
  ['utf16', UTF16],
  ['utf16le', UTF16],
])

const DIGITS: ReadonlyMap<string, Decode> = new Map([
  ['base64', base64],
  ['base64codec', base64],
  ['hex', decodeHex],
  ['hexcodec', decodeHex],
])

const PACKED: ReadonlyMap<string, Expand> = new Map([
  ['zlib', expandZlib],
  ['zip', expandZlib],
  ['zlibcodec', expandZlib],
  ['bz2', expandBzip2],
  ['bz2codec', expandBzip2],
])

/** As Python looks it up: without case, blanks, hyphens and underscores. UTF-8 when it is left out. */
function codecName(encoding: PickleValue | undefined): string | undefined {
  if (encoding === undefined) return 'utf8'
  return textOf(encoding)
    ?.slice(0, 40)
    .toLowerCase()
    .replace(/[-_ ]/g, '')
    .replace(/^rot_?13$/, 'rot13')
}

function rot13(text: string): string {
  return text.replace(/[a-z]/gi, (letter) => {
    const base = letter < 'a' ? 65 : 97
    return String.fromCharCode(((letter.charCodeAt(0) - base + 13) % 26) + base)
  })
}

/** By their whole names. */
export const CODECS: readonly (readonly [string, Fold])[] = [
  ['codecs.decode', decodeValue],
  ['codecs.encode', encodeValue],
  ['builtins.bytes.decode', decodeValue],
  ['builtins.bytearray.decode', decodeValue],
  ['builtins.str.encode', encodeValue],
  ['base64.b64decode', fromDigits(base64)],
  ['base64.standard_b64decode', fromDigits(base64)],
  ['base64.urlsafe_b64decode', fromDigits(urlsafe)],
  ['base64.decodebytes', fromDigits(base64)],
  ['base64.decodestring', fromDigits(base64)],
  ['base64.b32decode', fromDigits(decodeBase32)],
  ['base64.b16decode', fromDigits(decodeHex)],
  ['base64.b85decode', fromDigits(decodeB85)],
  ['base64.a85decode', fromDigits(decodeA85)],
  ['binascii.a2b_base64', fromDigits(base64)],
  ['binascii.a2b_hex', fromDigits(decodeHex)],
  ['binascii.unhexlify', fromDigits(decodeHex)],
  ['builtins.bytes.fromhex', fromDigits(decodeHex)],
  ['builtins.bytearray.fromhex', fromDigits(decodeHex)],
  ['zlib.decompress', decompress(expandZlib)],
  ['gzip.decompress', decompress(expandGzip)],
  ['bz2.decompress', decompress(expandBzip2)],
  ['lzma.decompress', decompress(expandXz)],
]
