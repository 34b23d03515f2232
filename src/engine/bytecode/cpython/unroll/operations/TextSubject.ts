import { decodeLatin1 } from '../../../../encodings/marshal/decodeText.ts'
import type { Folding } from '../Folding.ts'
import { latin1Bytes, type Bytes, type Given, type Text, type Value } from '../values.ts'

/** A text or bytes of which a method is called. */
export interface TextSubject {
  readonly owner: Text | Bytes
  readonly content: string
  readonly given: Given
  readonly folding: Folding
}

/** Undefined when its result is not known. */
export type Method = (subject: TextSubject) => Value | undefined

/** The content of an argument, when it is of the same kind as the owner. */
export function argument({ owner, given }: TextSubject, index: number): string | undefined {
  return contentOf(owner, given.positional[index])
}

export function contentOf(owner: Text | Bytes, value: Value | undefined): string | undefined {
  if (value?.kind === 'text') return owner.kind === 'text' ? value.text : undefined
  return value?.kind === 'bytes' && owner.kind === 'bytes' ? decodeLatin1(value.bytes) : undefined
}

export function made(
  { owner, given, folding }: TextSubject,
  operation: string,
  content: string,
): Value {
  const data = owner.kind === 'text' ? content : latin1Bytes(content)
  return folding.tracer.made(operation, [owner, ...given.positional], data, given.at)
}

export function isNone(value: Value | undefined): boolean {
  return value === undefined || value.kind === 'none'
}
