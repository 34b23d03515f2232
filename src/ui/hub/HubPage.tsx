import { RotateCw, X } from 'lucide-react'
import { Button } from '../shared/controls.tsx'
import type { Entry } from '../shared/entries.ts'
import type { HubPlace } from '../shared/HubPlace.ts'
import { HostileText } from '../shared/HostileText.tsx'
import { useStore } from '../shared/Store.ts'
import { Countdown } from './Countdown.tsx'
import type { Hub } from './hub.ts'
import type { HubView } from './HubState.ts'
import styles from './hub.module.css'
import { RepoView } from './RepoView.tsx'
import { TroubleText } from './TroubleText.tsx'

interface HubPageProps {
  readonly hub: Hub
  readonly entries: readonly Entry[]
  readonly onHistory: (place: HubPlace) => void
}

/** What is open of the Hub, or why it is not. */
export function HubPage({ hub, entries, onHistory }: HubPageProps) {
  const view = useStore(hub.store)
  if (view.kind === 'closed') return null
  if (view.kind === 'open')
    return <RepoView key={view.repo.commit} {...{ hub, view, entries, onHistory }} />
  return <NotOpen hub={hub} view={view} />
}

type NotOpenView = Extract<HubView, { readonly kind: 'opening' | 'failed' }>

function NotOpen({ hub, view }: { readonly hub: Hub; readonly view: NotOpenView }) {
  const { repo, revision, path } = view.address
  const retry = (): void => hub.open(view.address)
  return (
    <main className={styles.page} aria-label="Hugging Face">
      <h1 className={styles.name}>
        <HostileText text={repo.id} most={96} />
        {revision !== null && (
          <>
            @<HostileText text={revision} most={48} />
          </>
        )}
        {path !== null && (
          <>
            {' › '}
            <HostileText text={path} most={96} />
          </>
        )}
      </h1>
      {view.kind === 'failed' ? (
        <TroubleText trouble={view.trouble} repo={repo.id} tokens={hub.tokens} onRetry={retry} />
      ) : (
        <p role="status">
          {view.pause === null ? 'Asking the Hub.' : <Countdown pause={view.pause} />}
        </p>
      )}
      <div className={styles.actions}>
        {view.kind === 'failed' && (
          <Button onClick={retry} strong>
            <RotateCw size={16} aria-hidden="true" /> Try again
          </Button>
        )}
        {view.kind === 'failed' && (revision !== null || path !== null) && (
          <Button
            onClick={() => hub.open({ repo, revision: null, path: null, pathKind: 'unknown' })}
          >
            Open the repository at main
          </Button>
        )}
        <Button onClick={hub.close}>
          <X size={16} aria-hidden="true" /> {view.kind === 'failed' ? 'Close' : 'Cancel'}
        </Button>
      </div>
    </main>
  )
}
