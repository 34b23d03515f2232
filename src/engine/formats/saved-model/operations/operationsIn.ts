import type { GraphNode } from '../../../encodings/protobuf/tensorflow/NodeDef.ts'
import type { Operand, Operation } from '../../../model/Operation.ts'
import { nodeLocation } from '../Graph.ts'
import { recursiveCalls } from './cycles.ts'
import { operandsOf } from './operandsOf.ts'
import { roleOf } from './roleOf.ts'
import type { GraphScan } from './scanGraph.ts'
import type { FoundOperation, Subject } from './Subject.ts'

/** What the graphs of `subject` do beyond computing, and what in them no compiler wrote. */
export function* operationsIn(subject: Subject): Generator<FoundOperation> {
  const { set, resolver, savers } = subject
  for (const scan of set.scans) {
    for (const node of scan.effects) {
      const operands = operandsOf(resolver, scan.graph, node)
      yield toOperation(subject, scan, node, { operands, role: roleOf(node, operands, savers) })
    }
    for (const { node, operand, text } of scan.absurd)
      yield toOperation(subject, scan, node, remark(operand, text))
  }
  for (const { graph, node, functions } of recursiveCalls(set)) {
    const scan = set.byName.get(graph.functionName ?? '') ?? set.main
    const text = `${graph.functionName ?? ''} → ${functions.join(', ')}`
    yield toOperation(subject, scan, node, remark('recursion', text))
  }
}

/** `Operation` says nothing else of a node that only computes. */
function remark(name: string, text: string): Pick<Operation, 'operands' | 'role'> {
  const operand: Operand = { name, text, from: 'literal' }
  return { operands: [operand], role: null }
}

/** When a node runs. */
export function runsOf(
  { reached }: Subject,
  { graph }: GraphScan,
  node: GraphNode,
): Operation['runs'] {
  return reached.runsOf(graph.functionName, node.name)
}

function toOperation(
  subject: Subject,
  scan: GraphScan,
  node: GraphNode,
  { operands, role }: Pick<Operation, 'operands' | 'role'>,
): FoundOperation {
  return {
    op: node.op,
    node: node.name,
    graph: scan.graph.functionName ?? subject.mainName,
    layer: null,
    operands,
    runs: runsOf(subject, scan, node),
    role,
    count: 1,
    place: (at) => nodeLocation(subject.place(at), scan.graph, node),
  }
}
