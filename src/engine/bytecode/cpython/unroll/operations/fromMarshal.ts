import type { MarshalValue } from '../../../../encodings/marshal/Marshal.ts'
import {
  bytes,
  dict,
  integer,
  list,
  text,
  UNKNOWN,
  type List,
  type Trace,
  type Value,
} from '../values.ts'

const MAX_DEPTH = 40 // containers in containers
const MAX_VALUES = 100_000 // of one constant: shared tuples can stand for any number

/** A constant as a value; texts and bytes know where they stand. */
export function fromMarshal(value: MarshalValue): Value {
  return convert(value, { depth: 0, left: MAX_VALUES })
}

/** How deep it is, and how many values may still be made. */
interface State {
  depth: number
  left: number
}

function convert(value: MarshalValue, state: State): Value {
  state.left--
  if (value.kind === 'text') return text(value.text, traceAt(value, value.text))
  if (value.kind === 'bytes') return bytes(value.bytes, traceAt(value, value.bytes))
  return scalar(value) ?? nested(value, state)
}

function scalar(value: MarshalValue): Value | undefined {
  if (value.kind === 'integer') return integer(value.value)
  if (value.kind === 'boolean' || value.kind === 'float') return { ...value }
  const isSingle = value.kind === 'none' || value.kind === 'ellipsis' || value.kind === 'code'
  return isSingle ? { kind: value.kind } : undefined
}

function nested(value: MarshalValue, state: State): Value {
  return state.left < 0 || state.depth === MAX_DEPTH ? UNKNOWN : container(value, state)
}

function container(value: MarshalValue, state: State): Value {
  state.depth++
  const made = containerOf(value, (item) => convert(item, state))
  state.depth--
  return made
}

function containerOf(value: MarshalValue, convertItem: (item: MarshalValue) => Value): Value {
  if ('items' in value) return list(typeOf(value.kind), value.items.map(convertItem))
  if ('entries' in value)
    return dict(value.entries.map(([key, each]) => [convertItem(key), convertItem(each)] as const))
  return UNKNOWN
}

function typeOf(kind: MarshalValue['kind']): List['type'] {
  if (kind === 'set' || kind === 'frozenset') return 'set'
  return kind === 'list' ? 'list' : 'tuple'
}

function traceAt({ offset, length }: MarshalValue, data: string | Uint8Array): Trace {
  return { origin: { offset, length }, last: null, data }
}
