import { valuesIn, type MarshalCode, type MarshalValue } from '../../encodings/marshal/Marshal.ts'
import type { PayloadString } from '../../model/Listing.ts'

const SHORTEST = 4 // as the `strings` program of old
const MAX_STRINGS = 100_000

/** Runs of at least four printable characters in all text and byte strings of a code object, by offset. */
export function stringsOf(root: MarshalCode): readonly PayloadString[] {
  const found: PayloadString[] = []
  for (const value of leavesOf(root))
    for (const run of runsOf(value)) if (found.length < MAX_STRINGS) found.push(run)
  return found.sort((first, second) => first.offset - second.offset)
}

function runsOf(value: MarshalValue): Iterable<PayloadString> {
  if (value.kind === 'text') return textRuns(value)
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

const PRINTABLE_RUN = /[^\p{C}\p{Zl}\p{Zp}]{4,}/gu

/** A text that is one run lies where it was written; of a longer one each run is placed by its UTF-8 length. */
function* textRuns(value: Extract<MarshalValue, { kind: 'text' }>): Generator<PayloadString> {
  const { text, offset, length } = value
  if (text.length < SHORTEST) return
  const isAscii = !/[^\u0000-\u007f]/u.test(text)
  const start = offset + length - (isAscii ? text.length : byteLength(text))
  let [counted, before] = [0, 0]
  for (const { 0: run, index } of text.matchAll(PRINTABLE_RUN)) {
    before += isAscii ? index - counted : byteLength(text.slice(counted, index))
    const runLength = isAscii ? run.length : byteLength(run)
    yield { text: run, offset: start + before, length: runLength }
    before += runLength
    counted = index + run.length
  }
}

function* byteRuns(bytes: Uint8Array, at: number): Generator<PayloadString> {
  let start = 0
  for (let end = 0; end <= bytes.length; end++) {
    const byte = bytes[end] ?? 0
    if (byte === 0x09 || (byte >= 0x20 && byte < 0x7f)) continue
    if (end - start >= SHORTEST) {
      const text = new TextDecoder().decode(bytes.subarray(start, end))
      yield { text, offset: at + start, length: end - start }
    }
    start = end + 1
  }
}

function byteLength(text: string): number {
  let length = 0
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0
    if (point < 0x80) length += 1
    else if (point < 0x800) length += 2
    else length += point < 0x10000 ? 3 : 4
  }
  return length
}
