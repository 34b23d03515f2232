import { ArrowDown, ArrowUp, RotateCw, X } from 'lucide-react'
import { useEffect, useMemo, useRef, useState } from 'react'
import { IconButton } from '../shared/controls.tsx'
import type { Entry } from '../shared/entries.ts'
import { escapeText, shorten } from '../../engine/model/escapeText.ts'
import { HostileText } from '../shared/HostileText.tsx'
import { Mark } from '../shared/Mark.tsx'
import { Message } from '../shared/Message.tsx'
import { counted, toCountText, toSizeText } from '../shared/quantities.ts'
import { settledLook, verdictLook, type VerdictLook } from '../shared/verdictLook.ts'
import { VirtualRows } from '../shared/VirtualRows.tsx'
import { cellOf, COLUMNS, nextSorting, sorted, type ColumnId, type Sorting } from './columns.ts'
import styles from './FilesPane.module.css'

interface Props {
  readonly entries: readonly Entry[]
  /** The row to begin at: the file that was open last. */
  readonly last: string | null
  readonly onOpen: (id: string) => void
  readonly onCancel: (id: string) => void
  readonly onRetry: (id: string) => void
}

/** All files that were dropped, with their verdicts: gone through with the keyboard, opened with Enter. */
export function FilesPane({ entries, last, onOpen, onCancel, onRetry }: Props) {
  const [sorting, setSorting] = useState<Sorting>(null)
  const [active, setActive] = useState(last ?? entries[0]?.id ?? '')
  const rows = useMemo(() => sorted(entries, sorting), [entries, sorting])
  const table = useRef<HTMLElement>(null)
  useEffect(() => table.current?.querySelector<HTMLElement>('[role="grid"]')?.focus(), [])
  const idAt = (index: number): string => rows[index]?.id ?? ''
  return (
    <main className={styles.files} ref={table}>
      <h1 className={styles.unseen}>Files</h1>
      <div className={styles.head} role="group" aria-label="Sort by">
        {COLUMNS.map(({ id, title }) => (
          <HeadCell
            key={id}
            title={title}
            isDescending={sorting?.column === id ? sorting.isDescending : null}
            onClick={() => setSorting(nextSorting(sorting, id))}
          />
        ))}
        <span />
      </div>
      <VirtualRows
        label="Files"
        role="grid"
        rows={rows}
        heightOf={rowHeight}
        active={rows.findIndex(({ id }) => id === active)}
        onActive={(index) => setActive(idAt(index))}
        onOpen={(index) => onOpen(idAt(index))}
      >
        {(entry) => (
          <FileRow
            entry={entry}
            onCancel={() => onCancel(entry.id)}
            onRetry={() => onRetry(entry.id)}
          />
        )}
      </VirtualRows>
      <p className={styles.sum} role="status">
        {summary(entries)}
      </p>
    </main>
  )
}

interface HeadCellProps {
  readonly title: string
  /** Null when the table is not sorted by this column. */
  readonly isDescending: boolean | null
  readonly onClick: () => void
}

function HeadCell({ title, isDescending, onClick }: HeadCellProps) {
  const Arrow = isDescending === true ? ArrowDown : ArrowUp
  return (
    <button
      type="button"
      className={styles.headCell}
      aria-pressed={isDescending !== null}
      onClick={onClick}
    >
      {title}
      {isDescending !== null && <Arrow size={12} aria-hidden="true" />}
    </button>
  )
}

interface FileRowProps {
  readonly entry: Entry
  readonly onCancel: () => void
  readonly onRetry: () => void
}

function FileRow({ entry, onCancel, onRetry }: FileRowProps) {
  const { run, analysis } = entry
  const { word, shape } = verdictLook(analysis?.report ?? null, run)
  const settled = analysis === null ? null : settledLook(analysis.report, run)
  const isOpen = run.kind === 'running' || run.kind === 'waiting'
  return (
    <div className={styles.row}>
      <span role="gridcell" className={styles.verdict} data-shape={shape}>
        <Mark shape={shape} /> {word}
        {settled !== null && <Settled look={settled} />}
      </span>
      {COLUMNS.slice(1).map(({ id }) => (
        <span key={id} role="gridcell" className={styles[id]} title={hint(entry, id)}>
          <Cell entry={entry} column={id} />
        </span>
      ))}
      <span role="gridcell" className={styles.action}>
        {isOpen && <IconButton icon={X} label="Cancel" onClick={onCancel} />}
        {(run.kind === 'cancelled' || run.kind === 'failed') && (
          <IconButton icon={RotateCw} label="Analyse again" onClick={onRetry} />
        )}
      </span>
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

function Cell({ entry, column }: { readonly entry: Entry; readonly column: ColumnId }) {
  const value = cellOf(entry, column)
  if (column === 'reason' && entry.run.kind === 'running') return <Doing entry={entry} />
  if (column === 'size') return <>{toSizeText(Number(value))}</>
  if (column === 'hash') return <>{String(value).slice(0, 10)}</>
  if (column === 'reason') return <Message text={String(value)} most={200} />
  return <HostileText text={String(value)} most={48} />
}

/** The whole of what a cell may have to cut. */
function hint(entry: Entry, column: ColumnId): string {
  const value = cellOf(entry, column)
  if (column === 'size') return `${toCountText(Number(value))} bytes`
  return escapeText(shorten(String(value), 1_000))
}

/** What is being done, before what is known so far. */
function Doing({ entry: { run } }: { readonly entry: Entry }) {
  const progress = run.kind === 'running' ? run.progress : null
  if (progress === null) return <>opening</>
  const { doing, done, total } = progress
  return (
    <>
      {total > 0 && `${Math.floor((100 * done) / total)} % · `}
      <HostileText text={doing} />
    </>
  )
}

function summary(entries: readonly Entry[]): string {
  const open = entries.filter(({ run }) => run.kind === 'running' || run.kind === 'waiting').length
  const files = counted(entries.length, 'file')
  return open === 0
    ? `${files}. Enter opens one, Escape comes back here.`
    : `${files}, ${counted(open, 'analysis', 'analyses')} to go.`
}

function rowHeight(): number {
  return 28
}
