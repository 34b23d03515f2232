import type { Report } from '../../engine/index.ts'
import { journalText, type JournalLine } from '../../engine/model/journal.ts'
import { Button } from '../shared/controls.tsx'
import type { Entry } from '../shared/entries.ts'
import { HostileText } from '../shared/HostileText.tsx'
import { Mark } from '../shared/Mark.tsx'
import { Message } from '../shared/Message.tsx'
import { Modal } from '../shared/Modal.tsx'
import { reasonsOf } from '../shared/reasons.ts'
import { saveFile } from '../shared/save.ts'
import { keepingText } from './keepingText.ts'
import styles from './aside.module.css'

interface Props {
  readonly report: Report
  readonly journal: readonly JournalLine[]
  readonly journalKept: Entry['journalKept']
  readonly onFinding: (id: string) => void
  readonly onTakeBack: (id: string) => void
  readonly onClose: () => void
}

/** What is set aside, each with its reason and the way back, and all that was done. */
export function JournalDialog(props: Props) {
  const { report, journal, journalKept, onFinding, onTakeBack, onClose } = props
  const { findings } = report
  const reasons = reasonsOf(report)
  const aside = findings.filter(({ id }) => reasons.has(id))
  return (
    <Modal title="Set aside" onClose={onClose}>
      {aside.length === 0 && <p>Nothing is set aside. Every finding counts.</p>}
      <ul className={styles.list} aria-label="Findings that are set aside">
        {aside.map((finding) => (
          <li key={finding.id} className={styles.item}>
            <button type="button" className={styles.link} onClick={() => onFinding(finding.id)}>
              <Mark shape={finding.severity} />
              <span>
                <strong>{finding.title}</strong> <code>{finding.rule}</code>
                <br />
                <Message text={finding.message} most={300} />
              </span>
            </button>
            <p className={styles.because}>
              Because: <HostileText text={reasons.get(finding.id) ?? ''} most={2_000} />
            </p>
            <Button
              title="Lets it count again; the journal keeps both"
              onClick={() => onTakeBack(finding.id)}
            >
              Take back
            </Button>
          </li>
        ))}
      </ul>
      <p className={styles.quiet}>{keepingText(journalKept)}</p>
      <Journal {...{ journal, report }} />
    </Modal>
  )
}

const ACTIONS = { 'set-aside': 'set aside', restored: 'taken back' } as const
const MOST_LINES = 200 // all are kept

/** Every act, the latest first. */
function Journal({ journal, report }: Pick<Props, 'journal' | 'report'>) {
  if (journal.length === 0) return null
  const titles = new Map(report.findings.map(({ id, title }) => [id, title]))
  return (
    <details>
      <summary>Journal ({journal.length})</summary>
      <ol className={styles.journal} aria-label="Journal">
        {journal
          .toReversed()
          .slice(0, MOST_LINES)
          .map(({ finding, action, reason, at }, index) => (
            <li key={index}>
              <time dateTime={at}>{at.slice(0, 16).replace('T', ' ')} UTC</time>
              <span>
                {ACTIONS[action]}: <HostileText text={finding} most={60} mono />{' '}
                {titles.get(finding) ?? 'not found now'}
                {reason !== '' && (
                  <>
                    , because: <HostileText text={reason} most={300} />
                  </>
                )}
              </span>
            </li>
          ))}
      </ol>
      <Button
        title="One act a line, as JSON"
        onClick={() =>
          saveFile(
            document,
            `${report.source.name}.journal.jsonl`,
            'application/jsonl',
            journalText(journal),
          )
        }
      >
        Save the journal
      </Button>
    </details>
  )
}
