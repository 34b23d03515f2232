// Functions of the modules that pack and unpack bytes.
import { decodeBase64Bytes } from '../../../../encodings/base64/decodeBase64.ts'
import { decodeBase32 } from '../../../../encodings/base32/decodeBase32.ts'
import { decodeA85, decodeB85, decodeZ85 } from '../../../../encodings/base85/decodeBase85.ts'
import { decodeHex } from '../../../../encodings/hex/decodeHex.ts'
import { decodeLatin1 } from '../../../../encodings/marshal/decodeText.ts'
import { decodeQuotedPrintable } from '../../../../encodings/quoted-printable/decodeQuotedPrintable.ts'
import { decodeUu } from '../../../../encodings/uuencode/decodeUu.ts'
import { attempt, base64Text, decodeAs, encodeAs, hexText } from '../operations/codecs.ts'
import { given as arguments_, type Known } from '../Folding.ts'
import { packStruct, unpackStruct } from '../operations/structs.ts'
import { unpack, type Compression } from '../operations/unpack.ts'
import {
  asciiBytes,
  dataOf,
  latin1Bytes,
  list,
  numberIn,
  truth,
  UNKNOWN,
  type Data,
  type Given,
} from '../values.ts'

/** A decoder of ASCII text; undefined where Python raises. */
type Decode = (text: Uint8Array, given: Given) => Uint8Array | undefined

const ascii =
  (decode: (text: string, given: Given) => Uint8Array): Decode =>
  (text, given) =>
    attempt(() => decode(decodeLatin1(text), given))

const decoder =
  (operation: string, decode: Decode): Known =>
  (given, { tracer, budget }) => {
    const [value = UNKNOWN] = given.positional
    const text = asciiBytes(value)
    if (text === undefined || !budget.affords(text.length)) return undefined
    const made = decode(text, given)
    if (made === undefined || !budget.derive(made.length)) return undefined
    return tracer.made(operation, [value], made, given.at)
  }

const base64: Decode = (text) => {
  const decoded = decodeBase64Bytes(text)
  return decoded.kind === 'decoded' ? decoded.bytes : undefined
}

/** Base64 with other digits for `+` and `/`. */
function base64Of(
  text: Uint8Array,
  plus: number,
  slash: number,
  given: Given,
): Uint8Array | undefined {
  const standard = new Map([
    [plus, 0x2b],
    [slash, 0x2f],
  ])
  return base64(
    text.map((unit) => standard.get(unit) ?? unit),
    given,
  )
}

const urlsafe: Decode = (text, given) => base64Of(text, 0x2d, 0x5f, given)

/** `altchars`: what stands for `+` and `/`. */
const base64With: Decode = (text, given) => {
  const other = asciiBytes(given.positional[1] ?? given.keywords.get('altchars'))
  const [plus, slash] = other ?? []
  return plus === undefined || slash === undefined
    ? base64(text, given)
    : base64Of(text, plus, slash, given)
}

const isSet = (given: Given, name: string): boolean =>
  truth(given.keywords.get(name) ?? UNKNOWN) === true

const base32 = (isHex: boolean): Decode =>
  ascii((text, given) => decodeBase32(isSet(given, 'casefold') ? text.toUpperCase() : text, isHex))

const base16: Decode = ascii((text, given) =>
  decodeHex(isSet(given, 'casefold') ? text.toUpperCase() : text),
)
const hex: Decode = ascii((text) => decodeHex(text))
const a85: Decode = ascii((text, given) => decodeA85(text, isSet(given, 'adobe')))

const compressed =
  (kind: Compression): Known =>
  (given, { tracer, budget }) => {
    const [value = UNKNOWN] = given.positional
    if (value.kind !== 'bytes') return undefined
    const made = unpack(kind, value.bytes, budget)
    return made && tracer.made(kind, [value], made, given.at)
  }

/** `wbits` says whether a head of zlib or of gzip stands before the data; 47 tells by itself. */
const zlib: Known = (given, folding) => {
  const bits = numberIn(given.positional[1] ?? given.keywords.get('wbits')) ?? 15
  const [value] = given.positional
  if (bits < 0) return compressed('deflate')(given, folding)
  const isGzip = bits > 31 ? value?.kind === 'bytes' && value.bytes[0] === 0x1f : bits > 15
  return compressed(isGzip ? 'gzip' : 'zlib')(given, folding)
}

const encoder =
  (operation: string, encode: (data: Data) => string): Known =>
  (given, { tracer }) => {
    const data = dataOf(given.positional[0])
    return data === undefined
      ? undefined
      : tracer.made(operation, given.positional, latin1Bytes(encode(data)), given.at)
  }

/** An object whose one method of interest is a function here: `zlib.decompressobj().decompress`. */
const object =
  (known: Known): Known =>
  (made, folding) => ({
    kind: 'callable',
    call: (given) =>
      known({ ...given, positional: [...given.positional, ...made.positional] }, folding) ??
      UNKNOWN,
  })

const stream: Known = ({ positional: [content] }) =>
  content === undefined ? undefined : { kind: 'stream', content }

