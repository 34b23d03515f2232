import { graphNodes, type Graph, type GraphNode } from './Graph.ts'
import { ORDINARY_OPS } from './ordinaryOps.table.ts'
import type { MetaGraph } from './readSavedModel.ts'
import { strangePaths, takesPath } from './strangePaths.ts'

/** Every operation of every graph, counted, and those that this version cannot call harmless. */
export interface Census {
  readonly operations: number
  readonly functions: number
  /** By what they are called to the reader, with the first place of each. */
  readonly strange: ReadonlyMap<string, StrangeOperation>
}

export interface StrangeOperation {
  readonly count: number
  readonly graph: Graph
  readonly node: GraphNode
}

/** Counts the operations of `metaGraphs`, and judges them by name and, where they save, by their path. */
export function census(metaGraphs: readonly MetaGraph[]): Census {
  const strange = new Map<string, StrangeOperation>()
  let operations = 0
  let functions = 0
  for (const metaGraph of metaGraphs) {
    const graphs = [metaGraph.main, ...metaGraph.functions]
    const counted = graphs.map((graph) => countGraph(graph, strange))
    operations += counted.reduce((sum, count) => sum + count.operations, 0)
    functions += metaGraph.functions.length
    const withPaths = new Set(graphs.filter((_, index) => counted[index]?.usesPaths === true))
    for (const { what, graph, node } of strangePaths(metaGraph, withPaths))
      note(strange, what, { graph, node })
  }
  return { operations, functions, strange }
}

function countGraph(
  graph: Graph,
  strange: Map<string, StrangeOperation>,
): { readonly operations: number; readonly usesPaths: boolean } {
  let operations = 0
  let usesPaths = false
  for (const node of graphNodes(graph)) {
    operations += 1
    usesPaths ||= takesPath(node)
    if (!isOrdinary(node.op)) note(strange, node.op, { graph, node })
  }
  return { operations, usesPaths }
}

/** A function of the file may stand where an operation does; `__` begins no name of TensorFlow's own. */
function isOrdinary(op: string): boolean {
  return ORDINARY_OPS.has(op) || op.startsWith('__')
}

function note(
  strange: Map<string, StrangeOperation>,
  what: string,
  first: Omit<StrangeOperation, 'count'>,
): void {
  const known = strange.get(what)
  strange.set(what, known ? { ...known, count: known.count + 1 } : { ...first, count: 1 })
}
