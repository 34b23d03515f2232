// Values of marshal where they stand: code objects field by field, containers item by item.
// Specification: Python/marshal.c of CPython 2.7 and 3.4 to 3.15.
import { LAYOUTS, type Field as LayoutField } from '../encodings/marshal/layouts.ts'
import type { Layout, MarshalCode, MarshalValue } from '../encodings/marshal/Marshal.ts'
import { valuesIn } from '../encodings/marshal/Marshal.ts'
import { readMarshal } from '../encodings/marshal/readMarshal.ts'
import { shortValue, type FieldKind, type FieldNode } from './Field.ts'

const REFERENCE_BYTES = 5 // `r` or `R`, and a number
const NUMBER_BYTES = 4
const TYPE_MASK = 0x7f

interface Reading {
  readonly bytes: Uint8Array
  readonly layout: Layout
}

/** The value at the start of `bytes`, code objects in the layout of that version; offsets are in `bytes`. */
export function* marshalFields(bytes: Uint8Array, layout: Layout): Generator<FieldNode> {
  const { root, faults } = readMarshal(bytes, layout)
  yield toNode(root, 'value', { bytes, layout })
  for (const { message, offset } of faults)
    yield {
      name: 'broken',
      offset: Math.min(offset, bytes.length),
      length: 0,
      value: message,
      kind: 'broken',
    }
}

function toNode(value: MarshalValue, name: string, reading: Reading): FieldNode {
  const { kind, offset, length } = value
  const node = { name, offset, length, value: shownValue(value), kind: KINDS.get(kind) ?? 'number' }
  const holds = kind === 'code' || valuesIn(value).length > 0
  return holds ? { ...node, inside: () => insideOf(value, reading) } : node
}

function* insideOf(value: MarshalValue, reading: Reading): Generator<FieldNode> {
  const { offset } = value
  yield {
    name: 'type',
    offset,
    length: 1,
    value: typeText(reading.bytes[offset]),
    kind: 'signature',
  }
  if (value.kind === 'code') {
    yield* codeFields(value, reading)
    return
  }
  let at = offset + 1
  const countBytes = countWidth(reading.bytes[offset])
  if (countBytes > 0) {
    const count = String(valuesIn(value).length)
    yield { name: 'count', offset: at, length: countBytes, value: count, kind: 'number' }
    at += countBytes
  }
  for (const [index, item] of valuesIn(value).entries()) {
    const node = placed(item, `[${index}]`, at, reading)
    yield node
    at = node.offset + node.length
  }
}

/** The fields in the order of the layout; numbers stand between the values. */
function* codeFields(code: MarshalCode, reading: Reading): Generator<FieldNode> {
  let at = code.offset + 1
  for (const field of LAYOUTS[reading.layout]) {
    const node = codeField(code, field, { at, reading })
    if (node === undefined) return
    yield node
    at = node.offset + node.length
  }
}

function codeField(
  { numbers, values }: MarshalCode,
  field: LayoutField,
  { at, reading }: { readonly at: number; readonly reading: Reading },
): FieldNode | undefined {
  const name = `co_${field.name}`
  if (field.kind === 'value') {
    const value = values.get(field.name)
    return value === undefined ? undefined : placed(value, name, at, reading)
  }
  const number = numbers.get(field.name)
  if (number === undefined) return undefined
  return { name, offset: at, length: NUMBER_BYTES, value: String(number), kind: 'number' }
}

/** A value that stands elsewhere takes the bytes of a reference here. */
function placed(value: MarshalValue, name: string, at: number, reading: Reading): FieldNode {
  if (value.offset === at) return toNode(value, name, reading)
  const shown = `reference to byte ${value.offset}: ${shownValue(value)}`
  return { name, offset: at, length: REFERENCE_BYTES, value: shortValue(shown), kind: 'address' }
}

const KINDS: ReadonlyMap<MarshalValue['kind'], FieldKind> = new Map([
  ['code', 'code'],
  ['bytes', 'data'],
  ['text', 'text'],
  ['tuple', 'structure'],
  ['list', 'structure'],
  ['set', 'structure'],
  ['frozenset', 'structure'],
  ['dict', 'structure'],
  ['frozendict', 'structure'],
  ['slice', 'structure'],
  ['missing', 'broken'],
])

function shownValue(value: MarshalValue): string {
  if (value.kind === 'text') return shortValue(JSON.stringify(value.text.slice(0, 200)))
  if (value.kind === 'bytes') return `${value.bytes.length} bytes`
  if (value.kind === 'integer' && value.length > MAX_SHOWN_BYTES)
    return `an integer of ${value.length} bytes`
  if (value.kind === 'code') return codeName(value)
  return 'value' in value ? String(value.value) : value.kind
}

const MAX_SHOWN_BYTES = 40 // of an integer; longer ones hide something, which is not read here

function codeName({ values }: MarshalCode): string {
  const name = values.get('name')
  return name?.kind === 'text' ? `code of ${name.text.slice(0, 60)}` : 'code'
}

function typeText(byte: number | undefined): string {
  const type = (byte ?? 0) & TYPE_MASK
  const isShared = (byte ?? 0) > TYPE_MASK
  return `'${String.fromCharCode(type)}'${isShared ? ', kept for references' : ''}`
}

/** Bytes of the count behind a container's type: one in short tuples, none in dicts and slices. */
function countWidth(byte: number | undefined): number {
  const type = String.fromCharCode((byte ?? 0) & TYPE_MASK)
  if (type === ')') return 1
  return ['(', '[', '<', '>'].includes(type) ? 4 : 0
}
