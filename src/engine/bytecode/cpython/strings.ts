import { byteRuns, textRuns } from '../../encodings/text/printableRuns.ts'
import { valuesIn, type MarshalCode, type MarshalValue } from '../../encodings/marshal/Marshal.ts'
import type { PayloadString } from '../../model/Listing.ts'

const MAX_STRINGS = 100_000

/** Runs of at least four printable characters in all text and byte strings of a code object, by offset. */
export function stringsOf(root: MarshalCode): readonly PayloadString[] {
  const found: PayloadString[] = []
  for (const value of leavesOf(root))
    for (const run of runsOf(value)) if (found.length < MAX_STRINGS) found.push(run)
  return found.sort((first, second) => first.offset - second.offset)
}

function runsOf(value: MarshalValue): Iterable<PayloadString> {
  if (value.kind === 'text') return textRuns(value.text, value.offset + value.length)
  return value.kind === 'bytes' ? byteRuns(value.bytes, value.at) : []
}

/** Each value without items once, however often it is shared. `co_code` and line tables are no strings. */
function* leavesOf(root: MarshalValue): Generator<MarshalValue> {
  const seen = new Set<MarshalValue>()
  const waiting: MarshalValue[] = [root]
  for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
    if (seen.has(value)) continue
    seen.add(value)
    const items = itemsOf(value)
    if (items.length === 0) yield value
    for (const item of items) waiting.push(item)
  }
}

const NOT_STRINGS = ['code', 'linetable', 'exceptiontable', 'localspluskinds']

function itemsOf(value: MarshalValue): readonly MarshalValue[] {
  if (value.kind !== 'code') return valuesIn(value)
  return [...value.values].filter(([field]) => !NOT_STRINGS.includes(field)).map(([, item]) => item)
}
