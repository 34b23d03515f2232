/** A value as `marshal` wrote it. Offsets are bytes in the text that was read; a shared value is one object. */
export type MarshalValue =
  | (Placed & { readonly kind: 'none' | 'ellipsis' | 'stop-iteration' | 'null' })
  | (Placed & { readonly kind: 'boolean'; readonly value: boolean })
  | (Placed & {
      readonly kind: 'integer'
      readonly value: bigint
      /** Whether 2.x wrote it as a `long`. */
      readonly isLong: boolean
    })
  | (Placed & { readonly kind: 'float'; readonly value: number })
  | (Placed & { readonly kind: 'complex'; readonly real: number; readonly imaginary: number })
  | MarshalBytes
  | MarshalText
  | MarshalSequence
  | (Placed & {
      readonly kind: 'dict' | 'frozendict'
      readonly entries: readonly (readonly [MarshalValue, MarshalValue])[]
    })
  | (Placed & {
      readonly kind: 'slice'
      readonly start: MarshalValue
      readonly stop: MarshalValue
      readonly step: MarshalValue
    })
  | MarshalCode
  /** A reference to the container that it stands in. */
  | (Placed & { readonly kind: 'cycle'; readonly container: ContainerKind })
  /** Where reading stopped before there was a value. */
  | (Placed & { readonly kind: 'missing' })

interface Placed {
  readonly offset: number
  readonly length: number
}

/** `bytes` of 3.x, `str` of 2.x. `at` is where its content begins. */
interface MarshalBytes extends Placed {
  readonly kind: 'bytes'
  readonly bytes: Uint8Array
  readonly at: number
}

/** `str` of 3.x, `unicode` of 2.x. */
interface MarshalText extends Placed {
  readonly kind: 'text'
  readonly text: string
  /** The code points, when some are surrogates, which `text` cannot tell from pairs; else null. */
  readonly codePoints: readonly number[] | null
}

export interface MarshalSequence extends Placed {
  readonly kind: 'tuple' | 'list' | 'set' | 'frozenset'
  readonly items: readonly MarshalValue[]
}

export type ContainerKind =
  'tuple' | 'list' | 'set' | 'frozenset' | 'dict' | 'frozendict' | 'slice' | 'code'

/** A code object, its fields under the names of CPython. */
export interface MarshalCode extends Placed {
  readonly kind: 'code'
  /** Fields that hold numbers; those that its layout has not, or that were not reached, are not there. */
  readonly numbers: ReadonlyMap<NumberField, number>
  readonly values: ReadonlyMap<ValueField, MarshalValue>
}

export type NumberField =
  | 'argcount'
  | 'posonlyargcount'
  | 'kwonlyargcount'
  | 'nlocals'
  | 'stacksize'
  | 'flags'
  | 'firstlineno'

export type ValueField =
  | 'code'
  | 'consts'
  | 'names'
  | 'varnames'
  | 'freevars'
  | 'cellvars'
  | 'localsplusnames'
  | 'localspluskinds'
  | 'filename'
  | 'name'
  | 'qualname'
  | 'linetable'
  | 'exceptiontable'

/** The four orders in which CPython has written the fields of a code object, by the first version of each. */
export type Layout = '2.3' | '3.0' | '3.8' | '3.11'

export interface MarshalDocument {
  readonly root: MarshalValue
  /** Bytes read; what follows is not part of the value. */
  readonly length: number
  /** What is wrong, in order of offset. Reading stopped at the last one when `isComplete` is false. */
  readonly faults: readonly MarshalFault[]
  readonly isComplete: boolean
}

export interface MarshalFault {
  readonly message: string
  readonly offset: number
}

/** The values directly inside a value, as they were written. */
export function valuesIn(value: MarshalValue): readonly MarshalValue[] {
  if ('items' in value) return value.items
  if ('entries' in value) return value.entries.flat()
  if (value.kind === 'slice') return [value.start, value.stop, value.step]
  return value.kind === 'code' ? [...value.values.values()] : []
}
