import { ChevronDown, GitCompare, Square, X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { Button } from '../shared/controls.tsx'
import { HostileText } from '../shared/HostileText.tsx'
import { counted } from '../shared/quantities.ts'
import { useStore } from '../shared/Store.ts'
import type { History } from './history.ts'
import type { HistoryView } from './HistoryState.ts'
import styles from './history.module.css'
import { Origins } from './Origins.tsx'
import { Pause } from './Pause.tsx'
import { Revisions } from './Revisions.tsx'

/** Who changed a file of the Hub, and when: each commit, two of them compared, and the one that brought code in. */
export function HistoryPage({ history }: { readonly history: History }) {
  const view = useStore(history.store)
  const page = useRef<HTMLElement>(null)
  useEffect(() => page.current?.focus(), [])
  if (view === null) return null
  const { place, chosen } = view
  return (
    <main
      className={styles.page}
      aria-label="History"
      ref={page}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.preventDefault()
        history.close()
      }}
    >
      <header className={styles.head}>
        <h1>
          History of <HostileText text={place.file.path} most={64} />
        </h1>
        <span className={styles.quiet}>
          <HostileText text={place.repo.repo.id} most={64} />, from commit{' '}
          <code>{place.repo.commit.slice(0, 10)}</code> back
        </span>
        <span className={styles.space} />
        <Button
          onClick={history.compareChosen}
          disabled={chosen.size !== 2}
          title="Choose two revisions; the older one is before"
          strong
        >
          <GitCompare size={16} aria-hidden="true" /> Compare the two
        </Button>
        <Button onClick={history.close}>
          <X size={16} aria-hidden="true" /> Close
        </Button>
      </header>
      <p className={styles.caveat}>
        Names and dates are what the pusher’s git says, not what the Hub saw. A history can be
        squashed or force-pushed, and its list then begins anew. The Hub’s API gives no signatures,
        so nothing here proves who wrote a commit.
      </p>
      <Revisions view={view} onChoose={history.choose} onOpen={history.openRevision} />
      <Walk view={view} history={history} />
      <Origins view={view} history={history} />
    </main>
  )
}

interface WalkProps {
  readonly view: HistoryView
  readonly history: History
}

/** How far the walk has come, and what can be done about it. */
function Walk({ view, history }: WalkProps) {
  const { revisions, end, isWalking, pausedUntil, trouble, search } = view
  const isBusy = isWalking || search?.state === 'running'
  return (
    <div className={styles.walk}>
      <span role="status">
        {counted(revisions.length, 'change')} of the file
        {end === null ? ' so far. ' : '. '}
        <End view={view} />
        {isWalking && pausedUntil === null && 'Asking the Hub.'}
      </span>
      {pausedUntil !== null && <Pause until={pausedUntil} />}
      {trouble !== null && (
        <span role="alert">
          <HostileText text={trouble} most={300} />.
        </span>
      )}
      {isBusy && (
        <Button onClick={history.stop}>
          <Square size={16} aria-hidden="true" /> Stop
        </Button>
      )}
      <More view={view} onMore={history.more} isBusy={isBusy} />
    </div>
  )
}

interface MoreProps {
  readonly view: HistoryView
  readonly onMore: () => void
  readonly isBusy: boolean
}

function More({ view: { end, trouble }, onMore, isBusy }: MoreProps) {
  if (isBusy || end !== null) return null
  return (
    <Button onClick={onMore}>
      <ChevronDown size={16} aria-hidden="true" /> {trouble === null ? 'Show more' : 'Try again'}
    </Button>
  )
}

/** Why there is nothing older. */
function End({ view: { end, place } }: { readonly view: HistoryView }) {
  switch (end?.kind) {
    case undefined:
      return null
    case 'first-commit':
      return <>It is there since the first commit that the Hub lists. </>
    case 'lost':
      return (
        <>
          The Hub names commit <code>{end.commit.slice(0, 10)}</code> before, which its list of
          commits does not hold: it was merged, or the history was rewritten.{' '}
        </>
      )
    case 'added':
      return end.from.length === 0 ? (
        <>
          The commit before the oldest does not have{' '}
          <HostileText text={place.file.path} most={48} />: it was added there, or put back after it
          had been deleted.{' '}
        </>
      ) : (
        <>
          Before the oldest, the same bytes stood under{' '}
          <HostileText text={end.from.join(', ')} most={120} />: it was renamed or copied.{' '}
        </>
      )
  }
}
