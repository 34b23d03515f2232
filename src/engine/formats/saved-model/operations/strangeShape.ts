import { fields, messagesIn } from '../../../encodings/protobuf/fields.ts'
import type { Message } from '../../../encodings/protobuf/Message.ts'
import {
  attributeNumber,
  attributeValues,
  type GraphNode,
} from '../../../encodings/protobuf/tensorflow/NodeDef.ts'

/** A node with a size that no model has. */
export interface AbsurdNode {
  readonly node: GraphNode
  readonly operand: 'elements' | 'shape' | 'dtype'
  readonly text: string
}

/** Operations whose shape and type attributes say what enters or is kept. */
const SHAPED: ReadonlySet<string> = new Set([
  ...['Placeholder', 'PlaceholderV2', 'PlaceholderWithDefault', 'VarHandleOp', 'Variable'],
  ...['VariableV2', 'TemporaryVariable', 'EnsureShape'],
])
const SHAPE = 7 // in an AttrValue
const DIMENSION = 2 // in a TensorShapeProto
const MAX_PRODUCT = 1n << 63n
const MAX_TYPE = 200n // DataType ends at 31; a reference to one is 100 more

/** A shape with a size below -1 or of more than 2^63 elements, and a type that does not exist. */
export function strangeShape(node: GraphNode): readonly AbsurdNode[] {
  if (!SHAPED.has(node.op)) return []
  const found: AbsurdNode[] = []
  for (const value of attributeValues(node, 'shape'))
    for (const shape of messagesIn(value, SHAPE)) {
      const sizes = [...messagesIn(shape, DIMENSION)].map(sizeOf)
      if (isAbsurd(sizes)) found.push({ node, operand: 'shape', text: `[${sizes.join(', ')}]` })
    }
  const type = attributeNumber(node, 'dtype')
  if (type !== null && type > MAX_TYPE)
    found.push({ node, operand: 'dtype', text: type.toString() })
  return found
}

function sizeOf(dimension: Message): bigint {
  let size = 0n
  for (const field of fields(dimension))
    if (field.kind === 'varint' && field.number === 1) size = BigInt.asIntN(64, field.value)
  return size
}

function isAbsurd(sizes: readonly bigint[]): boolean {
  if (sizes.some((size) => size < -1n)) return true
  return sizes.filter((size) => size > 0n).reduce((all, one) => all * one, 1n) > MAX_PRODUCT
}
