// YAML as PyYAML loads it, without ever building what its tags name. https://yaml.org/spec/1.1/
import { ParseError } from '../../bytes/ParseError.ts'
import type { JsonDocument, JsonOddity } from '../json/Json.ts'
import { composeYaml, type YamlTag } from './composeYaml.ts'
import { decodeText, type DecodedText } from './decodeText.ts'
import { YamlReader } from './YamlReader.ts'

const MAX_BYTES = 2 * 1024 * 1024 // a hundred times the published ones; composing takes 3 s a megabyte

/**
 * Parses the first document of `bytes`. Aliases become the node that they name, `<<` is merged, keys become text;
 * every tag, every key that stands twice, and further documents are oddities.
 * Throws `ParseError` for what is no YAML, nested too deep, or larger than the limits; also for the few texts that
 * only PyYAML accepts (a flow collection that goes on without indentation).
 */
export function parseYaml(bytes: Uint8Array): JsonDocument {
  if (bytes.length > MAX_BYTES)
    throw new ParseError(`YAML of ${bytes.length} bytes is over ${MAX_BYTES}`, 0)
  const text = decodeText(bytes)
  const { contents, tags, secondAt } = composed(text)
  const reader = new YamlReader((start, end) => placeOf(text, start, end))
  const root = reader.root(contents)
  const oddities = [
    ...encodingOddities(text),
    ...tags.map((tag) => tagOddity(text, tag)),
    ...reader.oddities,
    ...(secondAt === null ? [] : [furtherDocuments(text, secondAt)]),
  ]
  return { root, encoding: text.encoding, oddities }
}

/** With the offset of an error in bytes. */
function composed(text: DecodedText): ReturnType<typeof composeYaml> {
  try {
    return composeYaml(text.text)
  } catch (error) {
    if (!(error instanceof ParseError)) throw error
    const offset = text.byteOffset(error.offset)
    throw new ParseError(`${error.message}, at byte ${offset}`, offset, { cause: error })
  }
}

function placeOf(
  text: DecodedText,
  start: number,
  end: number,
): { offset: number; length: number } {
  const offset = text.byteOffset(start)
  return { offset, length: text.byteOffset(end) - offset }
}

function tagOddity(text: DecodedText, { source, resolved, offset }: YamlTag): JsonOddity {
  const detail = resolved === source ? `tag ${source}` : `tag ${source} (${resolved})`
  return {
    what: 'tag',
    detail,
    subject: resolved,
    ...placeOf(text, offset, offset + source.length),
  }
}

function furtherDocuments(text: DecodedText, at: number): JsonOddity {
  const place = placeOf(text, at, text.text.length)
  const detail = `another document at byte ${place.offset}; Python refuses such a text`
  return { what: 'trailing-bytes', detail, ...place }
}

function encodingOddities({ encoding, markBytes }: DecodedText): readonly JsonOddity[] {
  const mark = { what: 'byte-order-mark', detail: `begins with the ${encoding} mark` } as const
  const wide = { what: 'encoding', detail: `written in ${encoding}, not ASCII or UTF-8` } as const
  return [
    ...(markBytes > 0 ? [{ ...mark, offset: 0, length: markBytes }] : []),
    ...(encoding === 'utf-8' ? [] : [{ ...wide, offset: 0, length: 0 }]),
  ]
}
