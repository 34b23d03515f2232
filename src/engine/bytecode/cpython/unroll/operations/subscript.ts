import type { Folding } from '../Folding.ts'
import { isBasic, lengthOf, rangeLength } from './items.ts'
import { integer, keyOf, list, numberIn, text, UNKNOWN, type List, type Value } from '../values.ts'

/** The borders of a slice; null where none stands, undefined where it is not known. */
export interface Borders {
  readonly lower: number | null | undefined
  readonly upper: number | null | undefined
  readonly step: number | null | undefined
}

/** The item of a value that is known. */
export function itemAt(owner: Value, key: Value): Value {
  if (owner.kind === 'dict') return dictItem(owner, key)
  const at = numberIn(key)
  const length = lengthOf(owner)
  if (at === undefined || length === undefined) return UNKNOWN
  const place = at < 0 ? at + length : at
  return place < 0 || place >= length ? UNKNOWN : itemInside(owner, place)
}

function itemInside(owner: Value, place: number): Value {
  if (owner.kind === 'text') return text(characterAt(owner.text, place), owner.trace)
  if (owner.kind === 'bytes') return integer(owner.bytes[place] ?? 0, owner.trace)
  if (owner.kind === 'range') return integer(owner.start + place * owner.step)
  return owner.kind === 'list' ? (owner.items[place] ?? UNKNOWN) : UNKNOWN
}

function dictItem({ entries, isLost }: Extract<Value, { kind: 'dict' }>, key: Value): Value {
  const name = keyOf(key)
  return name === undefined || isLost ? UNKNOWN : (entries.get(name)?.[1] ?? UNKNOWN)
}

function characterAt(content: string, place: number): string {
  return isBasic(content) ? content.charAt(place) : (Array.from(content)[place] ?? '')
}

/** A slice of a value that is known. */
export function slice(owner: Value, borders: Borders, folding: Folding): Value {
  const length = lengthOf(owner)
  const places = length === undefined ? undefined : placesOf(borders, length)
  if (places === undefined || !folding.budget.affords(places.count)) return UNKNOWN
  const operation = isReversal(borders) ? 'reverse' : 'slice'
  if (owner.kind === 'text')
    return folding.tracer.made(operation, [owner], pickText(owner.text, places))
  if (owner.kind === 'bytes')
    return folding.tracer.made(operation, [owner], pick(owner.bytes, places))
  if (owner.kind === 'list') return sliceList(owner, places, folding, operation)
  return owner.kind === 'range' ? sliceRange(owner, places) : UNKNOWN
}

function isReversal({ lower, upper, step }: Borders): boolean {
  return step === -1 && lower === null && upper === null
}

interface Places {
  readonly start: number
  readonly step: number
  readonly count: number
}

/** `slice.indices` of CPython. */
function placesOf({ lower, upper, step: given }: Borders, length: number): Places | undefined {
  const step = given === null ? 1 : given
  if (lower === undefined || upper === undefined || step === undefined || step === 0)
    return undefined
  const [least, most] = step > 0 ? [0, length] : [-1, length - 1]
  const clamp = (border: number) =>
    Math.min(Math.max(border < 0 ? border + length : border, least), most)
  const [first, last] = step > 0 ? [least, most] : [most, least]
  const start = lower === null ? first : clamp(lower)
  const stop = upper === null ? last : clamp(upper)
  return { start, step, count: Math.max(0, Math.ceil((stop - start) / step)) }
}

function pickText(content: string, places: Places): string {
  const { start, step, count } = places
  if (!isBasic(content)) {
    const characters = Array.from(content)
    return indexes(places)
      .map((at) => characters[at] ?? '')
      .join('')
  }
  if (step === 1) return content.slice(start, start + count)
  let made = ''
  for (let taken = 0; taken < count; taken++) made += content.charAt(start + taken * step)
  return made
}

function pick(content: Uint8Array, { start, step, count }: Places): Uint8Array {
  if (step === 1) return content.slice(start, start + count)
  return Uint8Array.from({ length: count }, (_, taken) => content[start + taken * step] ?? 0)
}

function indexes({ start, step, count }: Places): readonly number[] {
  return Array.from({ length: count }, (_, taken) => start + taken * step)
}

function sliceList(owner: List, places: Places, { tracer }: Folding, operation: string): Value {
  const items = indexes(places).map((at) => owner.items[at] ?? UNKNOWN)
  return list(owner.type, items, tracer.through(owner.trace, operation))
}

function sliceRange(
  owner: Extract<Value, { kind: 'range' }>,
  { start, step, count }: Places,
): Value {
  if (rangeLength(owner) === 0) return owner
  const first = owner.start + start * owner.step
  const stride = owner.step * step
  return { kind: 'range', start: first, stop: first + count * stride, step: stride }
}