/** `gzip.GzipFile(fileobj=x)`, `bz2.open(x)`. */
const compressedStream =
  (kind: Compression): Known =>
  (given, folding) => {
    const source = given.keywords.get('fileobj') ?? given.positional[0]
    if (source?.kind !== 'stream') return undefined
    const content = compressed(kind)(arguments_(source.content), folding)
    return content && { kind: 'stream', content }
  }

const codec =
  (run: typeof decodeAs): Known =>
  (given, folding) => {
    const [value = UNKNOWN, name = given.keywords.get('encoding')] = given.positional
    const data = dataOf(value)
    if (data === undefined || name?.kind !== 'text') return undefined
    const coded = run(name.text, data, folding.budget)
    return coded && folding.tracer.made(coded.operation, [value], coded.data, given.at)
  }

/** `codecs.getdecoder(name)` gives a function that gives what it made and how long that was. */
const codecGetter =
  (run: typeof decodeAs): Known =>
  ({ positional: [name = UNKNOWN] }, folding) => ({
    kind: 'callable',
    call: ({ positional: [value = UNKNOWN], at }) => {
      const made = codec(run)({ ...arguments_(value, name), at }, folding)
      return made === undefined ? UNKNOWN : list('tuple', [made, UNKNOWN])
    },
  })

const structUnpack: Known = ({ positional: [format = UNKNOWN, content] }, { budget, tracer }) => {
  const layout = dataOf(format)
  if (layout === undefined || content?.kind !== 'bytes') return undefined
  if (!budget.affords(content.bytes.length * 8)) return undefined
  const template = typeof layout === 'string' ? layout : decodeLatin1(layout)
  const trace = tracer.through(content.trace, 'struct')
  tracer.use(content)
  const values = unpackStruct(template, content.bytes, trace)
  return values && list('tuple', values, trace)
}

const structPack: Known = (given, { tracer }) => {
  const [format, ...values] = given.positional
  const layout = dataOf(format)
  if (layout === undefined) return undefined
  const made = packStruct(typeof layout === 'string' ? layout : decodeLatin1(layout), values)
  return made && tracer.made('struct', values, made, given.at)
}

/** By their whole name. */
export const BINARIES: readonly (readonly [string, Known])[] = [
  ['base64.b64decode', decoder('base64', base64With)],
  ['base64.standard_b64decode', decoder('base64', base64)],
  ['base64.urlsafe_b64decode', decoder('base64', urlsafe)],
  ['base64.decodebytes', decoder('base64', base64)],
  ['base64.decodestring', decoder('base64', base64)],
  ['base64.b32decode', decoder('base32', base32(false))],
  ['base64.b32hexdecode', decoder('base32', base32(true))],
  ['base64.b16decode', decoder('base16', base16)],
  [
    'base64.b85decode',
    decoder(
      'base85',
      ascii((text) => decodeB85(text)),
    ),
  ],
  ['base64.a85decode', decoder('ascii85', a85)],
  [
    'base64.z85decode',
    decoder(
      'z85',
      ascii((text) => decodeZ85(text)),
    ),
  ],
  ['binascii.a2b_base64', decoder('base64', base64)],
  ['binascii.unhexlify', decoder('hex', hex)],
  ['binascii.a2b_hex', decoder('hex', hex)],
  ['binascii.a2b_uu', decoder('uu', (text) => attempt(() => decodeUu(text)))],
  ['binascii.a2b_qp', decoder('quopri', decodeQuotedPrintable)],
  ['quopri.decodestring', decoder('quopri', decodeQuotedPrintable)],
  ['base64.b64encode', encoder('b64encode', base64Text)],
  ['base64.b16encode', encoder('hexlify', (data) => hexText(data).toUpperCase())],
  ['binascii.hexlify', encoder('hexlify', hexText)],
  ['binascii.b2a_hex', encoder('hexlify', hexText)],
  ['zlib.decompress', zlib],
  ['zlib.decompressobj', object(zlib)],
  ['gzip.decompress', compressed('gzip')],
  ['gzip.GzipFile', compressedStream('gzip')],
  ['gzip.open', compressedStream('gzip')],
  ['bz2.decompress', compressed('bz2')],
  ['bz2.BZ2Decompressor', object(compressed('bz2'))],
  ['bz2.BZ2File', compressedStream('bz2')],
  ['bz2.open', compressedStream('bz2')],
  ['lzma.decompress', compressed('lzma')],
  ['lzma.LZMADecompressor', object(compressed('lzma'))],
  ['lzma.open', compressedStream('lzma')],
  ['io.BytesIO', stream],
  ['io.StringIO', stream],
  ['codecs.decode', codec(decodeAs)],
  ['codecs.encode', codec(encodeAs)],
  ['codecs.getdecoder', codecGetter(decodeAs)],
  ['codecs.getencoder', codecGetter(encodeAs)],
  ['struct.unpack', structUnpack],
  ['struct.pack', structPack],
  ['array.array', ({ positional: [, content] }) => content],
]
