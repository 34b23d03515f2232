import { RotateCw } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../shared/controls.tsx'
import { useStore } from '../shared/Store.ts'
import type { Offline } from './offline.ts'
import styles from './UpdateLine.module.css'

interface Props {
  readonly offline: Offline
  /** Whether something is open that loading anew would close. */
  readonly isBusy: boolean
}

/** Says that a newer version is ready. Nothing happens until its button is pressed. */
export function UpdateLine({ offline, isBusy }: Props) {
  const copy = useStore(offline.store)
  const [isPutOff, setPutOff] = useState(false)
  if (copy.kind !== 'kept' || !copy.isNewer || isPutOff) return null
  return (
    <div className={styles.line} role="status">
      <p>
        A newer version is ready. This one stays until you load it
        {isBusy && ', which closes the files that are open'}.
      </p>
      <Button onClick={() => void offline.useNewer()}>
        <RotateCw size={16} aria-hidden="true" /> Load the newer version
      </Button>
      <Button onClick={() => setPutOff(true)}>Later</Button>
    </div>
  )
}
