import type { TableView } from '../shared/tableView.ts'
import type { Line } from './lines.ts'

/** What can be asked for from the table. */
export interface TableActions {
  readonly onOpen: (id: string) => void
  readonly onCancel: (id: string) => void
  readonly onCancelAll: () => void
  readonly onRetry: (ids: readonly string[]) => void
  readonly onPause: (isPaused: boolean) => void
  readonly onRemove: (ids: readonly string[]) => void
  readonly onForget: () => void
  /** Saves what is listed or marked. */
  readonly onExport: (form: 'csv' | 'jsonl', lines: readonly Line[]) => void
  /** Shows two open files side by side; null where that cannot be done. */
  readonly onCompare: ((one: string, other: string) => void) | null
  readonly onView: (change: (view: TableView) => TableView) => void
}
