// Saving and restoring variables is ordinary as long as the path comes from whoever saves or restores. The same
// operations with a path written in the file write where its author chose: TensorAbuse, IEEE S&P 2025.
import {
  argumentsOf,
  attribute,
  calledFunctions,
  first,
  graphNodes,
  inputNode,
  type Graph,
  type GraphNode,
} from './Graph.ts'
import type { MetaGraph } from './readSavedModel.ts'

/** An operation that saves or restores elsewhere than an ordinary saver does. */
export interface StrangePath {
  readonly what: string
  readonly graph: Graph
  readonly node: GraphNode
}

/** Which input of an operation is a path. */
const PATH_INPUT: ReadonlyMap<string, number> = new Map([
  ['SaveV2', 0],
  ['RestoreV2', 0],
  ['ShardedFilename', 0],
  ['ShardedFilespec', 0],
  ['MergeV2Checkpoints', 1],
])

const CALLS: ReadonlySet<string> = new Set([
  'PartitionedCall',
  'StatefulPartitionedCall',
  'If',
  'StatelessIf',
  'While',
  'StatelessWhile',
  'Case',
  'StatelessCase',
  'For',
  'SymbolicGradient',
])

const SAVER_FUNCTION = /^__inference__traced_(save|restore)/
/** What savers add to the path, an empty destination (TensorFlow.NET) and the default of TensorFlow 1. */
const SAVER_LITERAL = /^(|model|\.part|_temp(_[0-9a-f]{32})?\/part)$/
const PASSES_ON: ReadonlySet<string> = new Set([
  'Identity',
  'Pack',
  'PlaceholderWithDefault',
  'Select',
  'SelectV2',
  'ShardedFilename',
  'StringJoin',
])
const CHOOSES: ReadonlySet<string> = new Set(['StaticRegexFullMatch', 'RegexFullMatch'])
const MAX_STEPS = 1_000 // from a path back to its sources; a saver takes five
const STRING_TYPE = 7 // DT_STRING

/** Whether `node` saves or restores under a path. */
export function takesPath({ op }: GraphNode): boolean {
  return PATH_INPUT.has(op)
}

/** Finds the operations in the graphs `withPaths` of a MetaGraph whose path does not come from a saver's caller. */
export function* strangePaths(
  { main, functions, saverFilename }: MetaGraph,
  withPaths: ReadonlySet<Graph>,
): Generator<StrangePath, undefined, undefined> {
  const savers = new Map<string, Graph>()
  for (const graph of functions) {
    if (!withPaths.has(graph)) continue
    const strange = [...strangeIn(graph, first(argumentsOf(graph), 1)[0]?.name)]
    yield* strange
    if (strange.length === 0 && graph.functionName !== null) savers.set(graph.functionName, graph)
  }
  const given = saverFilename === null ? undefined : inputNode(saverFilename)
  if (withPaths.has(main)) yield* strangeIn(main, given)
  if (savers.size === 0) return
  for (const graph of [main, ...functions]) yield* strangeCalls(graph, savers, given)
}

function* strangeIn(graph: Graph, given: string | undefined): Generator<StrangePath> {
  const isSaver = graph.functionName === null || SAVER_FUNCTION.test(graph.functionName)
  const nodes = nodesByName(graph)
  for (const node of graphNodes(graph)) {
    const index = PATH_INPUT.get(node.op)
    if (index === undefined) continue
    if (!isSaver || !comesFrom(given, nodes, node.inputs[index]))
      yield { what: `${node.op} with a path of its own`, graph, node }
  }
}

/** Only the main graph calls a saver's function, and hands it the saver's path as its first argument. */
function* strangeCalls(
  graph: Graph,
  savers: ReadonlyMap<string, Graph>,
  given: string | undefined,
): Generator<StrangePath> {
  let nodes: ReadonlyMap<string, GraphNode> | undefined
  for (const node of graphNodes(graph)) {
    const called = CALLS.has(node.op) ? calledFunctions(node) : [node.op]
    const saver = called.map((name) => savers.get(name)).find((found) => found !== undefined)
    if (saver === undefined) continue
    nodes ??= nodesByName(graph)
    const [path] = node.inputs
    if (graph.functionName !== null || !comesFrom(given, nodes, path))
      yield { what: `${node.op} of ${saver.functionName ?? ''}`, graph, node }
  }
}

function nodesByName(graph: Graph): ReadonlyMap<string, GraphNode> {
  return new Map([...graphNodes(graph)].map((node) => [node.name, node]))
}

/** Whether the path in `input` is `given` (an argument, or a placeholder) with what every saver adds to it. */
function comesFrom(
  given: string | undefined,
  nodes: ReadonlyMap<string, GraphNode>,
  input: string | undefined,
): boolean {
  const waiting = input === undefined ? [''] : [inputNode(input)]
  const seen = new Set<string>()
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (seen.has(name)) continue
    if (seen.add(name).size > MAX_STEPS) return false
    const node = nodes.get(name)
    if (name === given && isOpen(node)) continue
    if (node === undefined || !isOfSaver(node)) return false
    if (PASSES_ON.has(node.op)) waiting.push(...node.inputs.filter(isTensor).map(inputNode))
  }
  return true
}

/** An argument of the function is no node of it; the main graph has a placeholder instead. */
function isOpen(node: GraphNode | undefined): boolean {
  return node === undefined || node.op === 'Placeholder'
}

/** Whether a saver has such a node on the way to its path. */
function isOfSaver(node: GraphNode): boolean {
  return PASSES_ON.has(node.op) || CHOOSES.has(node.op) || isSaverLiteral(node)
}

function isTensor(input: string): boolean {
  return !input.startsWith('^')
}

/** A constant that a saver writes itself: a number (of the shard), or one of its own suffixes. */
function isSaverLiteral(node: GraphNode): boolean {
  if (node.op !== 'Const') return false
  const tensor = attribute(node, 'value')?.tensor
  if (!tensor) return false
  if (tensor.dtype !== STRING_TYPE) return true
  const texts = tensor.stringVal.map((bytes) => new TextDecoder().decode(bytes))
  return tensor.tensorContent.length === 0 && texts.every((text) => SAVER_LITERAL.test(text))
}
