import { counted } from '../shared/quantities.ts'
import { MAX_LINES, type Line } from './TextDocument.ts'

const MAX_INDENT = 40 // levels; deeper ones stand there too
const STEP = '  '
const [QUOTE, BACKSLASH, COMMA, COLON] = [0x22, 0x5c, 0x2c, 0x3a]
const OPENING = new Set([0x5b, 0x7b])
const CLOSING = new Set([0x5d, 0x7d])
const DECODER = new TextDecoder('utf-8', { ignoreBOM: true })
const BLANK = new Set([0x20, 0x09, 0x0a, 0x0d])

/**
 * JSON on lines of its own for each value, with the bytes of each line. Works on tokens: what is odd in the text
 * (duplicate keys, NaN, numbers too long, faults) stays as it is. UTF-8. At most `MAX_LINES`, the last of which then
 * says how much is left.
 */
export function formatJson(bytes: Uint8Array): readonly Line[] {
  const page: Page = { lines: [], depth: 0, open: null }
  for (let at = 0; at < bytes.length;) {
    if (page.lines.length >= MAX_LINES) return [...page.lines, leftOver(bytes.length - at)]
    const end = tokenEnd(bytes, at)
    const first = bytes[at] ?? 0
    if (!BLANK.has(first)) addToken(page, { first, bytes, at, end })
    at = end
  }
  endLine(page)
  return page.lines
}

/** The line that stands for what is not shown. */
export function leftOver(lengthBytes: number): Line {
  return { text: `… ${counted(lengthBytes, 'more byte')}: save it to see all`, range: null }
}

interface Page {
  readonly lines: Line[]
  depth: number
  open: { text: string; readonly offset: number; end: number } | null
}

interface Token {
  readonly first: number
  readonly bytes: Uint8Array
  readonly at: number
  readonly end: number
}

function addToken(page: Page, { first, bytes, at, end }: Token): void {
  if (CLOSING.has(first) && !isJustOpened(bytes, at)) {
    endLine(page)
    page.depth = Math.max(0, page.depth - 1)
  }
  const text = first === COLON ? ': ' : textOf(bytes.subarray(at, end))
  page.open ??= { text: STEP.repeat(Math.min(page.depth, MAX_INDENT)), offset: at, end }
  page.open.text += text
  page.open.end = end
  if (OPENING.has(first) && !isClosedAtOnce(bytes, end)) {
    endLine(page)
    page.depth += 1
  }
  if (first === COMMA) endLine(page)
}

function endLine(page: Page): void {
  if (page.open === null) return
  const { text, offset, end } = page.open
  page.lines.push({ text, range: { offset, length: end - offset } })
  page.open = null
}

function textOf(token: Uint8Array): string {
  return token.length === 1 ? String.fromCharCode(token[0] ?? 0) : DECODER.decode(token)
}

function tokenEnd(bytes: Uint8Array, start: number): number {
  const first = bytes[start] ?? 0
  if (first === QUOTE) return stringEnd(bytes, start)
  if (BLANK.has(first)) return runEnd(bytes, start, (byte) => BLANK.has(byte))
  if (isMark(first)) return start + 1
  return runEnd(bytes, start, (byte) => !isMark(byte) && !BLANK.has(byte) && byte !== QUOTE)
}

function stringEnd(bytes: Uint8Array, start: number): number {
  for (let at = start + 1; at < bytes.length; at++) {
    if (bytes[at] === BACKSLASH) at += 1
    else if (bytes[at] === QUOTE) return at + 1
  }
  return bytes.length
}

function runEnd(bytes: Uint8Array, start: number, isIn: (byte: number) => boolean): number {
  let end = start + 1
  while (end < bytes.length && isIn(bytes[end] ?? 0)) end += 1
  return end
}

function isMark(byte: number): boolean {
  return byte === COMMA || byte === COLON || OPENING.has(byte) || CLOSING.has(byte)
}

/** Whether the bracket before `end` is closed by the next token. */
function isClosedAtOnce(bytes: Uint8Array, end: number): boolean {
  let at = end
  while (BLANK.has(bytes[at] ?? 0)) at += 1
  return CLOSING.has(bytes[at] ?? 0)
}

function isJustOpened(bytes: Uint8Array, at: number): boolean {
  let before = at - 1
  while (before >= 0 && BLANK.has(bytes[before] ?? 0)) before -= 1
  return OPENING.has(bytes[before] ?? 0)
}
