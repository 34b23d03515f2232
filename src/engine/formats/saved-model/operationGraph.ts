import type { Location } from '../../model/Location.ts'
import type { Layer } from '../../model/Layer.ts'
import type { ModelPart } from '../../model/ModelPart.ts'
import {
  attribute,
  calledFunctions,
  graphNodes,
  inputNode,
  nodeLocation,
  type Graph,
  type GraphNode,
} from './Graph.ts'
import type { TensorShapeProto } from './proto/savedModel.generated.js'
import type { MetaGraph, Signature } from './readSavedModel.ts'

const MAX_LAYERS = 5_000 // what the page can lay out
const MAX_CALLS = 8 // a signature's function calls the model's, which calls the layers'
const INIT_SIGNATURE = '__saved_model_init_op'
const RESOURCE_TYPE = 20 // DT_RESOURCE
const ONE_CALL: ReadonlySet<string> = new Set(['PartitionedCall', 'StatefulPartitionedCall'])
const PASSES_ON: ReadonlySet<string> = new Set(['Identity', 'NoOp', 'Const', 'Placeholder'])

/** The operations of `metaGraph` as a graph, when no Keras metadata tells of layers. */
export function* operationGraph(metaGraph: MetaGraph, at: Location): Generator<ModelPart> {
  const signature = servingSignature(metaGraph.signatures)
  const graph = signature ? signatureGraph(metaGraph, signature) : metaGraph.main
  const nodes = [...taken(graphNodes(graph), MAX_LAYERS + 1)]
  yield { kind: 'note', text: shownNote(signature, graph) }
  if (nodes.length > MAX_LAYERS)
    yield { kind: 'note', text: `only the first ${MAX_LAYERS} operations of the graph are shown` }
  const layers = toLayers(graph, nodes.slice(0, MAX_LAYERS), at)
  for (const layer of layers) yield { kind: 'layer', layer }
}

function shownNote(signature: Signature | undefined, graph: Graph): string {
  const of = signature ? `signature ${signature.name}` : 'the main graph'
  const where = graph.functionName === null ? '' : ` (function ${graph.functionName})`
  return `no Keras metadata: the graph of TensorFlow operations of ${of}${where} is shown`
}

function servingSignature(signatures: readonly Signature[]): Signature | undefined {
  return (
    signatures.find(({ name }) => name === 'serving_default') ??
    signatures.find(({ name }) => name !== INIT_SIGNATURE)
  )
}

/** The function that computes `signature`, past those that do nothing but call it; else the main graph. */
function signatureGraph({ main, functions }: MetaGraph, signature: Signature): Graph {
  const byName = new Map(functions.map((graph) => [graph.functionName, graph]))
  const outputs = new Set(signature.outputs.map(inputNode))
  let graph = main
  let call = firstNode(main, ({ op, name }) => ONE_CALL.has(op) && outputs.has(name))
  for (let depth = 0; call !== undefined && depth < MAX_CALLS; depth += 1) {
    const [name] = calledFunctions(call)
    const next = name === undefined ? undefined : byName.get(name)
    if (next === undefined) return graph
    graph = next
    call = onlyCall(graph)
  }
  return graph
}

function firstNode(graph: Graph, wanted: (node: GraphNode) => boolean): GraphNode | undefined {
  for (const node of graphNodes(graph)) if (wanted(node)) return node
  return undefined
}

/** The one call of a function that does nothing else. */
function onlyCall(graph: Graph): GraphNode | undefined {
  const working = [...taken(workingNodes(graph), 2)]
  const [call] = working
  return working.length === 1 && call !== undefined && ONE_CALL.has(call.op) ? call : undefined
}

function* workingNodes(graph: Graph): Generator<GraphNode> {
  for (const node of graphNodes(graph)) if (!PASSES_ON.has(node.op)) yield node
}

function* taken<T>(items: Iterable<T>, count: number): Generator<T> {
  let left = count
  for (const item of items) {
    if (left === 0) return
    left -= 1
    yield item
  }
}

function toLayers(graph: Graph, nodes: readonly GraphNode[], at: Location): readonly Layer[] {
  const inputs = graph.functionArguments.filter(({ type }) => type !== RESOURCE_TYPE)
  const ids = new Map<string, string>()
  for (const { name } of [...inputs, ...nodes]) if (!ids.has(name)) ids.set(name, name)
  const [piece] = graph.pieces
  const argumentLayers = inputs.map(({ name }) => ({
    ...NO_LAYER,
    id: name,
    name,
    className: 'Argument',
    at: piece ? nodeLocation(at, graph, { name, message: piece }) : at,
  }))
  const seen = new Map<string, number>(inputs.map(({ name }) => [name, 1]))
  const nodeLayers = nodes.map((node) => ({
    ...NO_LAYER,
    id: uniqueId(node.name, seen),
    name: node.name,
    className: node.op,
    inputs: knownInputs(node, ids),
    outputShape: outputShape(node),
    at: nodeLocation(at, graph, node),
  }))
  return [...argumentLayers, ...nodeLayers]
}

const NO_LAYER = {
  parent: null,
  inputs: [],
  outputShape: null,
  parameters: null,
  activation: null,
  module: null,
  custom: false,
} as const

function uniqueId(name: string, seen: Map<string, number>): string {
  const count = (seen.get(name) ?? 0) + 1
  seen.set(name, count)
  return count === 1 ? name : `${name}#${count}`
}

function knownInputs(node: GraphNode, ids: ReadonlyMap<string, string>): readonly string[] {
  const names = node.inputs.map((input) => ids.get(inputNode(input)))
  return [...new Set(names.filter((name) => name !== undefined))]
}

function outputShape(node: GraphNode): string | null {
  const [shape] = attribute(node, '_output_shapes')?.list?.shape ?? []
  return shape === undefined || shape.unknownRank ? null : shapeText(shape)
}

/** As Keras writes it: `(None, 28, 28, 1)`. */
function shapeText({ dim }: TensorShapeProto): string {
  const sizes = dim.map(({ size }) => (size < 0 ? 'None' : String(size)))
  return sizes.length === 1 ? `(${sizes.join('')},)` : `(${sizes.join(', ')})`
}
