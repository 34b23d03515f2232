import type { MarshalValue } from '../../../../encodings/marshal/Marshal.ts'
import { codePointsOf } from '../../../../encodings/python-repr/reprText.ts'
import { complexText, floatText, integerText } from './number.ts'
import { quoted } from './quoted.ts'
import type { Sheet } from './Sheet.ts'

const MAX_DEPTH = 100 // nested tuples; CPython's parser gives up at about as many parentheses

/** The source of a constant; a tuple bare. What no source makes is marked. */
export function constantText(value: MarshalValue, sheet: Sheet): string {
  return textOf(value, sheet, 0)
}

/** A constant where the compiler made it of a set display: `x in {1, 2}`, `for x in {1, 2}`. */
export function setText(value: MarshalValue, sheet: Sheet): string | null {
  if (value.kind !== 'frozenset' || value.items.length === 0) return null
  return `{${list(value.items, sheet, 0)}}`
}

/** A constant between the brackets of a subscript, where slices and `...` may stand. */
export function indexText(value: MarshalValue, sheet: Sheet): string {
  if (value.kind === 'slice') return sliceText(value, sheet)
  if (value.kind === 'ellipsis') return '...'
  if (value.kind !== 'tuple' || value.items.length === 0) return constantText(value, sheet)
  const items = value.items.map((item) =>
    item.kind === 'slice' || item.kind === 'ellipsis'
      ? indexText(item, sheet)
      : element(item, sheet, 1),
  )
  return items.length === 1 ? `${items.join('')},` : items.join(', ')
}

function sliceText(
  { start, stop, step }: Extract<MarshalValue, { kind: 'slice' }>,
  sheet: Sheet,
): string {
  sheet.needs(314)
  const [first = '', last = '', by = ''] = [start, stop, step].map((part) =>
    part.kind === 'none' ? '' : element(part, sheet, 1),
  )
  return `${first}:${last}${by === '' ? '' : `:${by}`}`
}

function textOf(value: MarshalValue, sheet: Sheet, depth: number): string {
  if (depth > MAX_DEPTH) return sheet.mark('nested too deeply')
  sheet.note(null)
  if (value.kind === 'tuple') return tupleText(value.items, sheet, depth)
  if (value.kind === 'frozenset') {
    sheet.isExact = false // there is no display of one: this is a call
    return value.items.length === 0
      ? 'frozenset()'
      : `frozenset({${list(value.items, sheet, depth)}})`
  }
  const text = leafText(value, sheet)
  sheet.spend(text.length)
  return text
}

function tupleText(items: readonly MarshalValue[], sheet: Sheet, depth: number): string {
  if (items.length === 0) return '()'
  return `${list(items, sheet, depth)}${items.length === 1 ? ',' : ''}`
}

function list(items: readonly MarshalValue[], sheet: Sheet, depth: number): string {
  return items.map((item) => element(item, sheet, depth + 1)).join(', ')
}

function element(value: MarshalValue, sheet: Sheet, depth: number): string {
  const text = textOf(value, sheet, depth)
  return value.kind === 'tuple' && value.items.length > 0 ? `(${text})` : text
}

function leafText(value: MarshalValue, sheet: Sheet): string {
  if (value.kind === 'integer') return integerText(value.value, value.isLong)
  if (value.kind === 'float') return floatText(value.value)
  if (value.kind === 'complex') return complexText(value.real, value.imaginary, sheet)
  if (value.kind === 'text' || value.kind === 'bytes') return stringText(value, sheet)
  if (value.kind === 'none' || value.kind === 'boolean') return sheet.repr.of(value)
  if (value.kind === 'ellipsis' && sheet.has(300)) return '...'
  return sheet.mark(sheet.repr.of(value))
}

function stringText(
  value: Extract<MarshalValue, { kind: 'text' | 'bytes' }>,
  sheet: Sheet,
): string {
  if (sheet.repr.isCut) return sheet.mark('left out: too much text')
  if (sheet.inside.length === 0) return sheet.repr.of(value)
  return value.kind === 'text'
    ? quoted(value.codePoints ?? codePointsOf(value.text), '', sheet)
    : quoted([...value.bytes].map(asciiOrNone), 'b', sheet)
}

/** A byte that has no character of its own becomes one that cannot be printed. */
function asciiOrNone(byte: number): number {
  return byte < 0x7f ? byte : 0
}
