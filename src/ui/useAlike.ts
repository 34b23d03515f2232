import { useCallback } from 'react'
import type { TableDesk } from './FilesTable.tsx'
import type { Session } from './session/session.ts'
import { shownEntry } from './shared/entries.ts'
import { PLAIN_TABLE } from './shared/tableView.ts'

/** Leads from a code object of the shown model, by its id, to all files that have it. */
export function useAlike(session: Session, { view, rowOf }: TableDesk): (code: string) => void {
  return useCallback(
    (id) => {
      const entry = shownEntry(session.store.get())
      const code = entry?.analysis?.report.code.find((each) => each.id === id)
      if (entry === null || code === undefined) return
      const alike = rowOf(entry)?.code.find(({ payload }) => payload === code.sha256)
      const pivot =
        alike === undefined
          ? ({ by: 'payload', hash: code.sha256, name: code.name } as const)
          : ({ by: 'code', hash: alike.likeness, name: code.name } as const)
      view.set(({ marked }) => ({ ...PLAIN_TABLE, marked, pivot }))
      session.show(null)
    },
    [session, view, rowOf],
  )
}
