import { Button } from '../shared/controls.tsx'
import type { Entry } from '../shared/entries.ts'
import { HostileText } from '../shared/HostileText.tsx'
import { Mark } from '../shared/Mark.tsx'
import { Modal } from '../shared/Modal.tsx'
import { verdictLook } from '../shared/verdictLook.ts'
import styles from './compare.module.css'

interface Props {
  readonly entry: Entry
  readonly others: readonly Entry[]
  /** The chosen one is before, the one that is shown after. */
  readonly onCompare: (other: string) => void
  readonly onClose: () => void
}

/** Chooses with which other open model the shown one is compared. */
export function CompareDialog({ entry, others, onCompare, onClose }: Props) {
  return (
    <Modal title="Compare with…" onClose={onClose}>
      <p>
        What of <HostileText text={entry.model.name} most={48} /> differs from:
      </p>
      {others.length === 0 ? (
        <p data-first="" tabIndex={-1}>
          No other model is open. Open one first; of a file of the Hub, its history has the others.
        </p>
      ) : (
        <ul className={styles.others}>
          {others.map((other, at) => {
            const { word, shape } = verdictLook(other.analysis?.report ?? null, other.run)
            return (
              <li key={other.id} data-first={at === 0 ? '' : undefined}>
                <Button onClick={() => onCompare(other.id)}>
                  <Mark shape={shape} /> {word} · <HostileText text={other.model.name} most={64} />
                  {other.origin !== null && ` at ${other.origin.repo.commit.slice(0, 10)}`}
                </Button>
              </li>
            )
          })}
        </ul>
      )}
    </Modal>
  )
}
