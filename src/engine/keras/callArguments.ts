// The constants that stand among the inputs of a call, in the forms of Keras 2 and 3:
// https://github.com/keras-team/keras/blob/v3.15.0/keras/src/models/functional.py (process_node)
import { itemsOf, member, textOf, type JsonNode } from '../encodings/json/Json.ts'
import { jsonText } from './jsonText.ts'

const MAX_CALLS = 3 // shown; a layer that is shared is called more than once
const MAX_DEPTH = 4 // arrays in arrays of inputs; Keras writes three
const MAX_ITEMS = 100 // of one list; more than can be shown
const MAX_SHOWN = 400 // characters of all arguments

/** What `entry`, of a list of layers, is called with beside the outputs of other layers; null when that is nothing. */
export function callArguments(entry: JsonNode): string | null {
  const calls = itemsOf(member(entry, 'inbound_nodes')).slice(0, MAX_CALLS)
  const text = calls
    .map((call) => constantsOf(call, 0).join(', '))
    .filter((constants) => constants !== '')
    .join('; ')
  if (text === '') return null
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text
}

function constantsOf(node: JsonNode, depth: number): readonly string[] {
  if (node.kind === 'object') return ofObject(node)
  if (node.kind !== 'array' || depth > MAX_DEPTH) return shown(node)
  const [first, , value, named] = node.items
  if (!isHistory(node))
    return node.items.slice(0, MAX_ITEMS).flatMap((item) => constantsOf(item, depth + 1))
  const constant = textOf(first) === CONSTANT && value !== undefined ? shown(value) : []
  return [...constant, ...(named === undefined ? [] : namedConstants(named))]
}

/** How Keras 2 writes an argument that no layer gives. */
const CONSTANT = '_CONSTANT_VALUE'

/** `[layer, node, tensor]`, with named arguments or without: an output of a layer, or a constant. */
function isHistory({ items }: Extract<JsonNode, { kind: 'array' }>): boolean {
  const [first, second, third] = items
  if (first?.kind !== 'string' || second?.kind !== 'number') return false
  return first.text === CONSTANT || third?.kind === 'number'
}

/** `{args, kwargs}` of Keras 3; any other object is a constant or a tensor. */
function ofObject(node: JsonNode): readonly string[] {
  const args = member(node, 'args')
  const kwargs = member(node, 'kwargs')
  if (args === undefined && kwargs === undefined) return isTensor(node) ? [] : shown(node)
  const positional = itemsOf(args)
    .slice(0, MAX_ITEMS)
    .flatMap((item) => (isTensor(item) ? [] : shown(item)))
  return [...positional, ...(kwargs === undefined ? [] : namedConstants(kwargs))]
}

function namedConstants(node: JsonNode): readonly string[] {
  if (node.kind !== 'object') return []
  return [...node.members]
    .slice(0, MAX_ITEMS)
    .filter(([key, value]) => !isTensor(value) && !(key === 'name' && value.kind === 'null'))
    .map(([key, value]) => `${key}=${jsonText(value) ?? 'null'}`)
}

function isTensor(node: JsonNode): boolean {
  if (node.kind === 'array')
    return isHistory(node) ? !isConstant(node) : node.items.length > 0 && node.items.every(isTensor)
  return textOf(member(node, 'class_name')) === '__keras_tensor__'
}

function isConstant({ items }: Extract<JsonNode, { kind: 'array' }>): boolean {
  return textOf(items[0]) === CONSTANT
}

function shown(node: JsonNode): readonly string[] {
  return [jsonText(node) ?? 'null']
}
