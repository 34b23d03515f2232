import type { GraphNode } from '../../../encodings/protobuf/tensorflow/NodeDef.ts'
import { argumentsOf, first, graphNodes, type Graph, type GraphSet } from '../Graph.ts'
import { scanGraph, type Call, type GraphScan } from './scanGraph.ts'

const MAX_SITES = 32 // of one function: a text that comes in from more is not told whole

const MAX_ARGUMENTS = 10_000 // of one function; the largest take a thousand variables

/** A main graph and its functions after one walk over each, with what connects them. */
export class ScannedSet {
  readonly main: GraphScan
  readonly functions: readonly GraphScan[]
  readonly byName: ReadonlyMap<string, GraphScan>
  readonly #sites = new Map<string, Call[]>()
  readonly #calls = new Map<Graph, ReadonlyMap<string, Call>>()
  readonly #arguments = new Map<Graph, ReadonlyMap<string, number>>()
  readonly #nodes = new Map<Graph, ReadonlyMap<string, GraphNode>>()

  constructor({ main, functions }: GraphSet) {
    const library = new Set(functions.map(({ functionName }) => functionName ?? ''))
    this.main = scanGraph(main, library)
    this.functions = functions.map((graph) => scanGraph(graph, library))
    this.byName = new Map(this.functions.map((scan) => [scan.graph.functionName ?? '', scan]))
    for (const { calls } of this.scans) for (const call of calls) this.#addSite(call)
  }

  get scans(): readonly GraphScan[] {
    return [this.main, ...this.functions]
  }

  /** The calls of a function, and whether these are all of them. */
  callsOf(name: string): { readonly calls: readonly Call[]; readonly isAll: boolean } {
    const calls = this.#sites.get(name) ?? []
    return { calls, isAll: calls.length < MAX_SITES }
  }

  /** The call that `node` makes; undefined when it makes none. */
  callAt(graph: Graph, { name }: GraphNode): Call | undefined {
    const known = this.#calls.get(graph) ?? this.#callsIn(graph)
    this.#calls.set(graph, known)
    return known.get(name)
  }

  #callsIn({ functionName }: Graph): ReadonlyMap<string, Call> {
    const scan = functionName === null ? this.main : this.byName.get(functionName)
    return new Map((scan?.calls ?? []).map((call) => [call.node.name, call]))
  }

  /** The arguments of a function: the number of each by its name. */
  argumentsIn(graph: Graph): ReadonlyMap<string, number> {
    const known = this.#arguments.get(graph)
    if (known !== undefined) return known
    const names = first(argumentsOf(graph), MAX_ARGUMENTS).map(({ name }) => name)
    const numbers = new Map(names.map((name, index) => [name, index]))
    this.#arguments.set(graph, numbers)
    return numbers
  }

  /** The nodes of a graph by their names; it is walked again when this is first asked. */
  nodesOf(graph: Graph): ReadonlyMap<string, GraphNode> {
    const known = this.#nodes.get(graph)
    if (known !== undefined) return known
    const nodes = new Map([...graphNodes(graph)].map((node) => [node.name, node]))
    this.#nodes.set(graph, nodes)
    return nodes
  }

  #addSite(call: Call): void {
    for (const name of call.functions) {
      const sites = this.#sites.get(name) ?? []
      if (sites.length < MAX_SITES) sites.push(call)
      this.#sites.set(name, sites)
    }
  }
}
