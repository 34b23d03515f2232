// The Keras objects of a SavedModel: the model's own node (0, `root`) holds its whole configuration, and every layer
// and metric has a node with its configuration once more. Where they are read back:
// https://github.com/keras-team/tf-keras/blob/v2.15.0/tf_keras/saving/legacy/saved_model/load.py
import { ParseError } from '../../bytes/ParseError.ts'
import { member, textOf, type JsonNode } from '../../encodings/json/Json.ts'
import { parseJson } from '../../encodings/json/parseJson.ts'
import type { Layer } from '../../model/Layer.ts'
import { rangeWithin, type Location } from '../../model/Location.ts'
import type { ModelPart } from '../../model/ModelPart.ts'
import { jsonOddities } from '../jsonOddities.ts'
import { readFunctions, readKerasConfig, readLayerObject } from '../readKerasConfig.ts'
import { LayerIndex, type KnownLayer } from './LayerIndex.ts'
import type { SavedNode } from './SavedNode.ts'

/** Nodes of one file, and the location whose bytes their offsets count. */
export interface SavedNodes {
  readonly nodes: readonly SavedNode[]
  readonly at: Location
}

/**
 * Facts, layers, functions and texts of the Keras objects in `sources`. The first source with a model's node gives
 * the layers; in all others the same objects stand again, so only their functions and texts come from there.
 * Never throws; returns whether there were any layers.
 */
export function* readSavedNodes(
  sources: readonly SavedNodes[],
): Generator<ModelPart, boolean, undefined> {
  const index = new LayerIndex()
  for (const { nodes, at } of sources) yield* readSource(nodes, at, index)
  return index.size > 0
}

interface ParsedNode extends Pick<SavedNode, 'path' | 'identifier'> {
  readonly root: JsonNode
  /** Where its text stands. */
  readonly at: Location
}

function* readSource(
  nodes: readonly SavedNode[],
  at: Location,
  index: LayerIndex,
): Generator<ModelPart, undefined, undefined> {
  const described = nodes.filter(({ metadata }) => metadata.bytes.length > 0)
  if (described.filter(isModelNode).length > 1) yield severalModels(at)
  const model = index.size > 0 ? undefined : modelNode(described)
  const notes = model === undefined ? [] : yield* readModel(model, at, index)
  const areListed = index.size > 0
  for (const node of described) if (node !== model) yield* readOther(node, at, { index, areListed })
  const areFound = index.size > 0 && !areListed
  yield* areFound ? [UNCONNECTED] : notes
}

function* readOther(
  node: SavedNode,
  at: Location,
  { index, areListed }: { index: LayerIndex; areListed: boolean },
): Generator<ModelPart> {
  const readObject = areListed ? readKnown : readAlone
  const read = isModelNode(node) ? readModelAgain : readObject
  for (const parsed of yield* parseNode(node, at)) yield* read(parsed, index)
}

/** Of several nodes with the model's number Keras takes the last: it keeps them in a dict. */
function modelNode(nodes: readonly SavedNode[]): SavedNode | undefined {
  return nodes.findLast(isModelNode) ?? nodes.findLast(({ path }) => path === 'root')
}

function isModelNode({ id }: SavedNode): boolean {
  return id === 0
}

function severalModels(at: Location): ModelPart {
  const detail = 'several objects have the number of the model, 0; Keras takes the last'
  return { kind: 'oddity', oddity: { what: 'several-configs', detail, at } }
}

const UNCONNECTED: ModelPart = {
  kind: 'note',
  text: 'its layers are those that are saved as objects of their own; how they are connected is not in the file',
}

const MAX_NAME = 500 // characters of a path in a location

/** The node's JSON; nothing when it is none. */
function* parseNode(
  { path, identifier, metadata }: SavedNode,
  file: Location,
): Generator<ModelPart, readonly ParsedNode[], undefined> {
  const { offset, bytes } = metadata
  const name = (path === '' ? identifier : path).slice(0, MAX_NAME)
  const at = rangeWithin(file, { kind: 'value', name, offset, length: bytes.length })
  yield { kind: 'content', content: { name, type: 'json', bytes, at } }
  try {
    const document = parseJson(bytes)
    yield* jsonOddities(document, at)
    return [{ path, identifier, root: document.root, at }]
  } catch (error) {
    if (!(error instanceof ParseError)) throw error
    const message = `the configuration of ${name} is not JSON: ${error.message}`
    const piece = {
      kind: 'range',
      name: `byte ${error.offset}`,
      offset: error.offset,
      length: 0,
    } as const
    yield {
      kind: 'problem',
      problem: { kind: 'malformed', message, location: rangeWithin(at, piece) },
    }
    return []
  }
}

