// What texts the inputs of operations come to, as far as the file says: nothing is run.
import {
  dataInputs,
  inputNode,
  outputNumber,
  type GraphNode,
} from '../../../encodings/protobuf/tensorflow/NodeDef.ts'
import {
  constantIntegers,
  readConstant,
} from '../../../encodings/protobuf/tensorflow/TensorProto.ts'
import { first, resultsOf, returnedNodes, type Graph } from '../Graph.ts'
import { argumentInput } from './argumentInput.ts'
import { computed, FOLDS, type Inputs } from './foldStrings.ts'
import { PASSES_ON } from './passesOn.table.ts'
import type { Capture, Roots } from './rootsOf.ts'
import type { Call } from './scanGraph.ts'
import type { ScannedSet } from './ScannedSet.ts'
import { ARGUMENT, distinct, literal, literalText, open, UNKNOWN, type Text } from './Text.ts'

const MAX_DEPTH = 150 // from an input back to its sources; a saver takes five
const MAX_STEPS = 500_000 // nodes looked at in one MetaGraph: a second
const MAX_BYTES = 64 * 1024 * 1024 // of all texts met on the way
const MAX_RESULTS = 10_000 // of one function

const GIVEN: ReadonlySet<string> = new Set(['Placeholder', 'PlaceholderV2', '_Arg', '_DeviceArg'])

/** Traces inputs of one MetaGraph, or of one nested graph, back to constants, assets and callers. */
export class Resolver {
  readonly #set: ScannedSet
  readonly #roots: Roots
  readonly #known = new Map<Graph, Map<string, readonly Text[]>>()
  readonly #variables = new Map<string, string>()
  #steps = 0
  #bytes = 0
  #depth = 0

  constructor(set: ScannedSet, roots: Roots) {
    this.#set = set
    this.#roots = roots
  }

  /** The texts that `input` of a node in `graph` may hold; never empty. */
  resolve(graph: Graph, input: string): readonly Text[] {
    const key = `${inputNode(input)}:${outputNumber(input)}`
    const known = this.#knownIn(graph).get(key)
    if (known !== undefined) return known
    this.#steps += 1
    if (this.#depth === MAX_DEPTH || this.#steps > MAX_STEPS) return UNKNOWN
    this.#knownIn(graph).set(key, UNKNOWN) // while it is being looked for: what leads back to itself
    this.#depth += 1
    const found = this.#find(graph, input)
    this.#depth -= 1
    const texts = this.#affordable(found)
    this.#knownIn(graph).set(key, texts)
    return texts
  }

  /** The different ones, as long as all that was found takes no more memory than it may. */
  #affordable(found: readonly Text[]): readonly Text[] {
    if (found.length === 0) return UNKNOWN
    this.#bytes += found.reduce((sum, { bytes }) => sum + bytes.length, 0)
    return this.#bytes > MAX_BYTES ? computed(found) : distinct(found)
  }

