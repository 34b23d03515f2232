// The fields of the outermost message of a file, without reading what is in them.
// https://protobuf.dev/programming-guides/encoding/
import type { ByteSource } from '../../bytes/ByteSource.ts'

export interface OutlineField {
  readonly number: number
  readonly wireType: number
}

const MAX_FIELD_BYTES = 20 // a tag and a length, or a tag and a varint
const MAX_FIELDS = 1_000

/** The first fields, up to the end, one that goes past it, or a tag that makes no sense. Throws only what `source` does. */
export function outline(source: ByteSource): readonly OutlineField[] {
  const found: OutlineField[] = []
  let offset = 0
  while (offset < source.size && found.length < MAX_FIELDS) {
    const bytes = source.read(offset, Math.min(MAX_FIELD_BYTES, source.size - offset))
    const tag = varint(bytes, 0)
    const length = tag === undefined ? undefined : payloadEnd(bytes, tag)
    if (tag === undefined || length === undefined) break
    found.push({ number: Math.floor(tag.value / 8), wireType: tag.value % 8 })
    offset += length
  }
  return found
}

interface Varint {
  readonly value: number
  readonly end: number
}

function varint(bytes: Uint8Array, start: number): Varint | undefined {
  let value = 0
  for (let at = start; at < bytes.length && at < start + 10; at++) {
    const byte = bytes[at] ?? 0
    value += (byte & 0x7f) * 2 ** (7 * (at - start))
    if (byte < 0x80) return { value, end: at + 1 }
  }
  return undefined
}

/** Bytes from the tag to the end of the field; undefined for a wire type that no message of today has. */
function payloadEnd(bytes: Uint8Array, tag: Varint): number | undefined {
  const wireType = tag.value % 8
  if (tag.value < 8) return undefined
  if (wireType === 1) return tag.end + 8
  if (wireType === 5) return tag.end + 4
  const next = varint(bytes, tag.end)
  if (next === undefined || (wireType !== 0 && wireType !== 2)) return undefined
  return wireType === 0 ? next.end : next.end + next.value
}
