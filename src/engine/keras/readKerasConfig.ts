import { member, textOf, type JsonNode } from '../encodings/json/Json.ts'
import type { Layer } from '../model/Layer.ts'
import type { Location } from '../model/Location.ts'
import type { Fact, ModelPart } from '../model/ModelPart.ts'
import { problemPart } from '../model/toPart.ts'
import { connect, type Connections } from './connect.ts'
import type { Draft } from './Draft.ts'
import { findFunctions } from './findFunctions.ts'
import { findLayers, topDraft } from './findLayers.ts'
import { below } from './KeyPath.ts'
import { findModel, type Placed } from './models.ts'
import { isBuiltInLayer, moduleOf } from './names.ts'
import { nodeDefParts } from './nodeDef.ts'
import { valueWithin } from './places.ts'
import { measure, type Measure } from './shapes/measure.ts'
import { shapeText } from './shapes/Shape.ts'

/**
 * Facts, layers, functions and notes of a model's configuration: the JSON of `model_config`, `config.json`,
 * `model.json`, or of the root node of `keras_metadata.pb`. `at` is the window whose bytes the offsets in
 * `root` count. Never throws; without a model in it, `root` is only searched for functions.
 */
export function* readKerasConfig(root: JsonNode, at: Location): Iterable<ModelPart> {
  const model = findModel(root)
  if (model === null) {
    yield* readFunctions(root, at)
    return
  }
  const top = topDraft(model.node, model.path)
  yield* versionFacts(model.levels, at)
  yield* modelFacts(top, at)
  const { drafts, byNode, complete } = findLayers(top)
  yield* layerParts(drafts, at)
  if (!complete) yield problemPart('limit', `only ${drafts.length - 1} of its layers were read`, at)
  yield* architectureNotes(top, drafts.length - 1)
  yield* findFunctions({ root, path: null, at, owner: top, layerOf: byNode })
}

/** The functions of `training_config` or `compile_config`: losses, metrics, the optimiser and its schedules. */
export function readTrainingConfig(root: JsonNode, at: Location): Iterable<ModelPart> {
  return readFunctions(root, at)
}

/**
 * One layer that stands alone, with the layers and functions inside it: the metadata of one Keras object of a
 * SavedModel. `id` must be unique in the report; what it wraps gets the id of a path below it.
 */
export function* readLayerObject(root: JsonNode, at: Location, id: string): Iterable<ModelPart> {
  const top = topDraft(root, null, id)
  const { drafts, byNode } = findLayers(top)
  yield* layerParts(drafts, at)
  yield* findFunctions({ root, path: null, at, owner: top, layerOf: byNode })
}

/**
 * Only the functions of `root`, whose layers the report has already. They belong to the layer `id` of class
 * `className`, or to the whole model when there is none.
 */
export function readFunctions(
  root: JsonNode,
  at: Location,
  layer: { readonly id: string; readonly className: string } | null = null,
): Iterable<ModelPart> {
  const top = { ...topDraft(root, null, layer?.id), ...layer }
  return findFunctions({ root, path: null, at, owner: top, layerOf: new Map() })
}

function* versionFacts(levels: readonly Placed[], at: Location): Iterable<ModelPart> {
  for (const name of ['keras_version', 'backend'] as const)
    for (const level of levels) yield* fact(name, level, name, at)
}

function* modelFacts({ node, config, path }: Draft, at: Location): Iterable<ModelPart> {
  if (config === node) return yield* fact('top_class', { node, path }, 'name', at)
  yield* fact('top_class', { node, path }, 'class_name', at)
  yield* fact('model_name', { node: config, path: below(path, 'config') }, 'name', at)
}

function* fact(
  name: Fact['name'],
  { node, path }: Placed,
  key: string,
  at: Location,
): Generator<ModelPart, void> {
  const text = member(node, key)
  if (text?.kind !== 'string') return
  const where = valueWithin(at, below(path, key), text)
  yield { kind: 'fact', fact: { name, value: text.text, at: where } }
}

function* layerParts(drafts: readonly Draft[], at: Location): Iterable<ModelPart> {
  const connections = connect(drafts)
  const measures = measure(drafts, connections)
  for (const draft of drafts)
    if (draft.id !== '')
      yield { kind: 'layer', layer: toLayer(draft, at, { connections, measures }) }
  for (const draft of drafts) yield* nodeDefParts(draft, at)
}

function toLayer(
  draft: Draft,
  at: Location,
  { connections, measures }: { connections: Connections; measures: ReadonlyMap<Draft, Measure> },
): Layer {
  const { id, name, className, node, config, path, parent } = draft
  const { shape, parameters } = measures.get(draft) ?? { shape: null, parameters: null }
  return {
    id,
    name,
    className,
    parent: parent === null || parent.id === '' ? null : parent.id,
    inputs: [...(connections.get(draft) ?? [])].map((source) => source.id),
    outputShape: shape === null ? null : shapeText(shape),
    parameters,
    activation: activationOf(config),
    module: moduleOf(node),
    custom: !isBuiltInLayer(className, node),
    at: valueWithin(at, path, node),
  }
}

/** Its name, or the class of an object; `lambda` for one that stands in the file as code. */
function activationOf(config: JsonNode): string | null {
  const activation = member(config, 'activation')
  const className = textOf(member(activation, 'class_name'))
  if (className === '__lambda__') return 'lambda'
  const name = textOf(member(activation, 'config'))
  return textOf(activation) ?? (className === 'function' ? name : className)
}

/** A subclassed model has its layers in the author's code, not in the file. */
function* architectureNotes({ className, config }: Draft, layers: number): Iterable<ModelPart> {
  const lists = [config, member(config, 'layers'), member(config, 'nodes')]
  if (lists.some((list) => list?.kind === 'array' || (list !== config && list !== undefined)))
    return
  const text =
    layers === 0
      ? `its architecture is not in the file: only its class name, ${className}`
      : `how the layers of ${className} are connected is not in the file`
  yield { kind: 'note', text }
}
