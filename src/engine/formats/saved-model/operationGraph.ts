import {
  calledFunctions,
  inputNode,
  type GraphNode,
} from '../../encodings/protobuf/tensorflow/NodeDef.ts'
import { LayerIds } from '../../keras/LayerIds.ts'
import type { Location } from '../../model/Location.ts'
import type { Layer } from '../../model/Layer.ts'
import type { ModelPart } from '../../model/ModelPart.ts'
import { argumentsOf, attribute, first, graphNodes, nodeLocation, type Graph } from './Graph.ts'
import type { TensorShapeProto } from './proto/savedModel.generated.js'
import { outputsOf, type MetaGraph, type Signature } from './readSavedModel.ts'

const MAX_LAYERS = 5_000 // what the page can lay out
const MAX_CALLS = 8 // a signature's function calls the model's, which calls the layers'
const INIT_SIGNATURE = '__saved_model_init_op'
const ONE_CALL: ReadonlySet<string> = new Set(['PartitionedCall', 'StatefulPartitionedCall'])
const PASSES_ON: ReadonlySet<string> = new Set(['Identity', 'NoOp', 'Const', 'Placeholder'])

/** The operations of `metaGraph` as a graph, when no Keras metadata tells of layers. */
export function* operationGraph(metaGraph: MetaGraph, at: Location): Generator<ModelPart> {
  const signature = servingSignature(metaGraph.signatures)
  const graph = signature ? signatureGraph(metaGraph, signature) : metaGraph.main
  const nodes = first(graphNodes(graph), MAX_LAYERS + 1)
  yield { kind: 'note', text: shownNote(signature, graph) }
  if (nodes.length > MAX_LAYERS)
    yield { kind: 'note', text: `only the first ${MAX_LAYERS} operations of the graph are shown` }
  const layers = toLayers(graph, nodes.slice(0, MAX_LAYERS), at)
  for (const layer of layers) yield { kind: 'layer', layer }
}

const MAX_NAME = 200 // characters in a note

function shownNote(signature: Signature | undefined, { functionName }: Graph): string {
  const of = signature ? `signature ${signature.name.slice(0, MAX_NAME)}` : 'the main graph'
  const where = functionName === null ? '' : ` (function ${functionName.slice(0, MAX_NAME)})`
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
  const outputs = new Set(outputsOf(signature).map(inputNode))
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
  const working = first(workingNodes(graph), 2)
  const [call] = working
  return working.length === 1 && call !== undefined && ONE_CALL.has(call.op) ? call : undefined
}

function* workingNodes(graph: Graph): Generator<GraphNode> {
  for (const node of graphNodes(graph)) if (!PASSES_ON.has(node.op)) yield node
}

function toLayers(graph: Graph, nodes: readonly GraphNode[], at: Location): readonly Layer[] {
  const unique = new LayerIds()
  const ids = new Map<string, string>()
  const idOf = (name: string): string => {
    const id = unique.unique('', name)
    if (!ids.has(name)) ids.set(name, id)
    return id
  }
  const [piece] = graph.pieces
  const taken = first(argumentsOf(graph), MAX_LAYERS).filter(({ isResource }) => !isResource)
  const argumentLayers = taken.map(({ name }) => {
    const place = piece ? nodeLocation(at, graph, { name, message: piece }) : at
    return { ...NO_LAYER, id: idOf(name), name, className: 'Argument', at: place }
  })
  const named = nodes.map((node) => ({ node, id: idOf(node.name) }))
  const nodeLayers = named.map(({ node, id }) => ({
    ...NO_LAYER,
    id,
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
