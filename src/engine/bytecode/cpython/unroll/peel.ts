// Layers that a constant shows by itself, whoever unpacks it: compression, base64, hexadecimal, code, source.
import { withoutEnd } from '../../../bytes/withoutEnd.ts'
import { decodeBase64 } from '../../../encodings/base64/decodeBase64.ts'
import { isBzip2 } from '../../../encodings/bzip2/expandBzip2.ts'
import { compressionOf } from '../../../encodings/gzip/expand.ts'
import { decodeHex } from '../../../encodings/hex/decodeHex.ts'
import { decodeLatin1, decodeUtf8 } from '../../../encodings/marshal/decodeText.ts'
import { runPickle } from '../../../encodings/pickle/runPickle.ts'
import { isLzma, isXz } from '../../../encodings/xz/expandXz.ts'
import type { Folding } from './Folding.ts'
import { looksLikeSource } from './looksLikeSource.ts'
import { innerScripts } from './library/shell.ts'
import { pickleContent, showScripts } from './library/sinks.ts'
import type { StageContent } from './StageBook.ts'
import { unpackWhole, type Compression } from './operations/unpack.ts'
import { dataOf, traceOf, type Bytes, type Data, type Text, type Value } from './values.ts'

const MAX_LAYERS = 16 // of one constant
const SHORTEST = 16 // characters or bytes: less hides nothing

type Peeling = Pick<Folding, 'budget' | 'tracer' | 'stages'> & {
  /** Whether bytes are marshalled code that a version of CPython could have written. */
  readonly isCode: (bytes: Uint8Array) => boolean
}

/** Shows what lies under the layers of a text or bytes; nothing when there is none and it is no code. */
export function peel(value: Text | Bytes, peeling: Peeling): void {
  const { stages } = peeling
  const inner = peeled(value, peeling)
  const data = dataOf(inner)
  if (data === undefined || data.length < SHORTEST) return
  const content = contentOf(data, peeling) ?? (inner === value ? undefined : plainContent(data))
  if (content !== undefined) stages.add(content, traceOf(inner), null)
  if (innerScripts(textOf(data) ?? '').length > 0) showScripts(inner, peeling)
}

function peeled(value: Text | Bytes, peeling: Peeling): Value {
  const { tracer, budget } = peeling
  let inner: Value = value
  for (let layers = 0; ; layers++) {
    const data = dataOf(inner)
    const layer = data === undefined || data.length < SHORTEST ? undefined : layerOf(data, peeling)
    if (layer === undefined) return inner
    if (layers === MAX_LAYERS) {
      budget.fault(`a constant with over ${MAX_LAYERS} layers was not peeled to its end`)
      return inner
    }
    inner = tracer.made(layer.operation, [inner], layer.data)
    tracer.use(inner)
  }
}

/** What it is, when that says something by itself. */
function contentOf(data: Data, { isCode }: Peeling): StageContent | undefined {
  if (typeof data !== 'string') {
    if (isCode(data)) return { kind: 'code', bytes: data }
    if (isPickle(data)) return pickleContent(data)
  }
  const text = textOf(data)
  return text !== undefined && looksLikeSource(text) ? { kind: 'source', text } : undefined
}

function plainContent(data: Data): StageContent {
  if (typeof data === 'string') return { kind: 'text', text: data }
  const text = isPrintable(data) ? textOf(data) : undefined
  return text === undefined ? { kind: 'bytes', bytes: data } : { kind: 'text', text }
}

interface Layer {
  readonly operation: string
  readonly data: Data
}

function layerOf(data: Data, peeling: Peeling): Layer | undefined {
  const unpacked = typeof data === 'string' ? undefined : compressedLayer(data, peeling)
  if (unpacked !== undefined) return unpacked
  const text = typeof data === 'string' ? data : asciiOf(data)
  return text === undefined ? undefined : textLayer(text, peeling)
}

function compressedLayer(bytes: Uint8Array, { budget }: Peeling): Layer | undefined {
  const kind = compressionKind(bytes)
  const made = kind === undefined ? undefined : unpackWhole(kind, bytes, budget)
  return kind === undefined || made === undefined ? undefined : { operation: kind, data: made }
}

function compressionKind(bytes: Uint8Array): Compression | undefined {
  if (isBzip2(bytes)) return 'bz2'
  return isXz(bytes) || isLzma(bytes) ? 'lzma' : compressionOf(bytes)
}

const HEX = /^(?:[0-9a-fA-F]{2}){16,}$/
const BASE64 = /^[A-Za-z0-9+/_-]{20,}={0,2}$/

function textLayer(content: string, peeling: Peeling): Layer | undefined {
  const text = content.replace(/[\r\n \t]+/g, '')
  if (HEX.test(text)) return telling({ operation: 'hex', data: decodeHex(text) }, peeling)
  const isReversed = /^={1,2}[A-Za-z0-9+/_-]{20,}$/.test(text)
  if (isReversed)
    return telling({ operation: 'reverse', data: Array.from(text).reverse().join('') }, peeling)
  if (!BASE64.test(text)) return undefined
  const padded = withoutEnd(text.replaceAll('-', '+').replaceAll('_', '/'), '=')
  const decoded = decodeBase64(padded + '='.repeat((4 - (padded.length % 4)) % 4))
  return decoded.kind === 'decoded'
    ? telling({ operation: 'base64', data: decoded.bytes }, peeling)
    : undefined
}

/** A layer, when what lies under it says something: words that happen to be digits say nothing. */
function telling(layer: Layer, peeling: Peeling): Layer | undefined {
  const { data } = layer
  if (!peeling.budget.affords(data.length)) return undefined
  if (typeof data === 'string') return textLayer(data, peeling) === undefined ? undefined : layer
  const says =
    isPrintable(data) ||
    compressionKind(data) !== undefined ||
    peeling.isCode(data) ||
    isPickle(data)
  return says ? layer : undefined
}

const PROTO = 0x80

/** A whole pickle of protocol 2 or later, or one that imports something. */
function isPickle(bytes: Uint8Array): boolean {
  const isMarked = bytes[0] === PROTO && (bytes[1] ?? 9) <= 5
  const { end, opcodes, globals } = runPickle(bytes)
  return end === 'stop' && opcodes.length > 2 && (isMarked || globals.length > 0)
}

function isPrintable(bytes: Uint8Array): boolean {
  return (
    bytes.length > 0 &&
    bytes.every((byte) => (byte >= 0x20 && byte < 0x7f) || (byte >= 9 && byte <= 13))
  )
}

function asciiOf(bytes: Uint8Array): string | undefined {
  return isPrintable(bytes) ? decodeLatin1(bytes) : undefined
}

function textOf(data: Data): string | undefined {
  return typeof data === 'string' ? data : decodeUtf8(data)?.text
}
