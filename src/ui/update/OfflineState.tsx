import { useState } from 'react'
import { Button } from '../shared/controls.tsx'
import { useStore } from '../shared/Store.ts'
import type { Offline } from './offline.ts'

/** Whether this browser keeps a copy of the page, and the way to look for a newer version of it. */
export function OfflineState({ offline }: { readonly offline: Offline }) {
  const copy = useStore(offline.store)
  const [said, setSaid] = useState('')
  if (copy.kind === 'none') return <>This browser keeps no copy. {copy.why}</>
  if (copy.kind === 'getting') return <>The copy for this browser is being loaded.</>
  const look = (): void => {
    setSaid('')
    offline.look().then(
      () => setSaid('The host has nothing newer than what is kept here.'),
      (error: unknown) => setSaid(`There is no answer that could be kept: ${wordsOf(error)}.`),
    )
  }
  return (
    <>
      <span>This browser keeps a copy: the page works without network.</span>
      {copy.isNewer ? (
        <Button onClick={() => void offline.useNewer()}>Load the newer version</Button>
      ) : (
        <Button onClick={look} disabled={copy.isLooking}>
          Look for a newer version
        </Button>
      )}
      {!copy.isNewer && <span role="status">{copy.isLooking ? 'Asking the host.' : said}</span>}
    </>
  )
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : 'unknown error'
}
