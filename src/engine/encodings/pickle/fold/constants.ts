// Constants as folding reads and makes them.
import { decodeLatin1 } from '../../marshal/decodeText.ts'
import type { PickleValue } from '../PickleValue.ts'
import type { Folding } from './Folding.ts'

/** The text of a value; undefined when it is none. */
export function textOf(value: PickleValue | undefined): string | undefined {
  return value?.kind === 'text' ? value.text : undefined
}

/** The bytes of a value, or of a text in which each character is one byte. */
export function bytesOf(value: PickleValue | undefined): Uint8Array | undefined {
  if (value?.kind === 'bytes') return value.bytes
  return value?.kind === 'text' ? latin1Bytes(value.text) : undefined
}

/** A text, or bytes as text of one character each: what `codecs` and `binascii` take for either. */
export function characters(value: PickleValue | undefined): string | undefined {
  return value?.kind === 'bytes' ? decodeLatin1(value.bytes) : textOf(value)
}

export function numberOf(value: PickleValue | undefined): number | undefined {
  if (value?.kind === 'bool') return Number(value.value)
  return value?.kind === 'int' ? Number(value.value) : undefined
}

/** What iterating over a value gives; undefined when that is not known. */
export function itemsOf(value: PickleValue | undefined): readonly PickleValue[] | undefined {
  if (value === undefined || value.kind === 'call') return undefined
  if (value.kind === 'dict') return value.entries.map(([key]) => key)
  if (value.kind === 'text')
    return Array.from(value.text.slice(0, MAX_LETTERS), (text) => ({ ...value, text }))
  if (value.kind === 'bytes')
    return Array.from(value.bytes.subarray(0, MAX_LETTERS), (byte) => integer(byte))
  return 'items' in value ? value.items : undefined
}

const MAX_LETTERS = 65_536 // of a text that is taken letter by letter

export function integer(value: number): PickleValue {
  return { kind: 'int', value: BigInt(value) }
}

/** A text that folding made; undefined when the budget does not take it. */
export function madeText(folding: Folding, text: string | undefined): PickleValue | undefined {
  if (text === undefined || !folding.budget.takes(text.length)) return undefined
  return { kind: 'text', text, at: folding.at }
}

/** Bytes that folding made; undefined when the budget does not take them. */
export function madeBytes(
  folding: Folding,
  bytes: Uint8Array | undefined,
  mutable = false,
): PickleValue | undefined {
  if (bytes === undefined || !folding.budget.takes(bytes.length)) return undefined
  return { kind: 'bytes', bytes, mutable, at: folding.at }
}

/** The bytes of a text whose characters are all below 256. */
export function latin1Bytes(text: string): Uint8Array | undefined {
  const bytes = new Uint8Array(text.length)
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    if (unit > 0xff) return undefined
    bytes[at] = unit
  }
  return bytes
}
