import { ArrowLeft, GitCompare, History as HistoryIcon } from 'lucide-react'
import type { Place } from '../compare/Comparison.ts'
import styles from './App.module.css'
import type { Beside } from './beside.ts'
import { CompareDialog } from './compare/CompareDialog.tsx'
import { ComparePage } from './compare/ComparePage.tsx'
import { HistoryPage } from './history/HistoryPage.tsx'
import type { Session } from './session/session.ts'
import { Button } from './shared/controls.tsx'
import type { Entry } from './shared/entries.ts'
import { useStore } from './shared/Store.ts'

interface Props {
  readonly beside: Beside
  readonly session: Session
  readonly entries: readonly Entry[]
}

/** The comparison that is open, or the history; whether there is one, `useBeside` tells. */
export function BesidePage({ beside: { compare, history }, session, entries }: Props) {
  const comparing = useStore(compare.store)
  const before = entries.find(({ id }) => id === comparing?.before)
  const after = entries.find(({ id }) => id === comparing?.after)
  if (before === undefined || after === undefined) return <HistoryPage history={history} />
  const open = (id: string, place: Place | null): void => {
    session.show(id)
    if (place !== null) session.select(place)
  }
  return (
    <ComparePage
      key={`${before.id} ${after.id}`}
      before={before}
      after={after}
      onSwap={compare.swap}
      onClose={compare.close}
      onOpen={open}
      onCancel={session.cancel}
      onRetry={session.retry}
    />
  )
}

/** Whether two open models are compared, or the history of a file is open. */
export function useBeside({ compare, history }: Beside, entries: readonly Entry[]): boolean {
  const comparing = useStore(compare.store)
  const view = useStore(history.store)
  const isThere = (id: string): boolean => entries.some((entry) => entry.id === id)
  const isCompared = comparing !== null && isThere(comparing.before) && isThere(comparing.after)
  return isCompared || view !== null
}

/** Below the verdict on one model: what it can be laid beside, and the way back. */
export function BesideLine({
  beside: { compare, history },
  session,
  entries,
  entry,
}: Props & { readonly entry: Entry }) {
  const comparing = useStore(compare.store)
  const view = useStore(history.store)
  const picking = useStore(compare.picking)
  const { origin } = entry
  const others = entries.filter(({ id }) => id !== entry.id)
  if (origin === null && others.length === 0) return null
  return (
    <div className={styles.beside} role="group" aria-label="Compare">
      {comparing !== null || view !== null ? (
        <Button onClick={() => session.show(null)}>
          <ArrowLeft size={16} aria-hidden="true" /> Back to the{' '}
          {comparing === null ? 'history' : 'comparison'}
        </Button>
      ) : null}
      {origin !== null && (
        <Button
          onClick={() => history.open(origin)}
          title="The commits that changed it, and which one brought code in"
        >
          <HistoryIcon size={16} aria-hidden="true" /> History
        </Button>
      )}
      {others.length > 0 && (
        <Button onClick={() => compare.pick(entry.id)}>
          <GitCompare size={16} aria-hidden="true" /> Compare with…
        </Button>
      )}
      {picking === entry.id && (
        <CompareDialog
          entry={entry}
          others={others}
          onCompare={(other) => {
            compare.open(other, entry.id)
            session.show(null)
          }}
          onClose={() => compare.pick(null)}
        />
      )}
    </div>
  )
}
