import { useState } from 'react'
import { Button } from '../shared/controls.tsx'
import { Modal } from '../shared/Modal.tsx'
import styles from './ForgetDialog.module.css'

interface Props {
  /** Erases, and begins the page anew; rejects when the browser does not let it. */
  readonly onForget: () => Promise<void>
  readonly onClose: () => void
}

const KEPT = [
  'the table of files, with what is known of each',
  'notes, and what was set aside with its reasons',
  'your YARA rules and the token of the Hub',
  'sizes, the theme and other choices',
] as const

/** Asks before everything that the page keeps in the browser is erased. */
export function ForgetDialog({ onForget, onClose }: Props) {
  const [failure, setFailure] = useState('')
  const forget = (): void => {
    onForget().catch((error: unknown) => {
      setFailure(error instanceof Error ? error.message : 'the browser does not say why')
    })
  }
  return (
    <Modal title="Forget everything" onClose={onClose}>
      <p>This erases all that the page keeps in this browser, and begins it anew:</p>
      <ul className={styles.kept}>
        {KEPT.map((what) => (
          <li key={what}>{what}</li>
        ))}
      </ul>
      <p>
        The files on your disk are not touched. The program itself stays, so that it opens without a
        network. This cannot be undone.
      </p>
      {failure !== '' && <p role="alert">Not everything was erased: {failure}.</p>}
      <div className={styles.actions}>
        <Button strong onClick={forget}>
          Forget everything
        </Button>
        <Button onClick={onClose}>Keep it</Button>
      </div>
    </Modal>
  )
}
