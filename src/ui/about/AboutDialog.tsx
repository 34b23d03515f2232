import { useEffect, useState, type ReactNode } from 'react'
import { CopyButton } from '../shared/controls.tsx'
import { Modal } from '../shared/Modal.tsx'
import type { Reach } from '../shared/policy.ts'
import styles from './about.module.css'
import { PageLinks } from './PageLinks.tsx'
import { Policy } from './Policy.tsx'
import { askOwnHost, readBuild, type Build } from './selfCheck.ts'
import { SelfCheck } from './SelfCheck.tsx'

interface Props {
  readonly version: string
  readonly reach: Reach
  /** What this browser keeps of the page, and the ways to ask for a newer version. */
  readonly offline: ReactNode
  /** The files of the page come from that copy. */
  readonly isFromCopy: boolean
  readonly onClose: () => void
}

export function AboutDialog({ version, reach, offline, isFromCopy, onClose }: Props) {
  const build = useBuild()
  const commit = document.querySelector('meta[name="commit"]')?.getAttribute('content') ?? ''
  return (
    <Modal title={`Lambdascope ${version}`} onClose={onClose}>
      <p>
        Shows what a machine-learning model would run: its layers, the Python code in them, and what
        that code reaches. Nothing of the model is run, and nothing of it leaves this page.
      </p>
      <dl className={styles.facts}>
        <dt>Version</dt>
        <dd>{version}</dd>
        <dt>Commit</dt>
        <dd>
          <Commit commit={commit} />
        </dd>
        <dt>Build</dt>
        <dd>
          <BuildHash build={build} />
        </dd>
        <dt>Without network</dt>
        <dd>{offline}</dd>
      </dl>
      {build.kind === 'read' && (
        <>
          <SelfCheck build={build.build} isFromCopy={isFromCopy} />
          <p className={styles.quiet}>
            The build is the SHA-256 of the list of its files, <a href="SHA256SUMS">SHA256SUMS</a>,
            and the same for whoever builds that commit. Who can change the files of a host can
            change its list too: hold the build against the one that was published, or against one
            of your own.
          </p>
        </>
      )}
      <p>
        Licence: Apache-2.0. It is built with the work of others:{' '}
        <a href="third-party-notices.txt" target="_blank" rel="noreferrer noopener">
          their notices and licences
        </a>
        .
      </p>
      <PageLinks reach={reach} />
      <h3>Content security policy in force</h3>
      <Policy />
    </Modal>
  )
}

type Reading =
  | { readonly kind: 'reading' }
  | { readonly kind: 'read'; readonly build: Build }
  | { readonly kind: 'failed' }

/** The list of the page's files, asked for once the dialog is open. */
function useBuild(): Reading {
  const [reading, setReading] = useState<Reading>({ kind: 'reading' })
  useEffect(() => {
    const controller = new AbortController()
    readBuild(askOwnHost, controller.signal).then(
      (build) => setReading({ kind: 'read', build }),
      () => {
        if (!controller.signal.aborted) setReading({ kind: 'failed' })
      },
    )
    return () => controller.abort()
  }, [])
  return reading
}

function BuildHash({ build }: { readonly build: Reading }) {
  if (build.kind === 'reading') return <>…</>
  if (build.kind === 'failed') return <>unknown: the host has no list of the page’s files</>
  return (
    <>
      <code>{build.build.hash}</code>
      <CopyButton text={build.build.hash} label="Copy the hash of the build" />
    </>
  )
}

function Commit({ commit }: { readonly commit: string }) {
  if (commit === '') return <>unknown: it was not built from a repository</>
  const hash = commit.replace('+', '')
  return (
    <>
      <code>{hash}</code>
      <CopyButton text={hash} label="Copy the commit" />
      {commit.endsWith('+') && 'with changes that are not committed'}
    </>
  )
}
