// Values of a configuration that lead its loader out of the file, and the pickle of a PyTorch module inside it.
// https://github.com/keras-team/keras/blob/v3.15.0/keras/src/export/tfsm_layer.py (TFSMLayer)
// https://github.com/keras-team/keras/blob/v3.15.0/keras/src/layers/preprocessing/index_lookup.py (vocabulary)
// https://github.com/keras-team/keras/blob/v3.15.0/keras/src/utils/torch_utils.py (TorchModuleWrapper)
// https://github.com/keras-team/tf-keras/blob/v2.21.0/tf_keras/layers/core/tf_op_layer.py (ClassMethod)
import { bytesSource } from '../bytes/ByteSource.ts'
import { decodeBase64 } from '../encodings/base64/decodeBase64.ts'
import { member, textOf, type JsonNode } from '../encodings/json/Json.ts'
import { within, type Location } from '../model/Location.ts'
import type { ModelPart } from '../model/ModelPart.ts'
import type { OutsideReference } from '../model/OutsideReference.ts'
import { below, type KeyPath } from './KeyPath.ts'
import { valueWithin } from './places.ts'
import type { Spot } from './Spot.ts'
import type { Visit } from './walk.ts'

type Way = readonly [key: string, what: OutsideReference['what']]

const VOCABULARY: readonly Way[] = [
  ['vocabulary', 'vocabulary'],
  ['idf_weights', 'vocabulary'],
]

/** The keys of each class whose text leads out; of classes that are not listed, see `isVocabularyClass`. */
const WAYS: ReadonlyMap<string, readonly Way[]> = new Map<string, readonly Way[]>([
  ['TFSMLayer', [['filepath', 'saved-model']]],
  ['KerasLayer', [['handle', 'hub-module']]],
  [
    'ClassMethod',
    [
      ['cls_symbol', 'method'],
      ['method_name', 'method'],
    ],
  ],
  [
    'InstanceMethod',
    [
      ['attr_name', 'method'],
      ['method_name', 'method'],
    ],
  ],
  ['InstanceProperty', [['attr_name', 'method']]],
  ['FlaxLayer', [['method', 'method']]],
])

/** The ways out in the object that is visited, if it is one of a class that has any. Never throws. */
export function* outsideParts(visit: Visit<Spot>, at: Location): Generator<ModelPart> {
  const { node, path } = visit
  const name = textOf(member(node, 'class_name'))
  if (name === null) return
  const className = name.slice(name.lastIndexOf('>') + 1)
  const config = member(node, 'config')
  const inside = below(path, 'config')
  for (const [key, what] of WAYS.get(className) ?? waysOfVocabulary(className)) {
    const value = member(config, key)
    if (value?.kind === 'string' && value.text !== '')
      yield outsidePart({ what, key, value, path: inside }, visit, at)
  }
  if (className === 'TorchModuleWrapper') yield* torchParts(config, { ...visit, path: inside }, at)
}

/** Keras' own look-up layers, and what others derive from them. */
function waysOfVocabulary(className: string): readonly Way[] {
  return /Lookup|Vectorization|Vocabulary/.test(className) ? VOCABULARY : []
}

interface Found {
  readonly what: OutsideReference['what']
  readonly key: string
  readonly value: Extract<JsonNode, { kind: 'string' }>
  readonly path: KeyPath | null
}

function outsidePart(
  { what, key, value, path }: Found,
  { context: { owner } }: Visit<Spot>,
  at: Location,
): ModelPart {
  const [layer, layerClass] = owner.id === '' ? [null, null] : [owner.id, owner.className]
  const where = valueWithin(at, below(path, key), value)
  const reference = { what, target: value.text, key, layer, layerClass, at: where }
  return { kind: 'outside', reference }
}

/** `module` is base64 of what `torch.save` wrote; before Keras 3.11 it stands in a `__bytes__` object. */
function* torchParts(
  config: JsonNode | undefined,
  visit: Visit<Spot>,
  at: Location,
): Generator<ModelPart> {
  const module = member(config, 'module')
  const inner = member(module, 'config') ?? module
  const value = inner?.kind === 'object' ? (member(inner, 'value') ?? inner) : inner
  if (value?.kind !== 'string') return
  const path = below(visit.path, 'module')
  yield outsidePart({ what: 'torch-module', key: 'module', value, path: visit.path }, visit, at)
  const decoded = decodeBase64(value.text)
  const { bytes, via } = isPlausible(decoded)
    ? { bytes: decoded.bytes, via: 'base64' as const }
    : { bytes: latin1(value.text), via: 'raw-unicode-escape' as const }
  const length = value.text.length
  const payload = { kind: 'payload', name: 'module.pt', offset: 0, length, via } as const
  const where = within(valueWithin(at, path, value), payload)
  const { owner } = visit.context
  const name = `${owner.id === '' ? 'model' : owner.id}.module.pt`
  yield {
    kind: 'content',
    content: { name, type: 'payload', bytes, at: where },
  }
  yield { kind: 'file', file: { path: name, source: bytesSource(bytes), at: where } }
}

type Base64 = ReturnType<typeof decodeBase64>

/** Whether most of the text was base64: Python decodes anything, and raw bytes come to nothing that way. */
function isPlausible(decoded: Base64): decoded is Extract<Base64, { kind: 'decoded' }> {
  return decoded.kind === 'decoded' && decoded.skipped + decoded.unread <= decoded.bytes.length
}

function latin1(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0) & 0xff)
}
