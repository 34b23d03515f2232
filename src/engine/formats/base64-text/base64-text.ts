// Base64 text (RFC 4648) of a model file, as it is found in repositories that refuse binary files.
import { bytesSource } from '../../bytes/ByteSource.ts'
import { decodeBase64Bytes } from '../../encodings/base64/decodeBase64.ts'
import { within } from '../../model/Location.ts'
import { detailPart, problemPart } from '../../model/toPart.ts'
import type { Format, Input } from '../Format.ts'

const MAX_TEXT_BYTES = 256 * 1024 * 1024 // with what it decodes to, as much as a browser tab bears
const TRIAL_CHARACTERS = 64

/** What the decoded bytes must begin with: nothing else is worth decoding. */
const SIGNATURES: readonly (readonly number[])[] = [
  [0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a], // HDF5
  [0x50, 0x4b, 0x03, 0x04], // zip
  [0x1f, 0x8b, 0x08], // gzip
  [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59], // NumPy
  [0x80, 0x02],
  [0x80, 0x03],
  [0x80, 0x04, 0x95],
  [0x80, 0x05, 0x95],
]

export const base64Text: Format = {
  id: 'base64-text',
  title: 'Base64 text of a model',
  explanation: 'Text that is a model file in base64: it is decoded, and the file in it is examined',
  needsHdf5: true,
  matches: ({ isFolder, head }) => !isFolder && isModelText(head),
  *parts({ name, main }: Input) {
    const { path, source, at } = main
    if (source.size > MAX_TEXT_BYTES) {
      const message = `${name} has ${source.size} bytes of base64, over ${MAX_TEXT_BYTES}; it was not decoded`
      yield problemPart('limit', message, at)
      return
    }
    const decoded = decodeBase64Bytes(source.read(0, source.size))
    if (decoded.kind === 'refused') {
      yield problemPart('malformed', `${name}: the base64 text has ${decoded.reason}`, at)
      return
    }
    const { bytes, unread } = decoded
    yield detailPart(`${source.size} characters decode to ${bytes.length} bytes`, at)
    if (unread > 0)
      yield problemPart(
        'malformed',
        `${name}: ${unread} characters follow the padding and were not decoded`,
        at,
      )
    const inner = path.replace(/\.(?:txt|b64|base64)$/i, '')
    const window = {
      kind: 'value',
      name: inner,
      offset: 0,
      length: source.size,
      via: 'base64',
    } as const
    yield {
      kind: 'file',
      file: { path: inner, source: bytesSource(bytes), at: within(at, window) },
    }
  },
}

function isModelText(head: Uint8Array): boolean {
  const text = new TextDecoder('latin1').decode(head)
  if (!/^[A-Za-z0-9+/=\s]+$/.test(text)) return false
  const start = text.replace(/\s/g, '').slice(0, TRIAL_CHARACTERS)
  const whole = start.slice(0, start.length - (start.length % 4))
  const decoded = decodeBase64Bytes(new TextEncoder().encode(whole))
  if (decoded.kind === 'refused') return false
  return SIGNATURES.some((signature) => signature.every((byte, at) => decoded.bytes[at] === byte))
}
