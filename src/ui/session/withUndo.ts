import type { Acts } from '../shared/acts.ts'
import { shownEntry } from '../shared/entries.ts'
import { counted } from '../shared/quantities.ts'
import { escapeText, shorten } from '../../engine/model/escapeText.ts'
import { reasonsOf } from '../shared/reasons.ts'
import type { Session } from './session.ts'

/** A session whose settings aside and removals can be undone. */
export function withUndo(session: Session, acts: Acts): Session {
  return {
    ...session,
    setAside(finding, reason) {
      const entry = shownEntry(session.store.get())
      if (entry === null || entry.analysis === null) return
      const before = reasonsOf(entry.analysis.report).get(finding) ?? null
      session.setAside(finding, reason)
      acts.did(reason === null ? 'Took a finding back.' : 'Set a finding aside.', () =>
        session.setAside(finding, before, entry.id),
      )
    },
    remove(ids) {
      const gone = new Set(ids)
      const { entries } = session.store.get()
      // Without what is known of them: that is what a removal frees.
      const removed = entries
        .filter(({ id }) => gone.has(id))
        .map((entry) => ({ ...entry, analysis: null, target: null }))
      const [first] = removed
      if (first === undefined) return
      session.remove(ids)
      const one = escapeText(shorten(first.model.name, 60))
      const what = removed.length === 1 ? one : counted(removed.length, 'file')
      acts.did(`Removed ${what} from the table.`, () => session.putBack(removed))
    },
  }
}
