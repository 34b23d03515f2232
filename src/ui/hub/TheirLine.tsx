import { useEffect } from 'react'
import type { Entry } from '../shared/entries.ts'
import type { HubPlace } from '../shared/HubPlace.ts'
import { useStore } from '../shared/Store.ts'
import { verdictLook } from '../shared/verdictLook.ts'
import { placeKey } from './HubState.ts'
import styles from './hub.module.css'
import type { KnownScans } from './knownScans.ts'
import { scansText, standingOf } from './theirWord.ts'

interface Props {
  readonly known: KnownScans
  readonly entry: Entry
  readonly place: HubPlace
}

const SAID = {
  'they-see-more': ' They warn of what was not found here: do not trust it.',
  'here-sees-more': ' Their “safe” does not lower the verdict here.',
  alike: '',
} as const

/** What the Hub's scanners say of a file beside the verdict here. Neither changes the other. */
export function TheirLine({ known, entry, place }: Props) {
  const later = useStore(known.store).get(placeKey(place))
  useEffect(() => known.ask(place), [known, place])
  const { file } = place
  const scans = file.scans.length > 0 ? file.scans : later
  if (scans === undefined) return null
  if (scans.length === 0) return <p>The Hub’s scanners: what they say is not known.</p>
  const report = entry.analysis?.report ?? null
  const standing = report === null ? 'alike' : standingOf(scans, report.verdict)
  const { word } = verdictLook(report, entry.run)
  const loud = standing === 'they-see-more' ? { className: styles.apart, role: 'alert' } : {}
  return (
    <p {...loud}>
      The Hub’s scanners: {scansText(scans)}; here: <b>{word}</b>.{SAID[standing]}
    </p>
  )
}
