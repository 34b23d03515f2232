import { FolderOpen, RotateCw, X } from 'lucide-react'
import { Button } from '../shared/controls.tsx'
import type { Entry } from '../shared/entries.ts'
import { HostileText } from '../shared/HostileText.tsx'
import { Mark } from '../shared/Mark.tsx'
import { Message } from '../shared/Message.tsx'
import { toSizeText } from '../shared/quantities.ts'
import { sizeOf } from '../shared/entries.ts'
import { verdictLook } from '../shared/verdictLook.ts'
import styles from './compare.module.css'

interface Props {
  readonly word: 'Before' | 'After'
  readonly entry: Entry
  readonly onOpen: () => void
  readonly onCancel: () => void
  readonly onRetry: () => void
}

/** The verdict on one of the two, and which file it is. */
export function SideCard({ word, entry, onOpen, onCancel, onRetry }: Props) {
  const { model, run, analysis, origin } = entry
  const look = verdictLook(analysis?.report ?? null, run)
  const isOpen = run.kind === 'running' || run.kind === 'waiting'
  return (
    <section className={styles.side} data-shape={look.shape} aria-label={word}>
      <p className={styles.sideName}>
        <span className={styles.word}>{word}</span>
        <HostileText text={model.name} most={48} />
        <span className={styles.quiet}>{toSizeText(sizeOf(model))}</span>
      </p>
      <p className={styles.verdict}>
        <Mark shape={look.shape} /> {look.word}
      </p>
      <p className={styles.reason} title={look.reason}>
        <Message text={look.reason} most={240} />
      </p>
      <p className={styles.quiet}>
        {origin !== null && (
          <>
            commit <code>{origin.repo.commit.slice(0, 10)}</code>
            {origin.file.lastCommit !== null && <> of {origin.file.lastCommit.date.slice(0, 10)}</>}
            {' · '}
          </>
        )}
        {hashText(entry)}
        {isOpen && ` · ${doing(entry)}`}
      </p>
      <p className={styles.actions}>
        <Button onClick={onOpen}>
          <FolderOpen size={16} aria-hidden="true" /> Open {word.toLowerCase()}
        </Button>
        {isOpen && (
          <Button onClick={onCancel}>
            <X size={16} aria-hidden="true" /> Cancel
          </Button>
        )}
        {(run.kind === 'cancelled' || run.kind === 'failed') && (
          <Button onClick={onRetry}>
            <RotateCw size={16} aria-hidden="true" /> Analyse again
          </Button>
        )}
      </p>
    </section>
  )
}

function hashText({ analysis }: Entry): string {
  const source = analysis?.report.source
  if (source === undefined) return 'SHA-256 not known yet'
  if (source.sha256 !== null) return `SHA-256 ${source.sha256.slice(0, 16)}…`
  return source.listedSha256 === null
    ? 'SHA-256 not known'
    : `SHA-256 ${source.listedSha256.slice(0, 16)}…, listed, not verified`
}

function doing({ run }: Entry): string {
  if (run.kind !== 'running' || run.progress === null) return 'waiting'
  const { done, total } = run.progress
  return total > 0 ? `being read, ${Math.floor((100 * done) / total)} %` : 'being read'
}
