import type { NotedRow } from '../engine/index.ts'
import { FilesPane } from './files/FilesPane.tsx'
import type { Line } from './files/lines.ts'
import type { Session } from './session/session.ts'
import type { Shelf } from './session/shelf.ts'
import type { Acts } from './shared/acts.ts'
import { counted } from './shared/quantities.ts'
import { saveFile } from './shared/save.ts'
import { useStore, type Store } from './shared/Store.ts'
import type { RowOf, TableView } from './shared/tableView.ts'

/** What the table of files is made of, beside what is open. */
export interface TableDesk {
  readonly view: Store<TableView>
  readonly shelf: Shelf
  readonly rowOf: RowOf
  readonly noteOf: (hash: string | null) => string
  readonly toCsv: (rows: readonly NotedRow[]) => string
  readonly toJsonLines: (rows: readonly NotedRow[]) => string
}

interface Props {
  readonly session: Session
  readonly table: TableDesk
  readonly acts: Acts
  readonly onForget: () => void
  readonly onCompare: ((one: string, other: string) => void) | null
}

/** The table of files, with what its controls do. */
export function FilesTable({ session, table, acts, onForget, onCompare }: Props) {
  const state = useStore(session.store)
  const former = useStore(table.shelf.store)
  const view = useStore(table.view)
  return (
    <FilesPane
      entries={state.entries}
      former={former}
      pace={state.pace}
      view={view}
      rowOf={table.rowOf}
      noteOf={table.noteOf}
      last={state.last}
      onOpen={(id) => open(id, session, acts)}
      onCancel={session.cancel}
      onCancelAll={session.cancelAll}
      onRetry={session.retryAll}
      onPause={session.pause}
      onRemove={(ids) => remove(ids, { session, table, acts })}
      onForget={onForget}
      onExport={(form, lines) => save(form, lines, table)}
      onCompare={onCompare}
      onView={table.view.set}
    />
  )
}

function open(id: string, session: Session, acts: Acts): void {
  if (session.store.get().entries.some((entry) => entry.id === id)) session.show(id)
  else acts.say('Only its row was kept: drop the file again to open it.')
}

function remove(
  ids: readonly string[],
  { session, table, acts }: Pick<Props, 'session' | 'table' | 'acts'>,
): void {
  const gone = new Set(ids)
  const entries = session.store.get().entries.filter(({ id }) => gone.has(id))
  table.view.set((view) => ({ ...view, marked: new Set() }))
  const formerIds = ids.filter((id) => entries.every((entry) => entry.id !== id))
  if (formerIds.length > 0) {
    const putBack = table.shelf.remove(formerIds)
    acts.did(`Removed ${counted(formerIds.length, 'file')} of another visit.`, putBack)
  }
  table.shelf.forgetEntries(entries)
  session.remove(entries.map(({ id }) => id))
}

function save(form: 'csv' | 'jsonl', lines: readonly Line[], table: TableDesk): void {
  const rows = lines.flatMap(({ row }) =>
    row === null ? [] : [{ ...row, note: table.noteOf(row.sha256) }],
  )
  const name = `lambdascope-${new Date().toISOString().slice(0, 10)}.${form}`
  if (form === 'csv') saveFile(document, name, 'text/csv', table.toCsv(rows))
  else saveFile(document, name, 'application/jsonl', table.toJsonLines(rows))
}
