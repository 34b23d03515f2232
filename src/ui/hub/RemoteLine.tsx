import { Download, FolderGit2, X } from 'lucide-react'
import { Button, CopyButton } from '../shared/controls.tsx'
import type { Entry, HubPlace } from '../shared/entries.ts'
import { HostileText } from '../shared/HostileText.tsx'
import { counted, toSizeText } from '../shared/quantities.ts'
import { useStore } from '../shared/Store.ts'
import { Countdown } from './Countdown.tsx'
import type { Hub } from './hub.ts'
import { NOT_READ, placeKey, type Reading } from './HubState.ts'
import styles from './hub.module.css'
import { TroubleText } from './TroubleText.tsx'

interface Props {
  readonly hub: Hub
  readonly entry: Entry
  readonly onRetry: () => void
}

/** Below the verdict on a file of the Hub: which commit, what reading it cost, and that its hash was not verified. */
export function RemoteLine({ hub, entry, onRetry }: Props) {
  const readings = useStore(hub.readings.store)
  const { origin } = entry
  if (origin === null) return null
  const reading = readings.get(placeKey(origin)) ?? NOT_READ
  return (
    <section className={styles.remote} aria-label="On the Hub">
      <p className={styles.remoteLine}>
        <Origin hub={hub} place={origin} />
        <span>{readText(entry, origin, reading)}</span>
        {reading.pause !== null && <Countdown pause={reading.pause} />}
        {needsWhole(entry) && <Whole {...{ hub, entry, reading }} size={origin.file.size} />}
      </p>
      {reading.ignoresRanges && (
        <p role="alert">
          The server ignores ranges: it would send all {toSizeText(origin.file.size)} for each of
          them. The file can be downloaded once, whole, and is analysed then.
        </p>
      )}
      {reading.trouble !== null && (
        <TroubleText
          trouble={reading.trouble}
          repo={origin.repo.repo.id}
          tokens={hub.tokens}
          onRetry={onRetry}
        />
      )}
    </section>
  )
}

function Origin({ hub, place }: { readonly hub: Hub; readonly place: HubPlace }) {
  const { repo } = place
  return (
    <>
      <Button title="Opens its repository at this commit" onClick={() => hub.openRepo(place)}>
        <FolderGit2 size={16} aria-hidden="true" /> <HostileText text={repo.repo.id} most={48} />
      </Button>
      <span className={styles.commit} title={repo.commit}>
        <span>
          <HostileText text={repo.revision} most={32} />, pinned to commit
        </span>
        <code>{repo.commit.slice(0, 10)}</code>
        <CopyButton text={repo.commit} label="Copy the commit" />
      </span>
    </>
  )
}

/** Whether not all of it was read: then nothing vouches for its bytes. */
function needsWhole({ model, analysis }: Entry): boolean {
  return 'remote' in model && (analysis?.report.source.sha256 ?? null) === null
}

function readText(entry: Entry, place: HubPlace, { cost }: Reading): string {
  if (!('remote' in entry.model)) return `downloaded whole; ${hashText(entry, place)}`
  const hash = needsWhole(entry) ? 'the hash was not verified' : hashText(entry, place)
  if (cost === null) return `read by ranges; ${hash}`
  const read = `${toSizeText(cost.bytes)} of ${toSizeText(place.file.size)}`
  return `${read} read in ${counted(cost.requests, 'request')}; ${hash}`
}

function hashText({ analysis }: Entry, { file }: HubPlace): string {
  const sha256 = analysis?.report.source.sha256 ?? null
  if (sha256 === null) return 'its hash is not known yet'
  if (file.sha256 === null) return 'of which the Hub lists no SHA-256'
  return sha256 === file.sha256
    ? 'the SHA-256 is the one that the Hub lists'
    : 'the SHA-256 is NOT the one that the Hub lists'
}

interface WholeProps {
  readonly hub: Hub
  readonly entry: Entry
  readonly reading: Reading
  readonly size: number
}

/** Downloading the whole, to verify its hash and to scan every byte of it. */
function Whole({ hub, entry, reading: { download, ignoresRanges }, size }: WholeProps) {
  if (download === null)
    return (
      <Button
        title="Downloads the whole file, compares its SHA-256 with the Hub’s, and scans every byte"
        onClick={() => hub.download(entry)}
        strong={ignoresRanges}
      >
        <Download size={16} aria-hidden="true" />
        {ignoresRanges ? 'Download' : 'Verify: download'} {toSizeText(size)}
      </Button>
    )
  return (
    <>
      <span role="status">
        {toSizeText(download.done)} of {toSizeText(download.total)}
      </span>
      <progress aria-label="Download" max={download.total} value={download.done} />
      <Button onClick={() => hub.stopDownload(entry)}>
        <X size={16} aria-hidden="true" /> Cancel
      </Button>
    </>
  )
}
