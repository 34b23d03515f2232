import { ChevronsRight, Download, FolderGit2, RotateCw, X } from 'lucide-react'
import type { Interruption } from '../../worker/client.ts'
import { Button, CopyButton } from '../shared/controls.tsx'
import type { Entry } from '../shared/entries.ts'
import type { HubPlace } from '../shared/HubPlace.ts'
import { HostileText } from '../shared/HostileText.tsx'
import { counted, toSizeText } from '../shared/quantities.ts'
import { useStore } from '../shared/Store.ts'
import { Countdown } from './Countdown.tsx'
import type { Hub } from './hub.ts'
import { hereOf, NOT_READ, placeKey, type Reading } from './HubState.ts'
import styles from './hub.module.css'
import { TheirLine } from './TheirLine.tsx'
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
      <TheirLine known={hub.scans} entry={entry} place={origin} />
      {reading.ignoresRanges && (
        <p role="alert">
          The server ignores ranges: it would send all {toSizeText(origin.file.size)} for each of
          them. The file can be downloaded once, whole, and is analysed then.
        </p>
      )}
      {reading.interruption !== null && entry.run.kind !== 'running' && (
        <Interrupted
          interruption={reading.interruption}
          onLimit={() => {
            hub.readOn(origin)
            onRetry()
          }}
          onRetry={onRetry}
        />
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

interface InterruptedProps {
  readonly interruption: Interruption
  readonly onLimit: () => void
  readonly onRetry: () => void
}

/** Why not all was read that should have been, and how to go on from there. */
function Interrupted({ interruption, onLimit, onRetry }: InterruptedProps) {
  if (interruption.kind === 'limit')
    return (
      <p className={styles.remoteLine} role="status">
        Not every header of its weights was read: they lie so far apart that each costs a request.
        <Button title="However many requests it takes" onClick={onLimit}>
          <ChevronsRight size={16} aria-hidden="true" /> Read the others
        </Button>
      </p>
    )
  return (
    <div className={styles.remoteLine}>
      <p role="alert">
        Interrupted: <HostileText text={interruption.message} most={200} />. They are kept.
      </p>
      <Button onClick={onRetry} strong>
        <RotateCw size={16} aria-hidden="true" /> Go on
      </Button>
    </div>
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
  const { source, problems = [] } = analysis?.report ?? {}
  const sha256 = source?.sha256 ?? null
  if (sha256 === null) return 'its hash is not known yet'
  if (file.sha256 === null)
    return problems.some(({ kind }) => kind === 'mismatch')
      ? 'its git hash is NOT the one that the Hub lists'
      : 'its git hash (SHA-1) is the one that the Hub lists'
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

function downloadText({ ignoresRanges, downloaded }: Reading, size: number, here: number): string {
  if (ignoresRanges) return `Download ${toSizeText(size)}`
  const rest = here === 0 ? toSizeText(size) : `the other ${toSizeText(size - here)}`
  return `${downloaded === null ? 'Verify' : 'Go on'}: download ${rest}`
}

/** Downloading the rest, to verify its hash and to scan every byte of it. */
function Whole({ hub, entry, reading, size }: WholeProps) {
  const { download, ignoresRanges } = reading
  const here = ignoresRanges ? 0 : hereOf(reading)
  if (download === null)
    return (
      <Button
        title="Downloads what was not read yet, compares the hash with the Hub’s, and scans every byte"
        onClick={() => hub.download(entry)}
        strong={ignoresRanges}
      >
        <Download size={16} aria-hidden="true" />
        {downloadText(reading, size, here)}
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
