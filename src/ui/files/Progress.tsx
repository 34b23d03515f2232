import { Pause, Play, RotateCw, X } from 'lucide-react'
import { IconButton } from '../shared/controls.tsx'
import type { Entry, Pace } from '../shared/entries.ts'
import { counted, toCountText } from '../shared/quantities.ts'
import styles from './FilesPane.module.css'
import type { TableActions } from './TableActions.ts'
import { canRetry } from './retry.ts'

interface Props extends Pick<TableActions, 'onPause' | 'onCancelAll' | 'onRetry'> {
  readonly entries: readonly Entry[]
  readonly pace: Pace
}

/** How far the queue is, and what can be done with it. */
export function Progress({ entries, pace, onPause, onCancelAll, onRetry }: Props) {
  const left = entries.filter(({ run }) => run.kind === 'running' || run.kind === 'waiting').length
  const failed = entries.filter(canRetry)
  if (left === 0 && failed.length === 0) return null
  const done = entries.length - left
  return (
    <div className={styles.progress}>
      {left > 0 && (
        <>
          <progress aria-label="Files analysed" value={done} max={entries.length} />
          <span>{progressText(done, entries.length, pace)}</span>
          <IconButton
            icon={pace.isPaused ? Play : Pause}
            label={pace.isPaused ? 'Go on' : 'Pause'}
            onClick={() => onPause(!pace.isPaused)}
          >
            {pace.isPaused ? 'Go on' : 'Pause'}
          </IconButton>
          <IconButton icon={X} label="Cancel all" onClick={onCancelAll}>
            Cancel all
          </IconButton>
        </>
      )}
      {failed.length > 0 && (
        <IconButton
          icon={RotateCw}
          label={`Again: ${counted(failed.length, 'failed or cancelled file')}`}
          onClick={() => onRetry(failed.map(({ id }) => id))}
        >
          Again: {counted(failed.length, 'failed or cancelled file')}
        </IconButton>
      )}
    </div>
  )
}

/** `312 of 1,000 · 24 files a second · about 29 seconds left`. */
function progressText(done: number, all: number, { isPaused, ended, ms }: Pace): string {
  const count = `${toCountText(done)} of ${toCountText(all)}`
  if (isPaused) return `${count} · paused; what was begun is brought to its end`
  if (ended < 2 || ms < 1_000) return count
  const rate = (1_000 * ended) / ms
  const seconds = Math.ceil((all - done) / rate)
  return `${count} · ${rateText(rate)} · about ${durationText(seconds)} left`
}

function rateText(rate: number): string {
  if (rate >= 1) return `${rate >= 10 ? Math.round(rate) : rate.toFixed(1)} files a second`
  return `${(60 * rate).toFixed(1)} files a minute`
}

function durationText(seconds: number): string {
  if (seconds < 90) return counted(seconds, 'second')
  if (seconds < 5_400) return counted(Math.round(seconds / 60), 'minute')
  return counted(Math.round(seconds / 3_600), 'hour')
}
