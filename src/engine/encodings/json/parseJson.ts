// JSON as CPython's `json.loads(bytes)` reads it. https://docs.python.org/3/library/json.html
import { ParseError } from '../../bytes/ParseError.ts'
import type { JsonDocument, JsonOddity } from './Json.ts'
import { JsonReader } from './JsonReader.ts'
import { byteOffset, jsonText, type JsonText } from './JsonText.ts'

const MAX_BYTES = 256 * 1024 * 1024 // half of the longest string that engines allow; Keras' own limit is 100 MB

/**
 * Parses `bytes` as Python does: same encodings, same numbers, same strings, the last of equal keys.
 * What Python would take but never write, and bytes after the value (which Python refuses), are oddities.
 * Throws `ParseError` for anything else, at the byte where the text stops making sense.
 */
export function parseJson(bytes: Uint8Array): JsonDocument {
  if (bytes.length > MAX_BYTES)
    throw new ParseError(`JSON of ${bytes.length} bytes is over ${MAX_BYTES}`, 0)
  const text = jsonText(bytes)
  const reader = new JsonReader(text)
  const root = reader.root()
  const oddities = [...encodingOddities(text), ...reader.oddities, ...trailing(text, reader.left)]
  return { root, encoding: text.encoding, oddities }
}

function encodingOddities({ encoding, markBytes }: JsonText): readonly JsonOddity[] {
  const mark = { what: 'byte-order-mark', detail: `begins with the ${encoding} mark` } as const
  const wide = { what: 'encoding', detail: `written in ${encoding}, not ASCII or UTF-8` } as const
  return [
    ...(markBytes > 0 ? [{ ...mark, offset: 0, length: markBytes }] : []),
    ...(encoding === 'utf-8' ? [] : [{ ...wide, offset: 0, length: 0 }]),
  ]
}

function trailing(text: JsonText, left: number): readonly JsonOddity[] {
  if (left === 0) return []
  const offset = byteOffset(text, text.units.length - left)
  const length = left * text.unitBytes
  const detail = `${length} bytes after the value, at byte ${offset}; Python refuses such a text`
  return [{ what: 'trailing-bytes', detail, offset, length }]
}
