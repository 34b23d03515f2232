import type { ByteSource } from '../../bytes/ByteSource.ts'
import { ParseError } from '../../bytes/ParseError.ts'
import type { JsonDocument } from '../../encodings/json/Json.ts'
import { parseJson } from '../../encodings/json/parseJson.ts'
import { stringBytes } from '../../encodings/json/stringBytes.ts'
import { within, type Location } from '../../model/Location.ts'

const MAX_BYTES = 256 * 1024 * 1024 // what the JSON reader takes
const MAX_ENCODINGS = 4 // of JSON as a string of JSON; once is an old habit (`json.dump(model.to_json())`)

/** One JSON text: the file's own, or that of a string which is all that the text around it holds. */
export interface Text {
  readonly bytes: Uint8Array
  readonly at: Location
  readonly document: JsonDocument
}

/** The text of `source`, then the text in the string that it is, and so on. Throws `ParseError` when any is no JSON. */
export function readDocument(source: ByteSource, at: Location): readonly [Text, ...Text[]] {
  if (source.size > MAX_BYTES)
    throw new ParseError(`JSON of ${source.size} bytes is over ${MAX_BYTES}`, 0)
  const bytes = source.read(0, source.size)
  const outer = { bytes, at, document: parseJson(bytes) }
  return [outer, ...readInner(outer)]
}

function readInner(outer: Text): readonly Text[] {
  const texts: Text[] = []
  let text: Text | null = textInside(outer)
  for (; text !== null && texts.length < MAX_ENCODINGS; text = textInside(text)) texts.push(text)
  return texts
}

function textInside({ bytes, at, document }: Text): Text | null {
  const { root } = document
  if (root.kind !== 'string') return null
  const { bytes: inner, ...place } = stringBytes(bytes, root)
  const where = within(at, { kind: 'value', name: 'string', ...place })
  return { bytes: inner, at: where, document: parseJson(inner) }
}
