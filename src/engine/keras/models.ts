import { member, textOf, type JsonNode } from '../encodings/json/Json.ts'
import { below, type KeyPath } from './KeyPath.ts'

/** Keys under which TensorFlow.js and Keras' H5 dictionaries keep the model itself. */
const WRAPPING_KEYS = ['modelTopology', 'model_config'] as const

/** Models of Keras 0.3 have their class as name. */
const FIRST_MODELS: ReadonlySet<string> = new Set(['Sequential', 'Graph'])

export interface Placed {
  readonly node: JsonNode
  readonly path: KeyPath | null
}

export interface FoundModel extends Placed {
  /** The objects that wrap the model, outermost first, and the model: each may name the version of Keras. */
  readonly levels: readonly Placed[]
}

/** Whether `root` is the configuration of a Keras model or layer, of any generation. */
export function isModel(root: JsonNode): boolean {
  return findModel(root) !== null
}

/** The model in `root`, or under the keys that writers wrap it in; null when there is none. */
export function findModel(root: JsonNode): FoundModel | null {
  let last: Placed = { node: root, path: null }
  const levels = [last]
  for (const key of WRAPPING_KEYS) {
    const node = member(last.node, key)
    if (isModelNode(last.node) || node?.kind !== 'object') continue
    last = { node, path: below(last.path, key) }
    levels.push(last)
  }
  return isModelNode(last.node) ? { ...last, levels } : null
}

function isModelNode(node: JsonNode): boolean {
  return isOfKeras1(node) || isOfKeras0(node)
}

/** The keys of Keras 1.0 and all that came after it. */
function isOfKeras1(node: JsonNode): boolean {
  const config = member(node, 'config')
  const holds = config?.kind === 'object' || config?.kind === 'array'
  return textOf(member(node, 'class_name')) !== null && holds
}

function isOfKeras0(node: JsonNode): boolean {
  const holds = member(node, 'layers')?.kind === 'array' || member(node, 'nodes')?.kind === 'object'
  return FIRST_MODELS.has(textOf(member(node, 'name')) ?? '') && holds
}
