import { messageText } from '../../../encodings/protobuf/Message.ts'
import {
  attributeTexts,
  dataInputs,
  type GraphNode,
} from '../../../encodings/protobuf/tensorflow/NodeDef.ts'
import type { Operand } from '../../../model/Operation.ts'
import { effectOf, type OperandPlace } from '../../../model/tensorflow/effectOps.ts'
import type { Graph } from '../Graph.ts'
import type { Resolver } from './Resolver.ts'
import { UNKNOWN, type Text } from './Text.ts'

const MAX_OPERANDS = 8 // of one name: the first files of a long list say what it is
const MAX_TEXT = 1_000 // characters of one operand; contents can be as long as a file

/** What the operands of an operation come to. What only says more about it is left out when it is not known. */
export function operandsOf(resolver: Resolver, graph: Graph, node: GraphNode): readonly Operand[] {
  const inputs = dataInputs(node)
  const places = effectOf(node.op)?.operands ?? []
  return places.flatMap((place) => {
    const { name, input, isTarget } = place
    const source = input === null ? undefined : inputs[input]
    const texts = source === undefined ? UNKNOWN : resolver.resolve(graph, source)
    const found =
      input === null ? fromAttribute(node, place) : texts.map((text) => toOperand(name, text))
    return found.slice(0, MAX_OPERANDS).filter(({ text }) => isTarget || text !== null)
  })
}

function fromAttribute(node: GraphNode, { name }: OperandPlace): readonly Operand[] {
  return attributeTexts(node, name).map((message) => {
    return { name, text: shown(messageText(message)), from: 'literal' }
  })
}

const UTF8 = new TextDecoder('utf-8', { ignoreBOM: true })

function toOperand(name: string, { bytes, from, isWhole }: Text): Operand {
  const text = UTF8.decode(bytes)
  return { name, text: !isWhole && text === '…' ? null : shown(text), from }
}

function shown(text: string): string {
  return text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text
}
