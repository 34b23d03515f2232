import type {
  MarshalCode,
  MarshalValue,
  NumberField,
  ValueField,
} from '../../encodings/marshal/Marshal.ts'
import { nameOf } from './repr.ts'

/** A code object whose fields have been looked at: what is missing or of a wrong type is empty. */
export interface Code {
  readonly value: MarshalCode
  /** `co_code`. */
  readonly bytes: Uint8Array
  /** Where `bytes` begin in the payload. */
  readonly at: number
  readonly constants: readonly MarshalValue[]
  readonly names: readonly string[]
  /** `co_varnames`. */
  readonly variables: readonly string[]
  readonly cellVariables: readonly string[]
  readonly freeVariables: readonly string[]
  /** What the argument of LOAD_FAST counts in. */
  readonly locals: readonly string[]
  /** What the argument of LOAD_DEREF counts in. */
  readonly cells: readonly string[]
  readonly localKinds: Uint8Array
  readonly lineTable: Uint8Array
  readonly exceptionTable: Uint8Array
  readonly name: string
  readonly qualname: string | null
  readonly filename: string
}

// co_localspluskinds of 3.11 and later (Include/internal/pycore_code.h)
const CO_FAST_LOCAL = 0x20
const CO_FAST_CELL = 0x40
const CO_FAST_FREE = 0x80

/** Looks at the fields of a code object, of whatever layout. The same value gives the same code. */
export function toCode(value: MarshalCode): Code {
  const known = looked.get(value)
  if (known !== undefined) return known
  const code = readFields(value)
  looked.set(value, code)
  return code
}

/** Teller, listing and decompiler each ask for the same code objects. */
const looked = new WeakMap<MarshalCode, Code>()

function readFields(value: MarshalCode): Code {
  const field = (name: ValueField) => value.values.get(name)
  const code = field('code')
  const qualname = field('qualname')
  return {
    value,
    bytes: bytesOf(code),
    at: code?.kind === 'bytes' ? code.at : value.offset,
    constants: itemsOf(field('consts')),
    names: itemsOf(field('names')).map(nameOf),
    ...variablesOf(value),
    localKinds: bytesOf(field('localspluskinds')),
    lineTable: bytesOf(field('linetable')),
    exceptionTable: bytesOf(field('exceptiontable')),
    name: nameOf(field('name')),
    qualname: qualname === undefined ? null : nameOf(qualname),
    filename: nameOf(field('filename')),
  }
}

/** A number of the code object; 0 when its layout has none. */
export function numberOf(code: Code, field: NumberField): number {
  return code.value.numbers.get(field) ?? 0
}

type Variables = Pick<Code, 'variables' | 'cellVariables' | 'freeVariables' | 'locals' | 'cells'>

function variablesOf({ values }: MarshalCode): Variables {
  const plus = values.get('localsplusnames')
  if (plus !== undefined) return variablesByKind(itemsOf(plus).map(nameOf), values)
  const variables = itemsOf(values.get('varnames')).map(nameOf)
  const cellVariables = itemsOf(values.get('cellvars')).map(nameOf)
  const freeVariables = itemsOf(values.get('freevars')).map(nameOf)
  const cells = [...cellVariables, ...freeVariables]
  return { variables, cellVariables, freeVariables, locals: variables, cells }
}

function variablesByKind(names: readonly string[], values: MarshalCode['values']): Variables {
  const kinds = bytesOf(values.get('localspluskinds'))
  const ofKind = (bit: number) => names.filter((_, at) => ((kinds[at] ?? 0) & bit) !== 0)
  return {
    variables: ofKind(CO_FAST_LOCAL),
    cellVariables: ofKind(CO_FAST_CELL),
    freeVariables: ofKind(CO_FAST_FREE),
    locals: names,
    cells: names,
  }
}

function itemsOf(value: MarshalValue | undefined): readonly MarshalValue[] {
  return value?.kind === 'tuple' ? value.items : []
}

function bytesOf(value: MarshalValue | undefined): Uint8Array {
  return value?.kind === 'bytes' ? value.bytes : new Uint8Array(0)
}
