// `to_yaml()` of Keras before 2.4 and TensorFlow before 2.6, whose loaders would build what its tags name
// (CVE-2021-37678). https://github.com/advisories/GHSA-r6jx-9g48-2r5r
import { ParseError } from '../../bytes/ParseError.ts'
import { member, type JsonDocument, type JsonNode } from '../../encodings/json/Json.ts'
import { parseYaml } from '../../encodings/yaml/parseYaml.ts'
import { isModel, jsonOddities, readKerasConfig } from '../../keras/index.ts'
import type { Location } from '../../model/Location.ts'
import type { ModelPart } from '../../model/ModelPart.ts'
import { problemPart } from '../../model/toPart.ts'
import type { Format, Input } from '../Format.ts'

const MAX_BYTES = 2 * 1024 * 1024 // what the YAML reader takes

/** A model's keys, or a tag that would build a Python object. Whatever else YAML can write, a loader needs these. */
const CLUES = [/class_name|nodes|layers/, /python\//] as const

const KEYS = [/^[ \t-]*class_name:/m, /^[ \t-]*config:/m] as const

export const modelYaml: Format = {
  id: 'model-yaml',
  title: 'Keras model as YAML',
  explanation:
    'The configuration of a model without its weights, as Keras wrote it until 2021; it is examined with all code in it, and its tags are reported and never followed',
  matches: (input) => !input.isFolder && holdsModel(input),
  *parts({ main }) {
    const document = parseYaml(main.source.read(0, main.source.size))
    yield* jsonOddities(document, main.at)
    yield* whatIsMissing(document.root, main.at)
    yield* readKerasConfig(document.root, main.at)
  },
}

/** YAML that is cut short is YAML still. Every Keras since 1.0 writes its version last: without it, layers may be missing. */
function* whatIsMissing(root: JsonNode, at: Location): Iterable<ModelPart> {
  const isOfKeras1 = member(root, 'class_name') !== undefined
  if (!isModel(root)) yield problemPart('malformed', 'it holds no model of Keras', at)
  else if (isOfKeras1 && member(root, 'keras_version') === undefined)
    yield problemPart('malformed', 'it ends before keras_version: it may have been cut short', at)
}

/** Broken YAML counts by its keys, so that what broke it is told. Never throws. */
function holdsModel({ main, head }: Input): boolean {
  const { source } = main
  if (source.size > MAX_BYTES || !isText(head)) return false
  const bytes = source.read(0, source.size)
  const text = new TextDecoder('latin1').decode(bytes.filter((byte) => byte !== 0))
  if (!CLUES.some((clue) => clue.test(text))) return false
  try {
    const document = parseYaml(bytes)
    return isModel(document.root) || buildsPython(document)
  } catch (error) {
    if (error instanceof ParseError) return KEYS.every((key) => key.test(text))
    throw error
  }
}

/** A model in a wide encoding is text too: NULs may stand between its characters. */
function isText(head: Uint8Array): boolean {
  return (
    !head.some((byte) => byte !== 0 && byte < 0x09) &&
    !head.some((byte) => byte > 0x0d && byte < 0x20)
  )
}

function buildsPython({ oddities }: JsonDocument): boolean {
  return oddities.some(({ what, detail }) => what === 'tag' && /python\/(?!tuple)/.test(detail))
}
