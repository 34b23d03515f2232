import { ParseError } from '../bytes/ParseError.ts'
import type { JsonDocument, JsonNode } from '../encodings/json/Json.ts'
import { parseJson } from '../encodings/json/parseJson.ts'
import { rangeWithin } from '../model/Location.ts'
import type { Content, ModelPart } from '../model/ModelPart.ts'
import { problemPart } from '../model/toPart.ts'
import { jsonOddities } from './jsonOddities.ts'

/**
 * The parts of one configuration that stands as JSON: the text itself, what is odd in it, and what `read` makes of
 * it. A text that is no JSON is a problem, and whatever else the model has is still read.
 */
export function* readConfigText(
  text: Omit<Content, 'type'>,
  read: (root: JsonNode, at: Content['at']) => Iterable<ModelPart>,
): Iterable<ModelPart> {
  const { name, bytes, at } = text
  yield { kind: 'content', content: { ...text, type: 'json' } }
  const document = parsed(bytes)
  if (document instanceof ParseError) {
    const { message, offset } = document
    const piece = { kind: 'range', name: `byte ${offset}`, offset, length: 0 } as const
    yield problemPart('malformed', `${name} is not JSON: ${message}`, rangeWithin(at, piece))
    return
  }
  yield* jsonOddities(document, at)
  yield* read(document.root, at)
}

function parsed(bytes: Uint8Array): JsonDocument | ParseError {
  try {
    return parseJson(bytes)
  } catch (error) {
    if (error instanceof ParseError) return error
    throw error
  }
}
