import {
  calledFunctions,
  dataInputs,
  inputNode,
  type GraphNode,
} from '../../../encodings/protobuf/tensorflow/NodeDef.ts'
import type { Message } from '../../../encodings/protobuf/Message.ts'
import { readConstant } from '../../../encodings/protobuf/tensorflow/TensorProto.ts'
import { effectOf } from '../../../model/tensorflow/effectOps.ts'
import { beginsLike } from '../beginsLike.ts'
import { graphNodes, type Graph } from '../Graph.ts'
import { strangeShape, type AbsurdNode } from './strangeShape.ts'

/** What one walk over a graph finds. Nodes that only compute are counted and forgotten. */
export interface GraphScan {
  readonly graph: Graph
  readonly nodes: number
  /** Those that do more than compute, and those that TensorFlow does not have. */
  readonly effects: readonly GraphNode[]
  readonly calls: readonly Call[]
  /** Constants whose text begins like a graph. */
  readonly hidden: readonly GraphNode[]
  /** Nodes with sizes that no model has, and what they come to. */
  readonly absurd: readonly AbsurdNode[]
}

export interface Call {
  readonly graph: Graph
  readonly node: GraphNode
  /** The functions of the library that it may hand control to. */
  readonly functions: readonly string[]
}

const HEAD_BYTES = 4096

/** Walks over `graph` once. `library` names the functions beside it, which a node may call by their names. */
export function scanGraph(graph: Graph, library: ReadonlySet<string>): GraphScan {
  let nodes = 0
  const effects: GraphNode[] = []
  const calls: Call[] = []
  const hidden: GraphNode[] = []
  const sizes = new Sizes()
  for (const node of graphNodes(graph)) {
    nodes += 1
    if (node.op === 'Const') {
      const constant = readConstant(node)
      if (constant.kind === 'texts' && constant.texts.some(beginsLikeGraph)) hidden.push(node)
      if (constant.kind === 'integers') sizes.addConstant(node, constant.integers)
      continue
    }
    sizes.add(node)
    const isNamed = library.has(node.op)
    if (!isNamed && effectOf(node.op) !== undefined) effects.push(node)
    const functions = isNamed ? [node.op, ...calledFunctions(node)] : calledFunctions(node)
    if (functions.length > 0) calls.push({ graph, node, functions })
  }
  return { graph, nodes, effects, calls, hidden, absurd: sizes.absurd() }
}

const FIRST_TAG = 0x0a // of the first node of a GraphDef

function beginsLikeGraph({ bytes }: Message): boolean {
  if (bytes[0] !== FIRST_TAG) return false
  return beginsLike(bytes.subarray(0, HEAD_BYTES), bytes.length) === 'graph'
}

const MAX_ELEMENTS = 1n << 30n // one tensor of 4 GiB; the largest embedding tables are read, not made
/** Operations that make a tensor as large as a constant says, and the input that says so. */
const SIZED: ReadonlyMap<string, number> = new Map([
  ...(['Fill', 'RandomUniform', 'RandomStandardNormal', 'TruncatedNormal'] as const).map(
    (op) => [op, 0] as const,
  ),
  ...(['BroadcastTo', 'Tile', 'Range'] as const).map((op) => [op, 1] as const),
])

/** Tells nodes that make tensors of a size that a constant gives, when it is absurd. */
class Sizes {
  readonly #large = new Map<string, bigint>()
  readonly #sized: GraphNode[] = []
  readonly #strange: AbsurdNode[] = []

  add(node: GraphNode): void {
    if (SIZED.has(node.op)) this.#sized.push(node)
    this.#strange.push(...strangeShape(node))
  }

  addConstant(node: GraphNode, integers: readonly bigint[]): void {
    if (integers.length === 0) return
    const product = integers.reduce((all, one) => all * one, 1n)
    if (product > MAX_ELEMENTS) this.#large.set(node.name, product)
  }

  absurd(): readonly AbsurdNode[] {
    const made = this.#sized.flatMap((node) => {
      const input = dataInputs(node)[SIZED.get(node.op) ?? 0]
      const size = input === undefined ? undefined : this.#large.get(inputNode(input))
      if (size === undefined) return []
      return [{ node, operand: 'elements', text: size.toString() } as const]
    })
    return [...made, ...this.#strange]
  }
}
