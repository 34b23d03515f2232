import { ParseError } from '../../bytes/ParseError.ts'
import { parseJson } from '../../encodings/json/parseJson.ts'
import type { JsonNode } from '../../encodings/json/Json.ts'
import { isModel, jsonOddities, readKerasConfig } from '../../keras/index.ts'
import type { Location } from '../../model/Location.ts'
import type { ModelPart } from '../../model/ModelPart.ts'
import { withPrefix } from '../../model/withPrefix.ts'
import type { NamedText } from './objectTexts.ts'
import { sameBytes } from './sameBytes.ts'
import { faultProblem, problemPart, valueOrError } from './readers.ts'

const OPENING_BRACE = 0x7b
const MIN_CONFIG_BYTES = 30 // {"class_name":"A","config":{}}

/** A configuration's text as a part, what is odd in it, and what `read` makes of it. */
export function* configParts(
  text: NamedText,
  read: (root: JsonNode, at: Location) => Iterable<ModelPart>,
): Iterable<ModelPart> {
  const document = valueOrError(() => parseJson(text.bytes))
  yield* textParts(text)
  if (document instanceof ParseError) {
    const { message, offset } = document
    yield problemPart(faultProblem({ kind: 'malformed', message, offset }, text.at, text.attribute))
    return
  }
  yield* jsonOddities(document, text.at)
  yield* read(document.root, text.at)
}

/**
 * The parts of a text where no loader looks for a model, when it is one all the same; nothing otherwise. `loaded` is the
 * text that a loader takes.
 */
export function* hiddenConfigParts(
  text: NamedText,
  loaded: Uint8Array | null = null,
): Iterable<ModelPart> {
  if (!holdsModel(text.bytes)) return
  const name = nameOf(text)
  const isSame = loaded !== null && sameBytes(text.bytes, loaded)
  const says = isSame ? ', and says the same as the one that is loaded' : ''
  const detail = `${name} is a model's configuration too, where no loader looks for one${says}`
  const traits = isSame ? (['same-text'] as const) : []
  yield { kind: 'oddity', oddity: { what: 'several-configs', detail, traits, at: text.at } }
  for (const part of configParts(text, readKerasConfig)) {
    if (part.kind !== 'fact' && part.kind !== 'note') yield withPrefix(part, `${name}/`)
  }
}

function nameOf({ path, attribute }: NamedText): string {
  return path === '' ? attribute : `${path}/${attribute}`
}

function* textParts(text: NamedText): Iterable<ModelPart> {
  const { bytes, at, hidden } = text
  const name = nameOf(text)
  yield { kind: 'content', content: { name, type: 'json', bytes, at } }
  if (hidden === null) return
  const detail = `more text stands behind the byte 0 that ends ${name}`
  yield { kind: 'oddity', oddity: { what: 'json-oddity', detail, at: hidden } }
}

function holdsModel(bytes: Uint8Array): boolean {
  if (bytes.length < MIN_CONFIG_BYTES || firstCharacter(bytes) !== OPENING_BRACE) return false
  const document = valueOrError(() => parseJson(bytes))
  return !(document instanceof ParseError) && isModel(document.root)
}

function firstCharacter(bytes: Uint8Array): number | undefined {
  return bytes.find((byte) => byte > 0x20)
}
