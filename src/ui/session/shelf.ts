import type { Row } from '../../engine/index.ts'
import type { Entry, PageState } from '../shared/entries.ts'
import { createStore, type Store } from '../shared/Store.ts'
import type { FormerRow, RowOf } from '../shared/tableView.ts'
import type { RowBase } from './rowBase.ts'

/** The table between visits: a row of each file that was read to its end, and none of its bytes. */
export interface Shelf {
  /** Rows of former visits, the oldest first. */
  readonly store: Store<readonly FormerRow[]>
  /** Takes rows out, by the ids of their lines; returns how they are put back. */
  readonly remove: (ids: readonly string[]) => () => void
  /** Takes out what is kept of files that are taken out of the table. */
  readonly forgetEntries: (entries: readonly Entry[]) => void
}

interface Host {
  readonly base: RowBase
  readonly session: Store<PageState>
  readonly rowOf: RowOf
  readonly now: () => Date
  /** Called once, when the browser keeps nothing. */
  readonly onRefused: () => void
}

const MOST_ROWS = 5_000 // some ten megabytes; the oldest go first
const MOST_CODE = 4_096 // characters of code that are kept with a row
const EVERY_MS = 500

/** Reads what was kept, and from now on keeps each file as soon as it was read to its end. */
export function createShelf(host: Host): Shelf {
  const store = createStore<readonly FormerRow[]>([])
  const kept = new WeakSet<Row>()
  const waiting = new Map<string, FormerRow>()
  let timer: ReturnType<typeof setTimeout> | null = null
  let isRefused = false

  const attempt = (use: () => Promise<void>): void => {
    if (isRefused) return
    use().catch(() => {
      if (isRefused) return
      isRefused = true
      host.onRefused()
    })
  }

  const write = (): void => {
    if (timer !== null) clearTimeout(timer)
    timer = null
    const rows = [...waiting.values()]
    waiting.clear()
    if (rows.length > 0) attempt(() => host.base.put(rows))
  }

  const collect = (): void => {
    for (const entry of host.session.get().entries) {
      const row = entry.run.kind === 'done' ? host.rowOf(entry) : null
      if (row === null || row.sha256 === null || kept.has(row)) continue
      kept.add(row)
      const at = host.now().toISOString()
      waiting.set(row.sha256, { key: row.sha256, at, row: bounded(row) })
    }
    if (waiting.size > 0) timer ??= setTimeout(write, EVERY_MS)
  }

  attempt(async () => {
    const rows = await host.base.all()
    store.set(() => rows.slice(-MOST_ROWS))
    const old = rows.slice(0, -MOST_ROWS).map(({ key }) => key)
    if (old.length > 0) await host.base.remove(old)
  })
  host.session.subscribe(collect)

  return {
    store,
    remove(ids) {
      const wanted = new Set(ids)
      const gone = store.get().filter(({ key }) => wanted.has(`former-${key}`))
      store.set((rows) => rows.filter((row) => !gone.includes(row)))
      attempt(() => host.base.remove(gone.map(({ key }) => key)))
      return () => {
        store.set((rows) => [...rows, ...gone])
        attempt(() => host.base.put(gone))
      }
    },
    forgetEntries(entries) {
      const keys = entries.flatMap((entry) => host.rowOf(entry)?.sha256 ?? [])
      for (const key of keys) waiting.delete(key)
      const gone = new Set(keys)
      store.set((rows) => rows.filter(({ key }) => !gone.has(key)))
      attempt(() => host.base.remove(keys))
    },
  }
}

/** Without code that is long: a row is what is told of a file, not the file. */
function bounded(row: Row): Row {
  const { extracted_encoded_code: code = '', string_list: strings = [], ...bhakti } = row.bhakti
  const length = strings.reduce((sum, each) => sum + each.length, code.length)
  return length > MOST_CODE ? { ...row, bhakti } : row
}

/** Makes rows of analyses; the same report has the same row. */
export function rowMaker(toRow: (entry: Entry) => Row | null): RowOf {
  const made = new WeakMap<object, Row>()
  return (entry) => {
    if (entry.analysis === null) return null
    const { report } = entry.analysis
    const row = made.get(report) ?? toRow(entry)
    if (row !== null) made.set(report, row)
    return row
  }
}
