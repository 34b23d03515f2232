import { Modal } from '../shared/Modal.tsx'
import { Policy } from './Policy.tsx'

interface Props {
  readonly version: string
  readonly onClose: () => void
}

export function AboutDialog({ version, onClose }: Props) {
  return (
    <Modal title={`Lambdascope ${version}`} onClose={onClose}>
      <p>
        Shows what a machine-learning model would run: its layers, the Python code in them, and what
        that code reaches. Nothing of the model is run, and nothing of it leaves this page.
      </p>
      <p>
        Licence: Apache-2.0. It is built with the work of others:{' '}
        <a href="third-party-notices.txt" target="_blank" rel="noreferrer noopener">
          their notices and licences
        </a>
        .
      </p>
      <h3>Content security policy in force</h3>
      <Policy />
    </Modal>
  )
}
