import { itemsOf, member, textOf, type JsonNode } from '../encodings/json/Json.ts'
import type { Draft, Role } from './Draft.ts'
import type { KeyPath } from './KeyPath.ts'
import { LayerIds } from './LayerIds.ts'
import { isLayerClass, isObjectClass, isValueWrapper } from './names.ts'
import { walk } from './walk.ts'

/** Keys under which a wrapper keeps the layer that it wraps. */
const WRAPPED: ReadonlySet<string> = new Set([
  'layer',
  'forward_layer',
  'backward_layer',
  'cell',
  'wrapped_layer',
])

const LEGACY_OWNERS: ReadonlySet<string> = new Set(['Sequential', 'Graph', 'Merge'])

/** Keys below which there are no layers, though some objects there share a layer's class name (Identity, Mean). */
const NO_LAYERS: ReadonlySet<string> = new Set([
  'dtype',
  'inbound_nodes',
  'build_config',
  'compile_config',
  'training_config',
  'optimizer',
  'loss',
  'metrics',
  'weighted_metrics',
  'init',
])
const NO_LAYER_ENDINGS = ['initializer', 'regularizer', 'constraint', '_init'] as const

const OTHER_MODULE =
  /\.(initializers|regularizers|constraints|losses|metrics|optimizers|dtype_?policies)\b/

/** As many as a report holds; the largest published models have a few thousand. */
const MAX_LAYERS = 200_000

export interface FoundLayers {
  /** Every layer, each before those inside it; the top first. */
  readonly drafts: readonly Draft[]
  /** The layer of an object in the configuration. */
  readonly byNode: ReadonlyMap<JsonNode, Draft>
  /** Whether that is all of them. */
  readonly complete: boolean
}

interface Place {
  readonly owner: Draft
  /** What the next object is when it is a layer. */
  readonly role: Role
  /** Whether an object here is a layer whatever its class. */
  readonly expected: boolean
  /** The key above: an object in an array belongs to the array's key. */
  readonly key: string
}

/**
 * Every layer of the model or layer `top`: members of lists of layers, nested models, wrapped layers and cells,
 * and layers that a configuration holds under a key of its own.
 */
export function findLayers(top: Draft): FoundLayers {
  const drafts = [top]
  const byNode = new Map<JsonNode, Draft>([[top.node, top]])
  const ids = new LayerIds()
  const start: Place = { owner: top, role: 'part', expected: false, key: '' }
  const visited = walk({ node: top.node, path: top.path, context: start }, (visit) => {
    const { node, path, context } = visit
    if (drafts.length > MAX_LAYERS) return null
    const layer = node === top.node ? top : toDraft(node, path, context, ids)
    if (layer !== null && layer !== top) {
      layer.parent?.children.push(layer)
      drafts.push(layer)
      byNode.set(node, layer)
    }
    return (key, child) =>
      child.kind === 'string' ? null : placeOf(node, key, child, { context, layer })
  })
  return { drafts, byNode, complete: visited && drafts.length <= MAX_LAYERS }
}

/** The draft of the top: the whole model, or with an id a layer that stands alone. */
export function topDraft(node: JsonNode, path: KeyPath | null, id = ''): Draft {
  const described = describe(node, true)
  const { name, className, config } = described ?? { name: '', className: '', config: node }
  return { id, name, className, node, config, path, parent: null, role: 'top', children: [] }
}

function placeOf(
  node: JsonNode,
  key: string | number,
  child: JsonNode,
  { context, layer }: { context: Place; layer: Draft | null },
): Place | null {
  const owner = layer ?? context.owner
  if (typeof key === 'string') {
    const role = context.key === 'nodes' && isGraph(owner) ? 'member' : roleOf(key, child)
    const expected = role !== null
    return isWithoutLayers(key) ? null : { owner, role: role ?? 'part', expected, key }
  }
  // A Sequential of Keras 1 has its list as configuration.
  const isList = node === owner.config && node.kind === 'array'
  return isList ? { ...context, role: 'member', expected: true } : context
}

function isWithoutLayers(key: string): boolean {
  return NO_LAYERS.has(key) || NO_LAYER_ENDINGS.some((ending) => key.endsWith(ending))
}

/** The role of the layers under `key`; null when it does not say that there are any. */
function roleOf(key: string, child: JsonNode): Role | null {
  if (child.kind === 'object') return WRAPPED.has(key) ? 'part' : null
  if (child.kind !== 'array') return null
  if (key === 'layers') return 'member'
  return key === 'cells' ? 'cell' : null
}

/** Models of Keras 0.3 and 1.0 that keep their layers in an object, by name. */
function isGraph({ className, config }: Draft): boolean {
  return className === 'Graph' && member(config, 'nodes')?.kind === 'object'
}

function toDraft(node: JsonNode, path: KeyPath | null, place: Place, ids: LayerIds): Draft | null {
  const { owner, role, expected } = place
  const described = describe(node, expected && mayBeLegacy(owner))
  if (described === null || isValueWrapper(described.className)) return null
  if (!expected && !looksLikeLayer(node, described.className, described.config)) return null
  const inGraph = expected && isGraph(owner) && typeof path?.key === 'string'
  const name = inGraph ? path.key : described.name
  const id = ids.unique(owner.id, name)
  return { ...described, id, name, node, path, parent: owner, role, children: [] }
}

/** Whether the layers of `owner` may be written as in Keras 0.3, which its successors still read in these places. */
function mayBeLegacy({ className, node, config }: Draft): boolean {
  return node === config || LEGACY_OWNERS.has(className)
}

interface Described {
  readonly className: string
  readonly name: string
  readonly config: JsonNode
}

/** Class, name and configuration of an object; in Keras 0.3 its `name` is the class, and all stands in one. */
function describe(node: JsonNode, mayBeLegacy: boolean): Described | null {
  const className = textOf(member(node, 'class_name'))
  if (className === null) return mayBeLegacy ? describeLegacy(node) : null
  const config = member(node, 'config') ?? node
  const name = textOf(member(node, 'name')) ?? textOf(member(config, 'name')) ?? className
  return { className, name, config }
}

function describeLegacy(node: JsonNode): Described | null {
  const className = textOf(member(node, 'name'))
  if (className === null) return null
  const name = textOf(member(node, 'custom_name')) ?? className
  return { className, name, config: node }
}

/** Judges an object under a key that is not known to hold layers. */
function looksLikeLayer(node: JsonNode, className: string, config: JsonNode): boolean {
  if (config === node) return false
  const trained = member(config, 'trainable') !== undefined
  const module = textOf(member(node, 'module')) ?? ''
  if (OTHER_MODULE.test(module)) return false
  if (isLayerClass(className))
    return trained || !isObjectClass(className) || module.endsWith('.layers')
  if (isObjectClass(className)) return false
  return trained || itemsOf(member(config, 'layers')).length > 0
}
