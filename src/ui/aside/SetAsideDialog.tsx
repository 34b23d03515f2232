import { useState } from 'react'
import type { Finding } from '../../engine/index.ts'
import { MAX_REASON } from '../../engine/model/withSetAside.ts'
import { Button } from '../shared/controls.tsx'
import type { Entry } from '../shared/entries.ts'
import { Mark } from '../shared/Mark.tsx'
import { Message } from '../shared/Message.tsx'
import { Modal } from '../shared/Modal.tsx'
import { keepingText } from './keepingText.ts'
import styles from './aside.module.css'

interface Props {
  readonly finding: Finding
  /** Why it is set aside already; null: it is not. */
  readonly reason: string | null
  readonly journalKept: Entry['journalKept']
  readonly onSetAside: (reason: string) => void
  readonly onClose: () => void
}

/** Asks why a finding is set aside. It stays in the list and in every report. */
export function SetAsideDialog(props: Props) {
  const { finding, reason, journalKept, onSetAside, onClose } = props
  const [text, setText] = useState(reason ?? '')
  const given = text.trim()
  const submit = (): void => {
    if (given === '') return
    onSetAside(given)
    onClose()
  }
  return (
    <Modal title="Set a finding aside" onClose={onClose}>
      <p className={styles.finding}>
        <Mark shape={finding.severity} />
        <span>
          <strong>{finding.title}</strong> <code>{finding.rule}</code>
          <br />
          <Message text={finding.message} most={600} />
        </span>
      </p>
      <label className={styles.field}>
        Why it does not count here
        <textarea
          className={styles.reason}
          rows={3}
          maxLength={MAX_REASON}
          required
          data-first
          value={text}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit()
          }}
        />
      </label>
      <p className={styles.quiet}>
        It stays in the list and in every report, with this reason. The verdict is given with and
        without it. {keepingText(journalKept)}
      </p>
      <div className={styles.actions}>
        <Button onClick={onClose}>Cancel</Button>
        <Button
          strong
          disabled={given === ''}
          title={given === '' ? 'A reason is needed' : 'Ctrl Enter'}
          onClick={submit}
        >
          Set aside
        </Button>
      </div>
    </Modal>
  )
}
