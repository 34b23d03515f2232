import type { Report } from '../../engine/index.ts'
import { Mark } from '../shared/Mark.tsx'
import { Message } from '../shared/Message.tsx'
import { counted } from '../shared/quantities.ts'
import { settledLook } from '../shared/verdictLook.ts'
import type { Run } from '../shared/entries.ts'
import styles from './VerdictBand.module.css'

interface Props {
  readonly report: Report
  readonly run: Run
  readonly onJournal: () => void
}

/** The verdict as it is without what the analyst set aside. */
export function SettledLine({ report, run, onJournal }: Props) {
  const look = settledLook(report, run)
  if (look === null) return null
  const count = report.settled?.setAside.length ?? 0
  return (
    <p className={styles.settled} data-shape={look.shape}>
      <button
        type="button"
        className={styles.aside}
        title="What was set aside, and why"
        onClick={onJournal}
      >
        Without the {counted(count, 'finding')} set aside:
      </button>
      <Mark shape={look.shape} />
      <strong className={styles.settledWord}>{look.word}</strong>
      <span className={styles.settledReason} title={look.reason}>
        <Message text={look.reason} most={300} />
      </span>
    </p>
  )
}
