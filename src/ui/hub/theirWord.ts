import type { Verdict } from '../../engine/index.ts'
import type { HubScan } from '../../worker/client.ts'

/** How the word of the Hub's scanners stands to ours: who of the two sees more, or neither. */
export type Standing = 'they-see-more' | 'here-sees-more' | 'alike'

const WARNS: ReadonlySet<HubScan['status']> = new Set(['unsafe', 'suspicious', 'caution'])
const WARNS_HERE: ReadonlySet<Verdict> = new Set(['malicious', 'suspicious', 'review'])

/** `safe` of theirs never lowers what is said here; a warning of theirs beside a calm verdict is to be told aloud. */
export function standingOf(scans: readonly HubScan[], verdict: Verdict): Standing {
  const theyWarn = scans.some(({ status }) => WARNS.has(status))
  const warnsHere = WARNS_HERE.has(verdict)
  if (theyWarn && !warnsHere) return 'they-see-more'
  const sayThatItIsSafe = scans.some(({ status }) => status === 'safe')
  return warnsHere && !theyWarn && sayThatItIsSafe ? 'here-sees-more' : 'alike'
}

/** `picklescan safe, ClamAV unscanned` */
export function scansText(scans: readonly HubScan[]): string {
  return scans.map(({ scanner, status }) => `${scanner} ${status}`).join(', ')
}
