import type { HubScan } from '../../worker/client.ts'
import type { Entry } from '../shared/entries.ts'
import { verdictLook } from '../shared/verdictLook.ts'
import styles from './hub.module.css'
import { standingOf } from './theirWord.ts'

interface Props {
  readonly entry: Entry
  readonly scans: readonly HubScan[]
}

const SAID = {
  'they-see-more': 'The Hub’s scanners warn of what was not found here',
  'here-sees-more': 'The Hub’s “safe” does not lower the verdict here',
  alike: 'The verdict here',
} as const

/** What was found here, before what the Hub's scanners say of the same file. */
export function HereWord({ entry, scans }: Props) {
  const report = entry.analysis?.report ?? null
  const standing = report === null ? 'alike' : standingOf(scans, report.verdict)
  const { word } = verdictLook(report, entry.run)
  return (
    <b
      className={styles.here}
      data-apart={standing === 'alike' ? undefined : ''}
      title={SAID[standing]}
    >
      here: {word}
    </b>
  )
}
