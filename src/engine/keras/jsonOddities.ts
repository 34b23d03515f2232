import type { JsonDocument, JsonOddity } from '../encodings/json/Json.ts'
import { rangeWithin, type Location } from '../model/Location.ts'
import type { ModelPart, OddityKind } from '../model/ModelPart.ts'

const KINDS: Readonly<Record<JsonOddity['what'], OddityKind>> = {
  'duplicate-key': 'duplicate-key',
  tag: 'yaml-tag',
  'byte-order-mark': 'json-oddity',
  encoding: 'json-oddity',
  'not-a-number': 'json-oddity',
  'trailing-bytes': 'json-oddity',
}

/** What is odd in a JSON or YAML text, as parts of the model; `at` is where the text begins. */
export function* jsonOddities({ oddities }: JsonDocument, at: Location): Iterable<ModelPart> {
  for (const { what, detail, subject, offset, length } of oddities) {
    const where = rangeWithin(at, { kind: 'range', name: what, offset, length })
    const subjects = subject === undefined ? [] : [subject]
    yield { kind: 'oddity', oddity: { what: KINDS[what], detail, subjects, at: where } }
  }
}
