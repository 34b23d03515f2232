import type { Row } from '../../engine/index.ts'
import type { Entry } from './entries.ts'
import { createStore, type Store } from './Store.ts'

/** A line of the table of files, as it was known in a former visit: without its bytes. */
export interface FormerRow {
  /** Under what it is kept: the hash of its bytes. */
  readonly key: string
  /** When it was analysed, ISO 8601 in UTC. */
  readonly at: string
  readonly row: Row
}

/** How the table of files is looked at. It stays so while a file is open. */
export interface TableView {
  /** What every listed file has in it. */
  readonly words: string
  /** Words of verdicts; with none of them all are listed. */
  readonly verdicts: readonly string[]
  /** Whether files of no known format are left out. */
  readonly hidesStrangers: boolean
  readonly grouping: Grouping
  readonly pivot: Pivot | null
  /** Ids of the files that are marked. */
  readonly marked: ReadonlySet<string>
}

export type Grouping = 'none' | 'code' | 'payload'

/** Only files with one code object, or with one payload to the byte. */
export interface Pivot {
  readonly by: 'code' | 'payload'
  /** SHA-256. */
  readonly hash: string
  /** What it is called in the file from which it was asked for. */
  readonly name: string
}

export const PLAIN_TABLE: TableView = {
  words: '',
  verdicts: [],
  hidesStrangers: false,
  grouping: 'none',
  pivot: null,
  marked: new Set(),
}

export function createTableView(): Store<TableView> {
  return createStore<TableView>(PLAIN_TABLE)
}

/** The row of what is known of a file; null while nothing is. */
export type RowOf = (entry: Entry) => Row | null

/** What has a certain code object. */
export function hasCode({ code }: Row, { by, hash }: Pivot): boolean {
  return code.some((each) => (by === 'code' ? each.likeness : each.payload) === hash)
}
