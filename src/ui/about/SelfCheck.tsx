import { FileCheck2 } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { Button, CopyButton } from '../shared/controls.tsx'
import { counted, toSizeText } from '../shared/quantities.ts'
import styles from './about.module.css'
import { askOwnHost, checkFiles, type Build, type Progress } from './selfCheck.ts'

type Check =
  | { readonly kind: 'idle' }
  | { readonly kind: 'running' | 'done'; readonly progress: Progress }
  | { readonly kind: 'failed'; readonly why: string }

interface Props {
  readonly build: Build
  /** The files come from the copy in this browser, which is what runs. */
  readonly isFromCopy: boolean
}

/** A button that holds every file of the page against the list of the build, and what came of it. */
export function SelfCheck({ build, isFromCopy }: Props) {
  const [check, setCheck] = useState<Check>({ kind: 'idle' })
  const controller = useRef<AbortController>(null)
  useEffect(() => () => controller.current?.abort(), [])
  const start = (): void => {
    const own = new AbortController()
    controller.current = own
    const total = build.sums.size
    setCheck({ kind: 'running', progress: { done: 0, total, bytes: 0, wrong: [] } })
    checkFiles(build, askOwnHost, own.signal, (progress) =>
      setCheck({ kind: 'running', progress }),
    ).then(
      (progress) => setCheck({ kind: 'done', progress }),
      (error: unknown) =>
        setCheck(own.signal.aborted ? { kind: 'idle' } : { kind: 'failed', why: wordsOf(error) }),
    )
  }
  return (
    <>
      <div className={styles.actions}>
        <Button onClick={start} disabled={check.kind === 'running'}>
          <FileCheck2 size={16} aria-hidden="true" /> Check the files of this page
        </Button>
        {check.kind === 'running' && (
          <>
            <progress
              aria-label="Files checked"
              max={check.progress.total}
              value={check.progress.done}
            />
            <Button onClick={() => controller.current?.abort()}>Cancel</Button>
          </>
        )}
      </div>
      <div role="status">
        <Outcome check={check} isFromCopy={isFromCopy} />
      </div>
    </>
  )
}

function Outcome({ check, isFromCopy }: { readonly check: Check; readonly isFromCopy: boolean }) {
  if (check.kind === 'idle') return null
  if (check.kind === 'failed') return <p>The files could not be checked: {check.why}.</p>
  const { done, total, bytes, wrong } = check.progress
  const from = isFromCopy ? 'the copy in this browser' : 'the host'
  if (check.kind === 'running')
    return <p>{`${done} of ${counted(total, 'file')} checked, ${toSizeText(bytes)}.`}</p>
  if (wrong.length === 0)
    return (
      <p>{`All ${counted(total, 'file')} of ${from} are as the list says (${toSizeText(bytes)}).`}</p>
    )
  return (
    <>
      <p className={styles.wrong}>
        {`${counted(wrong.length, 'file')} of ${total} from ${from} ${wrong.length === 1 ? 'is' : 'are'} not as the list says. Do not rely on this page.`}
      </p>
      <ul className={styles.files} aria-label="Files that differ">
        {wrong.map(({ path, listed, found }) => (
          <li key={path}>
            <code>{path}</code>
            {found === null ? (
              ': could not be had'
            ) : (
              <>
                : is <code>{found.slice(0, 16)}…</code>, listed <code>{listed.slice(0, 16)}…</code>
                <CopyButton text={`${path} ${found} ${listed}`} label="Copy both hashes" />
              </>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : 'unknown error'
}
