// Writes marshalled code objects for tests, sound or not: the counterpart of the reader.
import type { Layout } from '../../engine/encodings/marshal/Marshal.ts'
import type { Version } from '../../engine/bytecode/cpython/versions/Version.ts'

/** What a code object is made of; what is left out is empty. Constants are marshalled already. */
export interface PayloadParts {
  readonly code: Uint8Array
  readonly constants?: readonly Uint8Array[]
  readonly names?: readonly string[]
  readonly locals?: readonly string[]
  readonly cells?: readonly string[]
  readonly frees?: readonly string[]
  readonly argumentCount?: number
  readonly stackSize?: number
  readonly flags?: number
  readonly name?: string
  readonly lineTable?: Uint8Array
  readonly exceptionTable?: Uint8Array
}

const NUMBERS: Readonly<Record<Layout, (parts: PayloadParts) => readonly number[]>> = {
  '2.3': (parts) => [...counts(parts, 0), localCount(parts), ...limits(parts)],
  '3.0': (parts) => [...counts(parts, 1), localCount(parts), ...limits(parts)],
  '3.8': (parts) => [...counts(parts, 2), localCount(parts), ...limits(parts)],
  '3.11': (parts) => [...counts(parts, 2), ...limits(parts)],
}

/** The marshalled code object in the layout of `version`. */
export function writePayload(parts: PayloadParts, { layout }: Version): Uint8Array {
  const { code, constants = [], names = [], name = 'f', lineTable, exceptionTable } = parts
  const one = (value: string) => (layout === '2.3' ? bytes(latin1(value)) : text(value))
  const all = (values: readonly string[] = []) => tuple(values.map(one))
  const numbers = NUMBERS[layout](parts).map(i32)
  const head = [Uint8Array.of(0x63), ...numbers, bytes(code), tuple(constants), all(names)]
  const line = bytes(lineTable ?? new Uint8Array(0))
  if (layout !== '3.11') {
    const lists = [all(parts.locals), all(parts.frees), all(parts.cells)]
    return joined([...head, ...lists, one('<fuzz>'), one(name), i32(1), line])
  }
  const { variables, kinds } = localsPlus(parts)
  const after = [all(variables), bytes(kinds), one('<fuzz>'), one(name), one(name), i32(1), line]
  return joined([...head, ...after, bytes(exceptionTable ?? new Uint8Array(0))])
}

function counts({ argumentCount = 0 }: PayloadParts, more: number): readonly number[] {
  return [argumentCount, ...Array.from({ length: more }, () => 0)]
}

function localCount({ locals = [] }: PayloadParts): number {
  return locals.length
}

function limits({ stackSize = 8, flags = 0x43 }: PayloadParts): readonly number[] {
  return [stackSize, flags]
}

function localsPlus({ locals = [], cells = [], frees = [] }: PayloadParts) {
  const kinds = [...locals.map(() => 0x20), ...cells.map(() => 0x40), ...frees.map(() => 0x80)]
  return { variables: [...locals, ...cells, ...frees], kinds: Uint8Array.from(kinds) }
}

export function none(): Uint8Array {
  return Uint8Array.of(0x4e)
}

export function integer(value: number): Uint8Array {
  return joined([Uint8Array.of(0x69), i32(value)])
}

function bytes(content: Uint8Array): Uint8Array {
  return joined([Uint8Array.of(0x73), i32(content.length), content])
}

export function text(content: string): Uint8Array {
  const encoded = new TextEncoder().encode(content)
  return joined([Uint8Array.of(0x75), i32(encoded.length), encoded])
}

export function tuple(items: readonly Uint8Array[]): Uint8Array {
  return joined([Uint8Array.of(0x28), i32(items.length), ...items])
}

function i32(value: number): Uint8Array {
  return new Uint8Array(Int32Array.of(value).buffer)
}

export function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}

function latin1(value: string): Uint8Array {
  return Uint8Array.from(value, (character) => character.charCodeAt(0))
}
