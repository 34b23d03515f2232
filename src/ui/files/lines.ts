import type { Row } from '../../engine/index.ts'
import type { Entry } from '../shared/entries.ts'
import type { Shape } from '../shared/Mark.tsx'
import { hasCode, type FormerRow, type RowOf, type TableView } from '../shared/tableView.ts'
import { settledLook, verdictLook, type VerdictLook } from '../shared/verdictLook.ts'

/** One file of the table: open, or as it was known in a former visit. */
export interface Line {
  readonly id: string
  readonly name: string
  /** From what was dropped. */
  readonly path: string
  readonly size: number
  readonly look: VerdictLook
  /** The verdict without what was set aside; null when nothing was. */
  readonly settled: VerdictLook | null
  /** Null while nothing is known. */
  readonly row: Row | null
  /** Null for a former visit's. */
  readonly entry: Entry | null
  /** When a former visit's was analysed; null for one that is open. */
  readonly at: string | null
  /** Lower case: what words are looked for in. */
  readonly text: string
}

const NOT_RECOGNISED = { word: 'Not recognised', shape: 'unknown' } as const

/** Lines of what is open, and then of former visits; a file that was dropped again stands once. */
export function linesOf(
  entries: readonly Entry[],
  former: readonly FormerRow[],
  lineOf: (entry: Entry) => Line,
): readonly Line[] {
  const open = entries.map(lineOf)
  const here = new Set(open.map(({ row }) => row?.sha256))
  return [...open, ...former.filter(({ key }) => !here.has(key)).map(formerLine)]
}

/** Makes the line of an entry; the same entry has the same line. */
export function lineMaker(rowOf: RowOf): (entry: Entry) => Line {
  const made = new WeakMap<Entry, Line>()
  return (entry) => {
    const before = made.get(entry)
    if (before !== undefined) return before
    const line = openLine(entry, rowOf(entry))
    made.set(entry, line)
    return line
  }
}

function openLine(entry: Entry, row: Row | null): Line {
  const { id, model, run, analysis } = entry
  const look = verdictLook(analysis?.report ?? null, run)
  const isStranger = row !== null && !row.isRecognised && run.kind === 'done'
  const shown = isStranger ? { ...look, ...NOT_RECOGNISED } : look
  const path = model.isFolder ? model.name : (model.files[0]?.path ?? model.name)
  return {
    ...{ id, name: model.name, path, row, entry, at: null, look: shown },
    size: model.files.reduce((sum, { file }) => sum + file.size, 0),
    settled: analysis === null ? null : settledLook(analysis.report, run),
    text: textOf(path, shown, row),
  }
}

const FORMER_LOOKS: Readonly<Record<Row['verdict'], readonly [word: string, shape: Shape]>> = {
  malicious: ['Malicious', 'critical'],
  suspicious: ['Suspicious', 'high'],
  review: ['Review', 'medium'],
  'not-analysed': ['Not analysed', 'unknown'],
  'benign-code': ['Benign code', 'ok'],
  clean: ['Clean', 'ok'],
}

const formerLines = new WeakMap<FormerRow, Line>()

function formerLine(former: FormerRow): Line {
  const before = formerLines.get(former)
  if (before !== undefined) return before
  const { key, at, row } = former
  const look = formerLook(row)
  const { name, path, size } = row
  const line = {
    ...{ id: `former-${key}`, name, path, size, row, at, look },
    ...{ entry: null, settled: null, text: textOf(path, look, row) },
  }
  formerLines.set(former, line)
  return line
}

/** What was not examined whole is not called clean later either. */
function formerLook({ verdict, complete, isRecognised, reason }: Row): VerdictLook {
  if (!isRecognised) return { ...NOT_RECOGNISED, reason }
  const isCalm = verdict === 'clean' || verdict === 'benign-code'
  if (isCalm && !complete) return { word: 'Nothing found', shape: 'unknown', reason }
  const [word, shape] = FORMER_LOOKS[verdict]
  return { word, shape, reason }
}

function textOf(path: string, { word, reason }: VerdictLook, row: Row | null): string {
  const known =
    row === null
      ? []
      : [
          ...[row.formatTitle, row.keras ?? '', row.python ?? '', row.sha256 ?? ''],
          ...row.rules,
          ...row.code.flatMap(({ name, layer, payload, likeness }) => [
            ...[name, layer ?? '', payload, likeness],
          ]),
        ]
  return [path, word, reason, ...known].join('\n').toLowerCase()
}

/** What the view lists. */
export function filtered(lines: readonly Line[], view: TableView): readonly Line[] {
  const { pivot, verdicts, hidesStrangers } = view
  const words = view.words
    .toLowerCase()
    .split(' ')
    .filter((word) => word !== '')
  return lines.filter(
    ({ text, look, row }) =>
      (verdicts.length === 0 || verdicts.includes(look.word)) &&
      !(hidesStrangers && row?.isRecognised === false) &&
      (pivot === null || (row !== null && hasCode(row, pivot))) &&
      words.every((word) => text.includes(word)),
  )
}

/** A row of the grid: a file, or the heading over those with the same code. */
export type GridRow =
  | {
      readonly kind: 'heading'
      readonly name: string
      /** SHA-256; null: of files without code. */
      readonly hash: string | null
      readonly count: number
    }
  | { readonly kind: 'file'; readonly line: Line; readonly group: string }

interface Group {
  readonly name: string
  readonly lines: Set<Line>
}

/** Files below the code that they have, those that most have first; a file with two stands below both. */
export function grouped(lines: readonly Line[], by: TableView['grouping']): readonly GridRow[] {
  if (by === 'none') return lines.map((line) => toFile(line, ''))
  const groups = new Map<string, Group>()
  for (const line of lines)
    for (const { name, payload, likeness } of line.row?.code ?? []) {
      const hash = by === 'code' ? likeness : payload
      const group = groups.get(hash) ?? { name, lines: new Set() }
      groups.set(hash, group)
      group.lines.add(line)
    }
  const ordered = [...groups].toSorted(([, a], [, b]) => b.lines.size - a.lines.size)
  const without = lines.filter(({ row }) => (row?.code.length ?? 0) === 0)
  return [
    ...ordered.flatMap(([hash, { name, lines: members }]) => toGroup(name, hash, [...members])),
    ...(without.length === 0 ? [] : toGroup('', null, without)),
  ]
}

function toGroup(name: string, hash: string | null, lines: readonly Line[]): readonly GridRow[] {
  const heading = { kind: 'heading', name, hash, count: lines.length } as const
  return [heading, ...lines.map((line) => toFile(line, hash ?? 'none'))]
}

function toFile(line: Line, group: string): GridRow {
  return { kind: 'file', line, group }
}

/** The words of verdicts that there are, with how many files have each, worst first. */
export function verdictCounts(
  lines: readonly Line[],
): readonly { readonly word: string; readonly shape: Shape; readonly count: number }[] {
  const counts = new Map<string, { readonly shape: Shape; count: number }>()
  for (const { look } of lines) {
    const known = counts.get(look.word) ?? { shape: look.shape, count: 0 }
    known.count++
    counts.set(look.word, known)
  }
  return [...counts]
    .map(([word, { shape, count }]) => ({ word, shape, count }))
    .toSorted((a, b) => SHAPES.indexOf(a.shape) - SHAPES.indexOf(b.shape))
}

const SHAPES: readonly Shape[] = [
  ...(['critical', 'high', 'medium', 'low', 'info', 'unknown', 'ok', 'running'] as const),
]
