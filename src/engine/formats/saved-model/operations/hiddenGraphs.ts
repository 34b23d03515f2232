// GraphDefs that stand in texts of a graph: what DatasetFromGraph and TRTEngineOp run, and constants that look like one.
import {
  attributeTexts,
  dataInputs,
  type GraphNode,
} from '../../../encodings/protobuf/tensorflow/NodeDef.ts'
import { constantStrings } from '../../../encodings/protobuf/tensorflow/TensorProto.ts'
import { beginsLike } from '../beginsLike.ts'
import type { GraphScan } from './scanGraph.ts'
import type { Resolver } from './Resolver.ts'

/** A text that is read as a graph. */
export interface HiddenGraph {
  /** The operation that runs it, or the constant that holds it. */
  readonly node: GraphNode
  readonly bytes: Uint8Array
  /** Whether it is to be a graph: then damage in it is a fault of the file. */
  readonly isRun: boolean
}

/** The texts in a graph that hold a graph, each once. */
export function hiddenGraphs(
  resolver: Resolver,
  { graph, effects, hidden }: GraphScan,
): readonly HiddenGraph[] {
  const run = effects.flatMap((node) => {
    const [input] = node.op === 'DatasetFromGraph' ? dataInputs(node) : []
    const texts = input === undefined ? [] : resolver.resolve(graph, input)
    const whole = texts.filter(({ isWhole }) => isWhole)
    return whole.map(({ bytes }) => ({ node, bytes, isRun: true }))
  })
  const engines = effects.flatMap((node) =>
    node.op === 'TRTEngineOp' ? graphsAmong(node, attributeTexts(node, 'serialized_segment')) : [],
  )
  const idle = hidden.flatMap((node) => graphsAmong(node, constantStrings(node)))
  return [...run, ...engines, ...idle]
}

function graphsAmong(
  node: GraphNode,
  texts: readonly { readonly bytes: Uint8Array }[],
): readonly HiddenGraph[] {
  return texts.flatMap(({ bytes }) =>
    beginsLike(bytes.subarray(0, HEAD_BYTES), bytes.length) === 'graph'
      ? [{ node, bytes, isRun: false }]
      : [],
  )
}

const HEAD_BYTES = 4096
