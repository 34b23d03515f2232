import { useDeferredValue, useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import type { Entry, Pace } from '../shared/entries.ts'
import { counted, toCountText } from '../shared/quantities.ts'
import { PLAIN_TABLE, type FormerRow, type RowOf, type TableView } from '../shared/tableView.ts'
import { VirtualRows } from '../shared/VirtualRows.tsx'
import { Actions } from './Actions.tsx'
import { sorted, type Sorting } from './columns.ts'
import { FileRow, GroupHeading } from './FileRow.tsx'
import styles from './FilesPane.module.css'
import { Filters } from './Filters.tsx'
import { Head } from './Head.tsx'
import { filtered, grouped, lineMaker, linesOf, type GridRow, type Line } from './lines.ts'
import { Progress } from './Progress.tsx'
import type { TableActions } from './TableActions.ts'

interface Props extends TableActions {
  readonly entries: readonly Entry[]
  /** What is known of files of former visits. */
  readonly former: readonly FormerRow[]
  readonly pace: Pace
  readonly view: TableView
  readonly rowOf: RowOf
  /** What the analyst noted of the file with this hash; '' when nothing. */
  readonly noteOf: (hash: string | null) => string
  /** The row to begin at: the file that was open last. */
  readonly last: string | null
}

/** All files that were dropped, with their verdicts: gone through with the keyboard, opened with Enter. */
export function FilesPane(props: Props) {
  const { entries, former, view, rowOf, onView } = props
  const [sorting, setSorting] = useState<Sorting>(null)
  const lineOf = useMemo(() => lineMaker(rowOf), [rowOf])
  const lines = useMemo(() => linesOf(entries, former, lineOf), [entries, former, lineOf])
  const wanted = useDeferredValue(view) // what is typed shows at once, the table follows
  const listed = useMemo(() => sorted(filtered(lines, wanted), sorting), [lines, wanted, sorting])
  const rows = useMemo(() => grouped(listed, wanted.grouping), [listed, wanted.grouping])
  const marked = markedLines(lines, view)
  return (
    <main className={styles.files}>
      <h1 className={styles.unseen}>Files</h1>
      <Progress {...props} />
      <Filters lines={lines} view={view} onView={onView} />
      <Actions {...props} listed={listed} marked={marked} />
      <Head
        sorting={sorting}
        onSort={setSorting}
        isAllMarked={listed.length > 0 && listed.every(({ id }) => view.marked.has(id))}
        onMarkAll={(isMarked) => onView((each) => withMarks(each, listed, isMarked))}
      />
      <Grid {...props} rows={rows} listed={listed} />
      {rows.length === 0 && <Nothing onView={onView} />}
      <p className={styles.sum} role="status">
        {summary(entries, lines, listed.length)}
      </p>
    </main>
  )
}

interface GridProps extends Props {
  readonly rows: readonly GridRow[]
  readonly listed: readonly Line[]
}

function Grid(props: GridProps) {
  const { rows, listed, view, last, noteOf, onView, onOpen, onCancel, onRetry, onRemove } = props
  const [active, setActive] = useState(() => (last === null ? '' : last))
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.querySelector<HTMLElement>('[role="grid"]')?.focus(), [])
  const found = rows.findIndex((row) => keyOf(row) === active || lineId(row) === active)
  const index = found < 0 ? rows.findIndex(({ kind }) => kind === 'file') : found
  const line = lineAt(rows, index)

  const onKey = (event: KeyboardEvent): boolean => {
    if (event.key === ' ' && line !== null) onView((each) => toggled(each, line.id))
    else if (event.key === 'a' && (event.ctrlKey || event.metaKey))
      onView((each) => withMarks(each, listed, true))
    else if (event.key === 'Delete') onRemove(view.marked.size > 0 ? [...view.marked] : idsOf(line))
    else return false
    return true
  }
  return (
    <div className={styles.grid} ref={box}>
      <VirtualRows
        label="Files"
        role="grid"
        rows={rows}
        heightOf={rowHeight}
        active={index}
        isPassive={isHeading}
        onActive={(at) => setActive(keyOf(rows[at]))}
        onOpen={(at) => idsOf(lineAt(rows, at)).forEach(onOpen)}
        onKey={onKey}
      >
        {(row) =>
          row.kind === 'heading' ? (
            <GroupHeading row={row} grouping={view.grouping} onView={onView} />
          ) : (
            <FileRow
              line={row.line}
              isMarked={view.marked.has(row.line.id)}
              note={noteOf(row.line.row?.sha256 ?? null)}
              onMark={() => onView((each) => toggled(each, row.line.id))}
              onCancel={() => onCancel(row.line.id)}
              onRetry={() => onRetry([row.line.id])}
            />
          )
        }
      </VirtualRows>
    </div>
  )
}

function Nothing({ onView }: Pick<Props, 'onView'>) {
  return (
    <p className={styles.nothing}>
      No file is left by the filter.{' '}
      <button
        type="button"
        className={styles.link}
        onClick={() => onView(({ grouping, marked }) => ({ ...PLAIN_TABLE, grouping, marked }))}
      >
        List all
      </button>
    </p>
  )
}

function isHeading({ kind }: GridRow): boolean {
  return kind === 'heading'
}

function lineAt(rows: readonly GridRow[], index: number): Line | null {
  const row = rows[index]
  return row?.kind === 'file' ? row.line : null
}

function idsOf(line: Line | null): readonly string[] {
  return line === null ? [] : [line.id]
}

function lineId(row: GridRow): string | null {
  return row.kind === 'file' ? row.line.id : null
}

function keyOf(row: GridRow | undefined): string {
  return row?.kind === 'file' ? `${row.group}/${row.line.id}` : ''
}

/** In the order in which they were marked: of two that are compared, the first is before. */
function markedLines(lines: readonly Line[], { marked }: TableView): readonly Line[] {
  const known = new Map(lines.filter(({ id }) => marked.has(id)).map((line) => [line.id, line]))
  return [...marked].flatMap((id) => known.get(id) ?? [])
}

function toggled(view: TableView, id: string): TableView {
  const marked = new Set(view.marked)
  if (!marked.delete(id)) marked.add(id)
  return { ...view, marked }
}

function withMarks(view: TableView, lines: readonly Line[], isMarked: boolean): TableView {
  const marked = new Set(view.marked)
  for (const { id } of lines) {
    if (isMarked) marked.add(id)
    else marked.delete(id)
  }
  return { ...view, marked }
}

function summary(entries: readonly Entry[], lines: readonly Line[], listed: number): string {
  const open = entries.filter(({ run }) => run.kind === 'running' || run.kind === 'waiting').length
  const former = lines.filter(({ entry }) => entry === null).length
  const files = counted(lines.length, 'file')
  const part =
    listed === lines.length ? files : `${counted(listed, 'file')} of ${lines.length} listed`
  if (open > 0) return `${part}, ${counted(open, 'analysis', 'analyses')} to go.`
  if (entries.length === 0) return `${part}. All are of former visits: drop one again to open it.`
  const others =
    former === 0 ? '' : ` ${toCountText(former)} of former visits: drop one again to open it.`
  return `${part}. Enter opens one, Escape comes back here.${others}`
}

function rowHeight(): number {
  return 28
}
