// Saving and restoring variables is ordinary as long as the path comes from whoever saves or restores. The same
// operations with a path written in the file write where its author chose: TensorAbuse, IEEE S&P 2025.
import { inputNode, type GraphNode } from '../../../encodings/protobuf/tensorflow/NodeDef.ts'
import { readConstant } from '../../../encodings/protobuf/tensorflow/TensorProto.ts'
import { messageText } from '../../../encodings/protobuf/Message.ts'
import { argumentsOf, first } from '../Graph.ts'
import type { MetaGraph } from '../readSavedModel.ts'
import type { Call, GraphScan } from './scanGraph.ts'
import type { ScannedSet } from './ScannedSet.ts'

/** Which input of an operation is a path. */
const PATH_INPUT: ReadonlyMap<string, number> = new Map([
  ['SaveV2', 0],
  ['RestoreV2', 0],
  ['MergeV2Checkpoints', 1],
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

/** The operations of a MetaGraph that save or restore as every export does, by the offsets of their nodes. */
export function ordinarySavers({ saver }: MetaGraph, set: ScannedSet): ReadonlySet<number> {
  const given = saver === null ? undefined : inputNode(saver.filename)
  const inMain = ordinaryIn(set, set.main, given)
  const inFunctions = set.functions.flatMap((scan) => {
    const { functionName } = scan.graph
    if (functionName === null || !SAVER_FUNCTION.test(functionName)) return []
    const { calls, isAll } = set.callsOf(functionName)
    const isSaver = calls.every((call) => handsOverPath(set, call, given))
    if (!isAll || !isSaver) return []
    return ordinaryIn(set, scan, first(argumentsOf(scan.graph), 1)[0]?.name)
  })
  return new Set([...inMain, ...inFunctions].map(({ message }) => message.offset))
}

/** Only the main graph calls a saver's function, and hands it the saver's path as its first argument. */
function handsOverPath(set: ScannedSet, { graph, node }: Call, given: string | undefined): boolean {
  return graph.functionName === null && comesFrom(given, set.nodesOf(graph), node.inputs[0])
}

/** Those that save or restore under the path `given`; none when one of them in the same graph does not. */
function ordinaryIn(
  set: ScannedSet,
  { graph, effects }: GraphScan,
  given: string | undefined,
): readonly GraphNode[] {
  const saving = effects.filter(({ op }) => PATH_INPUT.has(op))
  if (saving.length === 0) return []
  const nodes = set.nodesOf(graph)
  const isOrdinary = ({ op, inputs }: GraphNode): boolean =>
    comesFrom(given, nodes, inputs[PATH_INPUT.get(op) ?? 0])
  return graph.functionName === null || saving.every(isOrdinary) ? saving.filter(isOrdinary) : []
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
  const constant = readConstant(node)
  if (constant.kind !== 'texts') return constant.kind === 'integers'
  return constant.texts.every((text) => SAVER_LITERAL.test(messageText(text)))
}
