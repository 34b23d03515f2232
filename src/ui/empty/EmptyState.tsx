import { FileUp, FlaskConical, FolderUp, ShieldCheck } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { Button } from '../shared/controls.tsx'
import type { Reach } from '../shared/policy.ts'
import { loadSample, loadSamples, type Sample } from './samples.ts'
import styles from './EmptyState.module.css'

interface Props {
  /** What the address asks for; null: nothing. */
  readonly wanted: ReactNode
  readonly onChoose: (what: 'files' | 'folder') => void
  readonly onSample: (file: File) => void
  readonly onProof: () => void
  readonly reach: Reach
  /** The field for an address. */
  readonly address: ReactNode
}

const POLICY_SAYS: Readonly<Record<Reach, string>> = {
  local: 'Its own policy forbids it to ask for anything but its own files.',
  hub: 'Its own policy forbids it to reach any other address but the Hugging Face Hub, and that only when you give it an address there.',
  anywhere:
    'Unlike the main page, its policy lets it ask any https address, and it does so only when you give it one.',
}

/** Nothing is open: the whole window is a place to drop a model. */
export function EmptyState({ wanted, onChoose, onSample, onProof, reach, address }: Props) {
  return (
    <main className={styles.empty}>
      <div className={styles.target} onClick={() => onChoose('files')}>
        <h1 className={styles.sentence}>
          Drop a model. It is read here, in this page; nothing is sent.
        </h1>
        {wanted !== null && <div onClick={(event) => event.stopPropagation()}>{wanted}</div>}
        <div className={styles.choices} onClick={(event) => event.stopPropagation()}>
          <Button onClick={() => onChoose('files')} strong>
            <FileUp size={16} aria-hidden="true" /> Choose files
          </Button>
          <Button onClick={() => onChoose('folder')}>
            <FolderUp size={16} aria-hidden="true" /> Choose a folder
          </Button>
          <Samples onSample={onSample} />
        </div>
        <div className={styles.address} onClick={(event) => event.stopPropagation()}>
          {address}
        </div>
        <p className={styles.kinds}>
          Keras HDF5, Keras 3 archives, SavedModel folders, model.json and model.yaml; files and
          folders, one or many, dropped or pasted.
        </p>
      </div>
      <p className={styles.why}>
        This is a page of files without a server behind it. {POLICY_SAYS[reach]}
        <Button onClick={onProof}>
          <ShieldCheck size={16} aria-hidden="true" /> See the proof
        </Button>
      </p>
    </main>
  )
}

/** The list of samples is fetched when it is asked for, so that opening the page asks for nothing more. */
function Samples({ onSample }: Pick<Props, 'onSample'>) {
  const [samples, setSamples] = useState<readonly Sample[] | null>(null)
  const [failure, setFailure] = useState('')
  const trying = (work: Promise<void>): void => {
    work.catch((error: unknown) =>
      setFailure(error instanceof Error ? error.message : 'unknown error'),
    )
  }
  if (failure !== '') return <p role="alert">The samples cannot be shown: {failure}.</p>
  if (samples === null)
    return (
      <Button onClick={() => trying(loadSamples().then(setSamples))}>
        <FlaskConical size={16} aria-hidden="true" /> Try a sample
      </Button>
    )
  return (
    <ul className={styles.samples} aria-label="Samples">
      {samples.map((sample) => (
        <li key={sample.file}>
          <Button onClick={() => trying(loadSample(sample).then(onSample))} title={sample.name}>
            <FlaskConical size={16} aria-hidden="true" /> {sample.title}
          </Button>
        </li>
      ))}
    </ul>
  )
}
