import type { Operand } from '../../../model/Operation.ts'

/** One text that an input may hold when the graph runs. */
export interface Text {
  /** What is only known at run time stands in it as `…`. */
  readonly bytes: Uint8Array
  readonly from: Operand['from']
  /** Whether nothing in it is left open. */
  readonly isWhole: boolean
}

const MAX_TEXTS = 16 // that one input may hold; a list of files shows its first ones
const MAX_TEXT_BYTES = 4 * 1024 * 1024 // of one text: a nested graph of a thousand operations has a tenth

const HOLE = new TextEncoder().encode('…')
const CERTAINTY: readonly Operand['from'][] = ['literal', 'asset', 'argument', 'unknown']

/** A text of which only the origin is known. */
export function open(from: Operand['from']): Text {
  return { bytes: HOLE, from, isWhole: false }
}

export const UNKNOWN: readonly Text[] = [open('unknown')]
export const ARGUMENT: readonly Text[] = [open('argument')]

export function literal(bytes: Uint8Array): Text {
  return { bytes, from: 'literal', isWhole: true }
}

export function literalText(text: string): Text {
  return literal(new TextEncoder().encode(text))
}

/** The least certain origin of some texts; `unknown` when there are none. */
export function leastCertain(texts: readonly Text[]): Operand['from'] {
  const worst = Math.max(-1, ...texts.map(({ from }) => CERTAINTY.indexOf(from)))
  return CERTAINTY[worst] ?? 'unknown'
}

/** The different ones among some texts, the first of them. */
export function distinct(texts: readonly Text[]): readonly Text[] {
  const found = new Map<string, Text>()
  for (const text of texts) {
    const key = `${text.from} ${latin1(text.bytes)}`
    if (!found.has(key)) found.set(key, text)
    if (found.size === MAX_TEXTS) break
  }
  return [...found.values()]
}

/** Every way to put one text of each of `columns` in a row. */
export function combinations(columns: readonly (readonly Text[])[]): readonly (readonly Text[])[] {
  let rows: readonly (readonly Text[])[] = [[]]
  for (const column of columns)
    rows = rows.flatMap((row) => column.map((text) => [...row, text])).slice(0, MAX_TEXTS)
  return rows
}

/** Some texts one after the other. */
export function joined(texts: readonly Text[]): Text {
  const [only, ...others] = texts
  if (only !== undefined && others.length === 0) return only
  const size = texts.reduce((sum, { bytes }) => sum + bytes.length, 0)
  const from = texts.length === 0 ? 'literal' : leastCertain(texts)
  if (size > MAX_TEXT_BYTES) return open(from)
  const bytes = new Uint8Array(size)
  let length = 0
  for (const text of texts) {
    bytes.set(text.bytes, length)
    length += text.bytes.length
  }
  return { bytes, from, isWhole: texts.every(({ isWhole }) => isWhole) }
}

/** Bytes as text of one character each, so that they can be compared and cut as strings. */
export function latin1(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += CHUNK)
    text += String.fromCharCode(...bytes.subarray(at, at + CHUNK))
  return text
}

const CHUNK = 8_192 // arguments of one call

export function fromLatin1(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0))
}
