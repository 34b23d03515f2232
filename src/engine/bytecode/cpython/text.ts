// The text that `dis.dis` prints, one version's way. Source: Lib/dis.py of each version.
import type { Range } from '../../model/Listing.ts'
import type { ExceptionEntry } from './exceptionTable.ts'
import type { RawInstruction } from './instructions.ts'
import type { Version } from './versions/Version.ts'

export interface TextLine {
  readonly text: string
  /** Bytes of the payload that the line speaks of. */
  readonly range: Range | null
}

/** An instruction with what stands beside it. */
export interface Shown {
  readonly raw: RawInstruction
  readonly meaning: string
  /** Whether a line of the source begins here; `line` is null when it is one without a number. */
  readonly startsLine: boolean
  readonly line: number | null
  readonly range: Range
}

/** What one code object's text is made of. */
export interface Sheet {
  readonly version: Version
  readonly codeLength: number
  readonly instructions: readonly Shown[]
  /** Offsets that `dis` marks, and the number of their label. */
  readonly labels: ReadonlyMap<number, number>
  /** Lines of the source as the whole table gives them, null for "no line". */
  readonly lines: readonly (number | null)[]
  readonly exceptions: readonly ExceptionEntry[]
  readonly exceptionRange: Range
}

/** The text of one code object, without nested ones. */
export function textOf(sheet: Sheet): readonly TextLine[] {
  const format = FORMATS[sheet.version.text.kind](sheet)
  const lines: TextLine[] = []
  for (const shown of sheet.instructions) {
    if (shown.startsLine && shown.raw.index > 0 && format.spaced)
      lines.push({ text: '', range: null })
    lines.push({ text: format.line(shown), range: shown.range })
  }
  lines.push(...exceptionLines(sheet))
  return lines
}

interface Format {
  /** Whether a blank line stands before a new line of the source. */
  readonly spaced: boolean
  readonly line: (shown: Shown) => string
}

const OPCODE_WIDTH = 20
const ARGUMENT_WIDTH = 5
const NO_LINE = '  --'

const FORMATS: Readonly<Record<Version['text']['kind'], (sheet: Sheet) => Format>> = {
  'trailing blanks': (sheet) => {
    return { spaced: true, line: (shown) => offsetLine(shown, sheet, OLD_WIDTHS) }
  },
  offsets: (sheet) => {
    const widths = sheet.version.text.grows ? grownWidths(sheet) : OLD_WIDTHS
    const line = (shown: Shown) => offsetLine(shown, sheet, widths).trimEnd()
    return { spaced: widths.line > 0, line }
  },
  labels: (sheet) => {
    const widths = labelWidths(sheet)
    const line = (shown: Shown) => labelLine(shown, sheet, widths).trimEnd()
    return { spaced: widths.line > 0, line }
  },
}

const OLD_WIDTHS = { line: 3, offset: 4 }

function grownWidths({ lines, codeLength, version }: Sheet): { line: number; offset: number } {
  const last = lines.reduce<number>((most, line) => Math.max(most, line ?? 0), 0)
  const hidesEmpty = version.lines !== 'signed pairs' && version.lines !== OLD_PAIRS
  const lineWidth = last >= 1000 ? String(last).length : 3
  const offset = codeLength - 2 >= 10_000 ? String(codeLength - 2).length : 4
  return { line: lines.length === 0 && hidesEmpty ? 0 : lineWidth, offset }
}

const OLD_PAIRS = 'signed pairs within the code'

function offsetLine(
  { raw, meaning, startsLine, line }: Shown,
  { labels, version }: Sheet,
  widths: { line: number; offset: number },
): string {
  const { kind } = version.text
  const number = startsLine && line !== null ? String(line) : ''
  const first = widths.line > 0 ? `${number.padStart(widths.line)} ` : ''
  const mark = labels.has(raw.index) ? '>>' : '  '
  const offset = String(raw.index).padStart(widths.offset)
  const operation = `${first}    ${mark} ${offset} ${raw.opcode.name.padEnd(OPCODE_WIDTH)}`
  if (raw.argument === null) return operation
  const argument = String(raw.argument).padStart(ARGUMENT_WIDTH)
  const explains = meaning !== '' || (kind === 'trailing blanks' && isNamed(raw))
  return `${operation} ${argument}${explains ? ` (${meaning})` : ''}`
}

/** 2.7 prints parentheses around an empty name too. */
function isNamed({ opcode: { kind } }: RawInstruction): boolean {
  return kind === 'name' || kind === 'local' || kind === 'cell'
}

function labelWidths({ lines, labels }: Sheet): { line: number; label: number } {
  const label = 4 + String(labels.size).length
  const numbers = lines.filter((line) => line !== null)
  if (numbers.length === 0) return { line: 0, label }
  const most = numbers.reduce((last, line) => Math.max(last, line), -1)
  const width = Math.max(3, String(most).length)
  return { line: lines.includes(null) ? Math.max(width, NO_LINE.length) : width, label }
}

function labelLine(
  { raw, meaning, startsLine, line }: Shown,
  { labels }: Sheet,
  widths: { line: number; label: number },
): string {
  const label = labels.get(raw.index)
  const { name } = raw.opcode
  const lineText = line === null ? NO_LINE : String(line)
  const number = startsLine ? lineText : ''
  const first = widths.line > 0 ? `${number.padStart(widths.line)} ` : ''
  const mark = (label === undefined ? '' : `L${label}:`).padStart(widths.label)
  const operation = `${first}${mark}     ${name.padEnd(OPCODE_WIDTH)}`
  if (raw.argument === null) return operation
  const argumentWidth = ARGUMENT_WIDTH - Math.max(0, name.length - OPCODE_WIDTH)
  const argument = String(raw.argument).padStart(argumentWidth)
  return `${operation} ${argument}${meaning === '' ? '' : ` (${meaning})`}`
}

function exceptionLines({
  version,
  exceptions,
  labels,
  exceptionRange,
}: Sheet): readonly TextLine[] {
  if (exceptions.length === 0) return []
  const byLabel = version.text.kind === 'labels'
  const name = (offset: number) => (byLabel ? `L${labels.get(offset) ?? '?'}` : String(offset))
  const lines = exceptions.map(({ start, end, target, depth, lasti }) => {
    const last = byLabel ? end : end - 2
    return `  ${name(start)} to ${name(last)} -> ${name(target)} [${depth}]${lasti ? ' lasti' : ''}`
  })
  return ['ExceptionTable:', ...lines].map((text) => ({ text, range: exceptionRange }))
}
