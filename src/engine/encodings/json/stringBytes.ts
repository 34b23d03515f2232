import type { JsonNode } from './Json.ts'

export interface StringBytes {
  /** The string as UTF-8. */
  readonly bytes: Uint8Array
  /** Where it is written, without its quotes. */
  readonly offset: number
  readonly length: number
  /** `same`: the bytes written there are `bytes`. `unescaped`: escapes or another encoding stood between. */
  readonly via: 'same' | 'unescaped'
}

/** The bytes of a string in `document`, the text that it was parsed from (JSON, or YAML with its plain scalars). */
export function stringBytes(
  document: Uint8Array,
  { text, offset, length }: Extract<JsonNode, { kind: 'string' }>,
): StringBytes {
  const bytes = new TextEncoder().encode(text)
  for (const quote of [1, 0]) {
    const range = { offset: offset + quote, length: Math.max(0, length - 2 * quote) }
    if (standsAt(document, range, bytes)) return { bytes, ...range, via: 'same' }
  }
  return { bytes, offset, length, via: 'unescaped' }
}

function standsAt(
  document: Uint8Array,
  { offset, length }: { offset: number; length: number },
  bytes: Uint8Array,
): boolean {
  return length === bytes.length && bytes.every((byte, index) => document[offset + index] === byte)
}
