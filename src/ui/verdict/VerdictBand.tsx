import { RotateCw, X } from 'lucide-react'
import type { EffectCell, Progress } from '../../engine/index.ts'
import { Button } from '../shared/controls.tsx'
import { sizeOf, type Entry } from '../shared/entries.ts'
import { HostileText } from '../shared/HostileText.tsx'
import { Mark } from '../shared/Mark.tsx'
import { Message } from '../shared/Message.tsx'
import { counted, toSizeText } from '../shared/quantities.ts'
import { hasEnded, verdictLook } from '../shared/verdictLook.ts'
import { EffectMatrix } from './EffectMatrix.tsx'
import { FactsLine } from './FactsLine.tsx'
import { SettledLine } from './SettledLine.tsx'
import styles from './VerdictBand.module.css'

interface Props {
  readonly entry: Entry
  readonly onCancel: () => void
  readonly onRetry: () => void
  readonly onProblems: () => void
  readonly onCell: (cell: EffectCell) => void
  readonly onJournal: () => void
}

/** The verdict, with and without what was set aside; what it reaches, the facts, and what is going on. */
export function VerdictBand(props: Props) {
  const { entry, onCancel, onRetry, onProblems, onCell, onJournal } = props
  const report = entry.analysis?.report ?? null
  const { word, shape, reason } = verdictLook(report, entry.run)
  return (
    <section className={styles.band} data-shape={shape} aria-label="Verdict">
      <div className={styles.top}>
        <div className={styles.words} role="status" aria-live="polite">
          <div className={styles.verdict}>
            <h1 className={styles.word}>
              <Mark shape={shape} large />
              {word}
            </h1>
            <p className={styles.reason} title={reason}>
              <Message text={reason} most={400} />
            </p>
          </div>
          {report !== null && <SettledLine {...{ report, onJournal }} run={entry.run} />}
        </div>
        {report !== null && <EffectMatrix {...{ report, onCell }} />}
      </div>
      <div className={styles.bottom}>
        <FactsLine entry={entry} onProblems={onProblems} />
        <div className={styles.going}>
          <GoingOn entry={entry} onCancel={onCancel} onRetry={onRetry} />
        </div>
      </div>
    </section>
  )
}

function GoingOn({ entry, onCancel, onRetry }: Pick<Props, 'entry' | 'onCancel' | 'onRetry'>) {
  const { run, analysis } = entry
  if (run.kind === 'case') return null
  if (run.kind === 'running' || run.kind === 'waiting')
    return (
      <>
        <ProgressLine entry={entry} />
        <Button onClick={onCancel} title="Ends the analysis at once; what is known stays">
          <X size={16} aria-hidden="true" /> Cancel
        </Button>
      </>
    )
  if (run.kind === 'done' && analysis !== null && hasEnded(analysis.report)) return null
  return (
    <Button onClick={onRetry} title="Reads the file again from its begin">
      <RotateCw size={16} aria-hidden="true" /> Analyse again
    </Button>
  )
}

function ProgressLine({ entry }: { readonly entry: Entry }) {
  const { doing, done, total } = progressOf(entry)
  const isCounted = total > 0
  return (
    <div className={styles.progress}>
      <span className={styles.doing}>
        <HostileText text={doing} most={56} />
      </span>
      {isCounted && (
        <span className={styles.bytes}>{`${toSizeText(done)} of ${toSizeText(total)}`}</span>
      )}
      <progress
        className={styles.bar}
        aria-label="Progress"
        max={isCounted ? total : undefined}
        value={isCounted ? done : undefined}
      />
    </div>
  )
}

function progressOf({ run, model }: Entry): Progress {
  if (run.kind === 'running' && run.progress !== null) return run.progress
  const files = `${counted(model.files.length, 'file')}, ${toSizeText(sizeOf(model))}`
  const doing = run.kind === 'waiting' ? `waiting for its turn · ${files}` : `opening ${files}`
  return { doing, done: 0, total: 0 }
}
