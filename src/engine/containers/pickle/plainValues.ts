import type { PickleCall, PickleValue } from '../../encodings/pickle/PickleValue.ts'

/** `module.name` of a global; null for anything else, or when a part of it is not known. */
export function globalName(value: PickleValue | undefined): string | null {
  if (value?.kind !== 'global' || value.module === null || value.name === null) return null
  return `${value.module}.${value.name}`
}

/**
 * The bytes of a value: of `bytes`, of a text of Python 2, of what protocols without bytes write for them
 * (`_codecs.encode(text, 'latin1')`), and of `bytearray(…)` of these. Undefined for anything else.
 */
export function bytesOf(value: PickleValue | undefined): Uint8Array | undefined {
  if (value?.kind === 'bytes') return value.bytes
  if (value?.kind === 'text') return latin1Bytes(value.text)
  return value?.kind === 'call' ? bytesMadeBy(value.call) : undefined
}

function bytesMadeBy({ callable, args: [text] }: PickleCall): Uint8Array | undefined {
  if (!BYTE_MAKERS.has(globalName(callable) ?? '')) return undefined
  if (text === undefined) return new Uint8Array(0)
  return text.kind === 'text' || text.kind === 'bytes' ? bytesOf(text) : undefined
}

const BYTE_MAKERS: ReadonlySet<string> = new Set([
  ...['_codecs.encode', 'codecs.encode', 'builtins.bytes', '__builtin__.bytes'],
  ...['builtins.bytearray', '__builtin__.bytearray'],
])

/** The bytes of a text whose characters are all below 256; undefined when some are not. */
export function latin1Bytes(text: string): Uint8Array | undefined {
  const bytes = new Uint8Array(text.length)
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    if (unit > 0xff) return undefined
    bytes[at] = unit
  }
  return bytes
}

/** The items of a tuple or list; undefined for anything else. */
export function itemsOf(value: PickleValue | undefined): readonly PickleValue[] | undefined {
  return value?.kind === 'tuple' || value?.kind === 'list' ? value.items : undefined
}

/** The value of a key of text, the last when it stands twice. */
export function entryOf(
  entries: readonly (readonly [PickleValue, PickleValue])[],
  key: string,
): PickleValue | undefined {
  return entries.findLast(([name]) => name.kind === 'text' && name.text === key)?.[1]
}
