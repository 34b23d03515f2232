import { RotateCw, StickyNote, X } from 'lucide-react'
import { escapeText, shorten } from '../../engine/model/escapeText.ts'
import { classes } from '../shared/classes.ts'
import { IconButton } from '../shared/controls.tsx'
import { HostileText } from '../shared/HostileText.tsx'
import { Mark } from '../shared/Mark.tsx'
import { Message } from '../shared/Message.tsx'
import { counted, toCountText, toSizeText } from '../shared/quantities.ts'
import type { TableView } from '../shared/tableView.ts'
import { toDayText, toTimeText } from '../shared/timeText.ts'
import type { VerdictLook } from '../shared/verdictLook.ts'
import { cellOf, COLUMNS, type ColumnId } from './columns.ts'
import styles from './FilesPane.module.css'
import type { GridRow, Line } from './lines.ts'
import { canRetry } from './retry.ts'

interface Props {
  readonly line: Line
  readonly isMarked: boolean
  readonly note: string
  readonly onMark: () => void
  readonly onCancel: () => void
  readonly onRetry: () => void
}

export function FileRow({ line, isMarked, note, onMark, onCancel, onRetry }: Props) {
  const { look, settled } = line
  return (
    <div className={classes(styles.row, isQuiet(line) && styles.quiet)}>
      <span role="gridcell" onDoubleClick={(event) => event.stopPropagation()}>
        <input
          type="checkbox"
          tabIndex={-1}
          aria-label={`Mark ${escapeText(shorten(line.name, 80))}`}
          checked={isMarked}
          onChange={onMark}
        />
      </span>
      <span role="gridcell" className={styles.verdict} data-shape={look.shape}>
        <Mark shape={look.shape} /> {look.word}
        {settled !== null && <Settled look={settled} />}
      </span>
      {COLUMNS.slice(1).map(({ id }) => (
        <span key={id} role="gridcell" className={styles[id]} title={hint(line, id)}>
          <Cell line={line} column={id} />
        </span>
      ))}
      <span role="gridcell" title={note === '' ? undefined : escapeText(shorten(note, 1_000))}>
        {note !== '' && <StickyNote size={14} role="img" aria-label="has a note" />}
      </span>
      <span role="gridcell" className={styles.action}>
        <RowAction entry={line.entry} onCancel={onCancel} onRetry={onRetry} />
      </span>
    </div>
  )
}

/** A file of a former visit, or one that is no model. */
function isQuiet({ entry, row }: Line): boolean {
  return entry === null || row?.isRecognised === false
}

interface RowActionProps extends Pick<Props, 'onCancel' | 'onRetry'> {
  readonly entry: Line['entry']
}

function RowAction({ entry, onCancel, onRetry }: RowActionProps) {
  if (canRetry(entry)) return <IconButton icon={RotateCw} label="Analyse again" onClick={onRetry} />
  const isOpen = entry?.run.kind === 'running' || entry?.run.kind === 'waiting'
  return isOpen ? <IconButton icon={X} label="Cancel" onClick={onCancel} /> : null
}

interface GroupHeadingProps {
  readonly row: Extract<GridRow, { readonly kind: 'heading' }>
  readonly grouping: TableView['grouping']
  readonly onView: (change: (view: TableView) => TableView) => void
}

/** What the files below it have in common; a click lists only these. */
export function GroupHeading({ row, grouping, onView }: GroupHeadingProps) {
  const { name, hash, count } = row
  if (hash === null || grouping === 'none')
    return (
      <div role="gridcell" className={styles.groupHead}>
        Without code · {counted(count, 'file')}
      </div>
    )
  return (
    <div role="gridcell" className={styles.groupHead}>
      <HostileText text={name} most={48} /> · {counted(count, 'file')} ·{' '}
      {grouping === 'code' ? 'same code' : 'same bytes'} <code>{hash.slice(0, 16)}</code>
      <button
        type="button"
        className={styles.link}
        onClick={() => onView((view) => ({ ...view, pivot: { by: grouping, hash, name } }))}
      >
        List only these
      </button>
    </div>
  )
}

/** The verdict without what was set aside. */
function Settled({ look: { word } }: { readonly look: VerdictLook }) {
  const text = `${word} without what was set aside`
  return (
    <span className={styles.settled} title={text} aria-label={text}>
      → {word}
    </span>
  )
}

function Cell({ line, column }: { readonly line: Line; readonly column: ColumnId }) {
  const value = cellOf(line, column)
  if (column === 'reason' && line.entry?.run.kind === 'running') return <Doing line={line} />
  if (column === 'size') return <>{toSizeText(Number(value))}</>
  if (column === 'hash') return <>{String(value).slice(0, 10)}</>
  if (column === 'reason') return <Reason line={line} text={String(value)} />
  return <HostileText text={String(value)} most={48} />
}

/** Of a former visit, first on which day that was. */
function Reason({ line: { at }, text }: { readonly line: Line; readonly text: string }) {
  return (
    <>
      {at !== null && <span className={styles.visit}>{toDayText(at)} · </span>}
      <Message text={text} most={200} />
    </>
  )
}

/** The whole of what a cell may have to cut. */
function hint(line: Line, column: ColumnId): string {
  const value = cellOf(line, column)
  if (column === 'size') return `${toCountText(Number(value))} bytes`
  if (column === 'name') return escapeText(shorten(line.path, 1_000))
  if (column === 'reason' && line.at !== null)
    return `Analysed ${toTimeText(line.at)}; drop the file again to open it. ${escapeText(shorten(String(value), 1_000))}`
  return escapeText(shorten(String(value), 1_000))
}

/** What is being done, before what is known so far. */
function Doing({ line: { entry } }: { readonly line: Line }) {
  const progress = entry?.run.kind === 'running' ? entry.run.progress : null
  if (progress === null) return <>opening</>
  const { doing, done, total } = progress
  return (
    <>
      {total > 0 && `${Math.floor((100 * done) / total)} % · `}
      <HostileText text={doing} />
    </>
  )
}
