import { dataInputs } from '../../../encodings/protobuf/tensorflow/NodeDef.ts'
import type { Call } from './scanGraph.ts'

/** How many inputs stand before the first that becomes an argument, for calls that hand over all the rest. */
const BEFORE_ARGUMENTS: ReadonlyMap<string, number> = new Map([
  ...(
    [
      'PartitionedCall',
      'StatefulPartitionedCall',
      'TPUPartitionedCall',
      'SymbolicGradient',
    ] as const
  ).map((op) => [op, 0] as const),
  ...(['While', 'StatelessWhile', '_While'] as const).map((op) => [op, 0] as const),
  ...(['If', 'StatelessIf', '_If', 'Case', 'StatelessCase', 'RemoteCall'] as const).map(
    (op) => [op, 1] as const,
  ),
  ['For', 2],
])

/**
 * The input of a call that becomes argument `index` of the `count` that `functionName` has; null when none does.
 * Functions over datasets get what they capture last, and before that elements of the first dataset.
 */
export function argumentInput(
  { node }: Call,
  functionName: string,
  { index, count }: { readonly index: number; readonly count: number },
): string | null {
  const inputs = dataInputs(node)
  const before = node.op === functionName ? 0 : BEFORE_ARGUMENTS.get(node.op)
  if (before !== undefined) return inputs[index + before] ?? null
  const fromEnd = count - index
  return (fromEnd < inputs.length ? inputs[inputs.length - fromEnd] : inputs[0]) ?? null
}