  #knownIn(graph: Graph): Map<string, readonly Text[]> {
    const known = this.#known.get(graph) ?? new Map<string, readonly Text[]>()
    this.#known.set(graph, known)
    return known
  }

  #find(graph: Graph, input: string): readonly Text[] {
    const name = inputNode(input)
    const asset = graph.functionName === null ? this.#roots.assetNodes.get(name) : undefined
    if (asset !== undefined) return [assetText(asset)]
    const node = this.#set.nodesOf(graph).get(name)
    if (node === undefined) return this.#argument(graph, name)
    if (GIVEN.has(node.op)) return ARGUMENT
    if (node.op === 'Const') return constantTexts(node)
    if (node.op === 'ReadVariableOp') return this.#variable(graph, node)
    return this.#made(graph, node, input)
  }

  #made(graph: Graph, node: GraphNode, input: string): readonly Text[] {
    const inputs = this.#inputsOf(graph, node)
    const fold = FOLDS.get(node.op)
    if (fold !== undefined) return fold(node, inputs)
    const passed = PASSES_ON.get(node.op)
    if (passed !== undefined)
      return passed(inputs.count, outputNumber(input)).flatMap((index) => inputs.texts(index))
    const call = this.#set.callAt(graph, node)
    if (call !== undefined) return this.#results(call, input)
    return computed(indices(inputs).flatMap((index) => inputs.texts(index)))
  }

  #inputsOf(graph: Graph, node: GraphNode): Inputs {
    const names = dataInputs(node)
    return {
      count: names.length,
      texts: (index) => {
        const name = names[index]
        return name === undefined ? UNKNOWN : this.resolve(graph, name)
      },
      numbers: (index) => {
        const source = this.#set.nodesOf(graph).get(inputNode(names[index] ?? ''))
        return source === undefined ? [] : constantIntegers(source)
      },
    }
  }

  /** What a variable of the main graph is set to there; its value in the checkpoint is not known. */
  #variable(graph: Graph, node: GraphNode): readonly Text[] {
    if (graph.functionName !== null) return UNKNOWN
    if (this.#variables.size === 0) this.#findVariables(graph)
    const value = this.#variables.get(inputNode(node.inputs[0] ?? ''))
    return value === undefined ? UNKNOWN : this.resolve(graph, value)
  }

  #findVariables(graph: Graph): void {
    this.#variables.set('', '')
    for (const { op, inputs } of this.#set.nodesOf(graph).values()) {
      const [handle, value] = inputs
      if (op === 'AssignVariableOp' && handle !== undefined && value !== undefined)
        this.#variables.set(inputNode(handle), value)
    }
  }

  /** What callers hand over, and what is bound to the function when it is loaded. */
  #argument(graph: Graph, name: string): readonly Text[] {
    const { functionName } = graph
    if (functionName === null) return UNKNOWN
    const names = this.#set.argumentsIn(graph)
    const index = names.get(name)
    if (index === undefined) return UNKNOWN
    const captures = this.#roots.capturesOf(functionName)
    const capture = captures?.[captures.length - (names.size - index)]
    if (capture !== undefined) return this.#captured(capture)
    const { calls, isAll } = this.#set.callsOf(functionName)
    const given = calls.flatMap((call) => {
      const input = argumentInput(call, functionName, { index, count: names.size })
      return input === null ? UNKNOWN : this.resolve(call.graph, input)
    })
    const fromOutside = captures !== undefined || calls.length === 0 ? ARGUMENT : []
    return [...given, ...fromOutside, ...(isAll ? [] : UNKNOWN)]
  }

  #captured(capture: Capture): readonly Text[] {
    if (capture.kind === 'asset') return [assetText(capture.path)]
    if (capture.kind === 'other') return UNKNOWN
    return this.resolve(this.#set.main.graph, capture.node)
  }

  /** What the functions that a node calls give back. */
  #results({ functions }: Call, input: string): readonly Text[] {
    return functions.flatMap((name) => {
      const graph = this.#set.byName.get(name)?.graph
      if (graph === undefined) return UNKNOWN
      const [, wanted = ''] = input.split(':')
      const results = first(resultsOf(graph), MAX_RESULTS)
      const result = results.includes(wanted) ? wanted : results[outputNumber(input)]
      const source = result === undefined ? undefined : returnedNodes(graph).get(result)
      return source === undefined ? UNKNOWN : this.resolve(graph, source)
    })
  }
}

function assetText(path: string): Text {
  return { bytes: new TextEncoder().encode(path), from: 'asset', isWhole: true }
}

/** Numbers take part in what a graph computes, but are no texts themselves. */
function constantTexts(node: GraphNode): readonly Text[] {
  const constant = readConstant(node)
  if (constant.kind !== 'texts') return [open('literal')]
  const texts = constant.texts.map(({ bytes }) => literal(bytes))
  return texts.length === 0 ? [literalText('')] : texts
}

function indices({ count }: Inputs): readonly number[] {
  return Array.from({ length: count }, (_, index) => index)
}
