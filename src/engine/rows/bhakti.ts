// What `checkModel.py` of Bhakti writes of a model: https://github.com/dropbox/bhakti
import { locationKey } from '../model/Location.ts'
import type { Analysis, CodeObject, Report } from '../model/Report.ts'
import type { Bhakti } from './Row.ts'

const TYPES: ReadonlyMap<string, string> = new Map([
  ['keras-hdf5', 'h5'],
  ['hdf5', 'h5'],
  ['keras-metadata', 'pb'],
  ['saved-model', 'pb'],
])

/** The first Lambda's code and its strings. A file of which nothing was read has no `contains_code`. */
export function bhaktiOf({ report, contents }: Analysis): Bhakti {
  const type = TYPES.get(report.format) ?? report.format
  const first = report.code.find(isLambda)
  if (first === undefined) return wasRead(report) ? { type, contains_code: false } : { type }
  const payload = payloadOf(first, contents)
  if (payload === null) return { type, contains_code: true }
  const found = stringsOf(payload)
  return {
    type,
    contains_code: true,
    extracted_encoded_code: toLines(payload),
    ...(found.length === 0 ? {} : { string_list: found }),
  }
}

function isLambda({ machine, uses }: CodeObject): boolean {
  return machine === 'cpython' && uses.some(({ layerClass }) => layerClass === 'Lambda')
}

function wasRead({ format, problems }: Report): boolean {
  return format !== 'unknown' && !problems.some(({ kind }) => kind === 'malformed')
}

function payloadOf(
  { locations, codeBytes }: CodeObject,
  contents: Analysis['contents'],
): Uint8Array | null {
  for (const location of locations) {
    const bytes = contents.get(locationKey(location))
    if (bytes !== undefined && bytes.length >= codeBytes) return bytes
  }
  return null
}

const LINE_BYTES = 57 // 76 characters of base64: what `codecs.encode(code, 'base64')` puts on a line

function toLines(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += LINE_BYTES)
    text += `${toBase64(bytes.subarray(at, at + LINE_BYTES))}\n`
  return text
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

function toBase64(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 3) {
    const [a = 0, b = 0, c = 0] = bytes.subarray(at, at + 3)
    const group = (a << 16) | (b << 8) | c
    const digits = [18, 12, 6, 0].map((shift) => ALPHABET.charAt((group >> shift) & 63)).join('')
    const missing = Math.max(0, at + 3 - bytes.length)
    text += digits.slice(0, 4 - missing) + '='.repeat(missing)
  }
  return text
}

const SHORTEST = 4 // characters, as there

/** As its `strings`: runs of what Python's `string.printable` holds, bytes taken as Latin-1. */
export function stringsOf(bytes: Uint8Array): readonly string[] {
  const found: string[] = []
  let run = ''
  for (const byte of bytes) {
    if (isPrintable(byte)) {
      run += String.fromCharCode(byte)
      continue
    }
    if (run.length >= SHORTEST) found.push(run)
    run = ''
  }
  if (run.length >= SHORTEST) found.push(run)
  return found
}

function isPrintable(byte: number): boolean {
  return (byte >= 0x20 && byte < 0x7f) || (byte >= 0x09 && byte <= 0x0d)
}
