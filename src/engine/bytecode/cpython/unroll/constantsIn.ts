import { valuesIn, type MarshalValue } from '../../../encodings/marshal/Marshal.ts'
import type { Codes } from '../gatherCodes.ts'

const MAX_CONSTANTS = 20_000 // texts and bytes of one payload
const MAX_VALUES = 200_000 // looked at

export interface Constants {
  readonly values: readonly MarshalValue[]
  /** Whether there are more than were looked at. */
  readonly isCut: boolean
}

/** The texts and bytes among the constants of all code objects, whether or not an instruction loads them. */
export function constantsIn({ all }: Codes): Constants {
  const values: MarshalValue[] = []
  const seen = new Set<MarshalValue>()
  for (const { code } of all.values())
    for (const value of leavesOf(code.constants, seen)) {
      if (values.length === MAX_CONSTANTS || seen.size >= MAX_VALUES) return { values, isCut: true }
      values.push(value)
    }
  return { values, isCut: false }
}

function* leavesOf(
  constants: readonly MarshalValue[],
  seen: Set<MarshalValue>,
): Generator<MarshalValue> {
  const waiting = constants.toReversed()
  for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
    if (value.kind === 'code' || seen.has(value)) continue
    seen.add(value)
    if (value.kind === 'text' || value.kind === 'bytes') yield value
    else for (const item of valuesIn(value).toReversed()) waiting.push(item)
  }
}
