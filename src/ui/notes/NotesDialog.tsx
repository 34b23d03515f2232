import { useState } from 'react'
import type { Finding } from '../../engine/index.ts'
import { Button } from '../shared/controls.tsx'
import { Mark } from '../shared/Mark.tsx'
import { Message } from '../shared/Message.tsx'
import { Modal } from '../shared/Modal.tsx'
import { MAX_NOTE, noteOn, type Note } from '../shared/Note.ts'
import styles from './notes.module.css'

interface Props {
  readonly findings: readonly Finding[]
  readonly notes: readonly Note[]
  /** The finding to begin with; null: the file. */
  readonly first: string | null
  /** Whether they are kept under the SHA-256 of the file, or cannot be changed. */
  readonly keeping: 'waits' | 'kept' | 'refused' | 'read-only'
  readonly onNote: (finding: string | null, text: string) => void
  readonly onFinding: (id: string) => void
  readonly onClose: () => void
}

const KEEPING: Readonly<Record<Props['keeping'], string>> = {
  kept: 'This browser keeps them under the SHA-256 of the file.',
  waits:
    'They are kept once every byte was read and the SHA-256 is known; until then they last as long as this page.',
  refused: 'This browser keeps nothing: save a case file before you leave.',
  'read-only': 'These are of the case file: drop its model here to add to them.',
}

/** The note on the file, that on the chosen finding, and all others. */
export function NotesDialog(props: Props) {
  const { findings, notes, first, keeping, onNote, onFinding, onClose } = props
  const isReadOnly = keeping === 'read-only'
  const chosen = findings.find(({ id }) => id === first)
  const others = findings.filter(({ id }) => id !== first && noteOn(notes, id) !== '')
  return (
    <Modal title="Notes" onClose={onClose}>
      {chosen !== undefined && (
        <>
          <Subject finding={chosen} />
          <Field
            label="On this finding"
            finding={chosen.id}
            isFirst
            {...{ notes, isReadOnly, onNote }}
          />
        </>
      )}
      <Field
        label="On the file"
        finding={null}
        isFirst={chosen === undefined}
        {...{ notes, isReadOnly, onNote }}
      />
      {others.length > 0 && (
        <ul className={styles.others} aria-label="Notes on other findings">
          {others.map((finding) => (
            <li key={finding.id}>
              <button type="button" className={styles.link} onClick={() => onFinding(finding.id)}>
                <Subject finding={finding} />
              </button>
              <Field
                label="Note"
                finding={finding.id}
                isFirst={false}
                {...{ notes, isReadOnly, onNote }}
              />
            </li>
          ))}
        </ul>
      )}
      <p className={styles.quiet}>{KEEPING[keeping]} They go into case files, and into no link.</p>
      <div className={styles.actions}>
        <Button strong onClick={onClose}>
          Done
        </Button>
      </div>
    </Modal>
  )
}

function Subject({ finding: { severity, title, rule, message } }: { readonly finding: Finding }) {
  return (
    <span className={styles.subject}>
      <Mark shape={severity} />
      <span>
        <strong>{title}</strong> <code>{rule}</code>
        <br />
        <Message text={message} most={240} />
      </span>
    </span>
  )
}

interface FieldProps extends Pick<Props, 'notes' | 'onNote'> {
  readonly isReadOnly: boolean
  readonly label: string
  readonly finding: string | null
  readonly isFirst: boolean
}

/** What is typed is kept at once. */
function Field({ label, finding, isFirst, isReadOnly, notes, onNote }: FieldProps) {
  const [text, setText] = useState(noteOn(notes, finding))
  return (
    <label className={styles.field}>
      {label}
      <textarea
        className={styles.text}
        rows={3}
        maxLength={MAX_NOTE}
        readOnly={isReadOnly}
        data-first={isFirst ? true : undefined}
        value={text}
        onChange={({ currentTarget: { value } }) => {
          setText(value)
          onNote(finding, value)
        }}
      />
    </label>
  )
}