/** The model's node: its layers, and every function in it. Returns the notes on its architecture. */
function* readModel(
  node: SavedNode,
  file: Location,
  index: LayerIndex,
): Generator<ModelPart, readonly ModelPart[], undefined> {
  const notes: ModelPart[] = []
  for (const parsed of yield* parseNode(node, file)) yield* readTop(parsed, index, notes)
  return notes
}

function* readTop(
  { root, at }: ParsedNode,
  index: LayerIndex,
  notes: ModelPart[],
): Generator<ModelPart> {
  const { config, copies } = configurations(root)
  for (const part of readKerasConfig(config, at)) {
    if (part.kind === 'layer') index.add(part.layer)
    if (part.kind === 'note') notes.push(part)
    else yield part
  }
  for (const copy of copies)
    yield* withoutLayers(readKerasConfig(only(root, 'model_config', copy), at), index)
}

/** A second description of the model: the same layers, or others that no loader builds. */
function* readModelAgain({ root, at }: ParsedNode, index: LayerIndex): Generator<ModelPart> {
  const { config, copies } = configurations(root)
  for (const again of [config, ...copies.map((copy) => only(root, 'model_config', copy))])
    yield* withoutLayers(readKerasConfig(again, at), index)
}

/** An object of a model whose layers are known: its functions stand here again. */
function* readKnown({ path, root, at }: ParsedNode, index: LayerIndex): Generator<ModelPart> {
  const { name, className } = named(root)
  const layer = index.find(path, name, className)
  if (layer === undefined) {
    yield* readFunctions(root, at, index.above(path))
    return
  }
  index.place(path, layer)
  const { config, copies } = configurations(root)
  for (const one of [config, ...copies])
    yield* withoutLayers(readLayerObject(one, at, layer.id), index)
}

/** An object of a model that does not list its layers: when it is a layer, it joins the list. */
function* readAlone(node: ParsedNode, index: LayerIndex): Generator<ModelPart> {
  const { path, identifier, root, at } = node
  const { name, className } = named(root)
  const isLayer = identifier !== METRIC && className !== ''
  if (!isLayer || index.isListed(path, name, className)) {
    yield* readKnown(node, index)
    return
  }
  const parent = index.above(path)?.id ?? null
  const id = index.unique(parent ?? '', name)
  index.place(path, { id, name, className })
  const { config, copies } = configurations(root)
  for (const part of readLayerObject(config, at, id)) yield placed(part, { id, parent }, index)
  for (const copy of copies) yield* withoutLayers(readLayerObject(copy, at, id), index)
}

function placed(
  part: ModelPart,
  { id, parent }: Pick<Layer, 'id' | 'parent'>,
  index: LayerIndex,
): ModelPart {
  if (part.kind !== 'layer') return part
  if (part.layer.id !== id) {
    index.add(part.layer)
    return part
  }
  index.addAlone(part.layer)
  return { kind: 'layer', layer: { ...part.layer, parent } }
}

const METRIC = '_tf_keras_metric'

/** TensorFlow writes a model's configuration twice into its node; the loader reads `config`. */
function configurations(root: JsonNode): {
  readonly config: JsonNode
  readonly copies: readonly JsonNode[]
} {
  const copy = member(root, 'model_config')
  const isWhole = member(root, 'class_name') !== undefined && member(root, 'config') !== undefined
  if (root.kind !== 'object' || copy === undefined || !isWhole) return { config: root, copies: [] }
  const others = [...root.members].filter(([key]) => key !== 'model_config')
  return { config: { ...root, members: new Map(others) }, copies: [copy] }
}

function only({ offset, length }: JsonNode, key: string, value: JsonNode): JsonNode {
  return { kind: 'object', offset, length, members: new Map([[key, value]]) }
}

/**
 * What stands in a second copy of a layer or model: not the layer again, but code, which may differ. Code of
 * a layer that the first copy does not have belongs to no layer.
 */
function* withoutLayers(parts: Iterable<ModelPart>, index: LayerIndex): Generator<ModelPart> {
  for (const part of parts) {
    if (part.kind === 'function') yield { kind: 'function', slot: ownedBy(part.slot, index) }
    else if (part.kind === 'outside')
      yield { kind: 'outside', reference: ownedBy(part.reference, index) }
    else if (part.kind === 'operation')
      yield { kind: 'operation', operation: ownedBy(part.operation, index) }
    else if (REPEATED.has(part.kind)) yield part
  }
}

function ownedBy<Part extends { readonly layer: string | null }>(
  part: Part,
  index: LayerIndex,
): Part {
  return part.layer === null || index.has(part.layer) ? part : { ...part, layer: null }
}

const REPEATED: ReadonlySet<ModelPart['kind']> = new Set(['file', 'oddity', 'problem'])

function named(root: JsonNode): Pick<KnownLayer, 'name' | 'className'> {
  const className = textOf(member(root, 'class_name')) ?? ''
  const name = textOf(member(member(root, 'config'), 'name')) ?? textOf(member(root, 'name'))
  return { name: name ?? className, className }
}
