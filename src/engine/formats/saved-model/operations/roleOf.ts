import type { GraphNode } from '../../../encodings/protobuf/tensorflow/NodeDef.ts'
import type { Operand, Operation } from '../../../model/Operation.ts'
import { effectOf } from '../../../model/tensorflow/effectOps.ts'

/** What an ordinary export has the operation for: it saves and restores, or reads a file of the model’s own. */
export function roleOf(
  { op, message }: GraphNode,
  operands: readonly Operand[],
  savers: ReadonlySet<number>,
): Operation['role'] {
  if (savers.has(message.offset)) return 'saver'
  const effect = effectOf(op)
  const places = new Set(effect?.operands.flatMap(({ name, isTarget }) => (isTarget ? name : [])))
  const targets = operands.filter(({ name }) => places.has(name))
  const readsOwn = effect?.group === 'read' && targets.length > 0 && targets.every(isOwnFile)
  return readsOwn ? 'initializer' : null
}

/** Assets lie in a folder of the model; a path that climbs out of it is joined to that folder all the same. */
function isOwnFile({ from, text }: Operand): boolean {
  return from === 'asset' && text !== null && !CLIMBS.test(text)
}

const CLIMBS = /^[/\\]|^[A-Za-z]:|(^|[/\\])\.\.([/\\]|$)|:\/\//
