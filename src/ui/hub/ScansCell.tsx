import type { HubScan } from '../../worker/client.ts'
import { escapeText } from '../../engine/model/escapeText.ts'
import styles from './hub.module.css'

const WORST_FIRST: readonly HubScan['status'][] = [
  'unsafe',
  'suspicious',
  'caution',
  'error',
  'queued',
  'unscanned',
  'safe',
]

interface Props {
  readonly scans: readonly HubScan[]
  readonly isAsked: boolean
}

/** What each scanner of the Hub says, the worst first. Nothing of it is shown as good: `safe` proves nothing. */
export function ScansCell({ scans, isAsked }: Props) {
  if (scans.length === 0)
    return <span className={styles.quiet}>{isAsked ? 'no answer' : 'not asked yet'}</span>
  const title = scans
    .map(({ scanner, status, message }) => `${scanner}: ${status}${toMore(message)}`)
    .join('\n')
  return (
    <span className={styles.scans} title={title}>
      {WORST_FIRST.map((status) => {
        const names = scans.filter((scan) => scan.status === status).map(({ scanner }) => scanner)
        return (
          names.length > 0 && (
            <span key={status} className={styles.scan} data-status={status}>
              <b>{status}</b> {names.join(', ')}
            </span>
          )
        )
      })}
    </span>
  )
}

function toMore(message: string): string {
  return message === '' ? '' : ` (${escapeText(message.slice(0, 200))})`
}
