// Comma-separated values: https://www.rfc-editor.org/rfc/rfc4180
import { escapeText } from '../model/escapeText.ts'
import type { Row } from './Row.ts'

/** A row with what the analyst says of it. */
export interface NotedRow extends Row {
  readonly note: string
}

const COLUMNS: readonly (readonly [name: string, cell: (row: NotedRow) => string | number])[] = [
  ['verdict', ({ verdict }) => verdict],
  ['reason', ({ reason }) => reason],
  ['name', ({ name }) => name],
  ['path', ({ path }) => path],
  ['format', ({ formatTitle }) => formatTitle],
  ['keras', ({ keras }) => keras ?? ''],
  ['python', ({ python }) => python ?? ''],
  ['code_objects', ({ codeCount }) => codeCount],
  ['top_rule', ({ top }) => top?.rule ?? ''],
  ['top_severity', ({ top }) => top?.severity ?? ''],
  ['top_finding', ({ top }) => (top === null ? '' : `${top.title}: ${top.message}`)],
  ['rules', ({ rules }) => rules.join(' ')],
  ['payload_sha256', ({ code }) => [...new Set(code.map(({ payload }) => payload))].join(' ')],
  ['code_sha256', ({ code }) => [...new Set(code.map(({ likeness }) => likeness))].join(' ')],
  ['everything_examined', ({ complete }) => (complete ? 'yes' : 'no')],
  ['problems', ({ problems }) => problems],
  ['size', ({ size }) => size],
  ['sha256', ({ sha256 }) => sha256 ?? ''],
  ['note', ({ note }) => note],
]

/** A table with a line of names, lines ended by CR LF. What a spreadsheet would compute is made text. */
export function toCsv(rows: readonly NotedRow[]): string {
  return [csvHead(), ...rows.map(csvLine)].join('')
}

export function csvHead(): string {
  return lineOf(COLUMNS.map(([name]) => name))
}

export function csvLine(row: NotedRow): string {
  return lineOf(COLUMNS.map(([, cell]) => cell(row)))
}

function lineOf(cells: readonly (string | number)[]): string {
  return `${cells.map(toCell).join(',')}\r\n`
}

// Also after what other spreadsheets separate cells by; the full-width forms are folded to the others by some.
const COMPUTED = /(^|[;\t\r\n|])([\s"'\u200b-\u200f\ufeff]{0,16}[-=+@＝＋－＠\t\r])/gu

/**
 * A cell: quoted where it must be, and with `'` before what a spreadsheet would take for a formula (`=`, `+`, `-`,
 * `@`, a tab or a carriage return at its beginning): https://owasp.org/www-community/attacks/CSV_Injection
 */
export function toCell(value: string | number): string {
  if (typeof value === 'number') return String(value)
  const text = escapeText(value.replace(COMPUTED, "$1'$2"))
  return /[",;\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
