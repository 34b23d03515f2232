import type { Field } from './layouts.ts'
import type { ContainerKind, MarshalValue, NumberField, ValueField } from './Marshal.ts'

/** A container that is being read. */
export interface Frame {
  readonly kind: ContainerKind
  readonly offset: number
  /** Its place in the reference table. */
  readonly slot: number | null
  readonly items: MarshalValue[]
  readonly fields: readonly Field[]
  readonly numbers: Map<NumberField, number>
  readonly values: Map<ValueField, MarshalValue>
  /** The field that comes next. */
  field: number
  /** Values still to come. */
  wanted: number
}

/** Of a dict, whose end is marked by NULL. */
export const UNCOUNTED = Number.POSITIVE_INFINITY

/** Opens a container; `wanted` of the counted kinds is for the caller to set. */
export function openFrame(
  kind: ContainerKind,
  { offset, slot, fields }: Pick<Frame, 'offset' | 'slot' | 'fields'>,
): Frame {
  const isCode = kind === 'code'
  return {
    kind,
    offset,
    slot,
    items: [],
    fields: isCode ? fields : [],
    numbers: new Map(),
    values: new Map(),
    field: 0,
    wanted: isCode ? fields.filter((field) => field.kind === 'value').length : firstWanted(kind),
  }
}

function firstWanted(kind: ContainerKind): number {
  return kind === 'slice' ? 3 : UNCOUNTED
}

/** Adds the value that comes next. */
export function addTo(frame: Frame, value: MarshalValue): void {
  frame.wanted--
  const field = frame.fields[frame.field]
  if (field?.kind !== 'value') {
    frame.items.push(value)
    return
  }
  frame.values.set(field.name, value)
  frame.field++
}

/** The value of a container with what has been read of it, which ends at `end`. */
export function finishFrame(frame: Frame, end: number): MarshalValue {
  const { kind, offset, items, numbers, values } = frame
  const place = { offset, length: end - offset }
  if (kind === 'code') return { kind, numbers, values, ...place }
  if (kind === 'dict' || kind === 'frozendict') return { kind, entries: pairs(items), ...place }
  if (kind !== 'slice') return { kind, items, ...place }
  const missing = { kind: 'missing', offset: end, length: 0 } as const
  const [start = missing, stop = missing, step = missing] = items
  return { kind, start, stop, step, ...place }
}

function pairs(items: readonly MarshalValue[]): (readonly [MarshalValue, MarshalValue])[] {
  const found: [MarshalValue, MarshalValue][] = []
  for (let at = 0; at + 1 < items.length; at += 2) {
    const [key, value] = items.slice(at, at + 2)
    if (key !== undefined && value !== undefined) found.push([key, value])
  }
  return found
}
