// A file that lies elsewhere: as few of its bytes as it takes, and the report says which.
import type { Collection } from './Collection.ts'
import { ReadingEnded, ReadingInterrupted } from './bytes/ReadingEnded.ts'
import { examineDetails, withHeaders, type Subject } from './examine.ts'
import type { Tools } from './formats/Format.ts'
import { fileLocation, type Location } from './model/Location.ts'
import type { Report } from './model/Report.ts'
import type { Progress, Upload } from './Upload.ts'

const MAX_REST_BYTES = 4 * 1024 * 1024 // less than this is read to the end: a hash is worth one request
const MAX_READ_AGAIN_BYTES = 64 * 1024 * 1024 // what a host keeps of what it has read

/** Whether so much of a remote file is unread that it stays so. */
export function isMostlyUnread({ files, remote }: Upload): boolean {
  if (remote === undefined) return false
  const size = files.reduce((sum, { source }) => sum + source.size, 0)
  return size - bytesIn(remote.ranges()) > MAX_REST_BYTES || size > MAX_READ_AGAIN_BYTES
}

/** Reads every header of what `subjects` are; returns whether that cost no more than it may. */
export function* readHeaders(
  upload: Upload,
  {
    subjects,
    tools,
    collection,
  }: {
    readonly subjects: readonly Subject[]
    readonly tools: Tools
    readonly collection: Collection
  },
): Generator<Progress, boolean> {
  const { remote } = upload
  remote?.limitReading(true)
  try {
    for (const doing of examineDetails(withHeaders(subjects), tools, collection))
      yield { doing, done: 0, total: 0 }
    return true
  } catch (error) {
    if (error instanceof ReadingInterrupted) addInterruption(upload, error, collection)
    else if (!(error instanceof ReadingEnded)) throw error
    return false
  } finally {
    remote?.limitReading(false)
  }
}

/** Says that the rest could not be read: a report of it is never calm. */
export function addInterruption(
  { files }: Upload,
  { message }: ReadingInterrupted,
  collection: Collection,
): void {
  const location = placeOf(files)
  collection.add({ kind: 'problem', problem: { kind: 'interrupted', message, location } }, location)
}

/** Says in the report how much was read, and what that leaves open. */
export function withRanges(report: Report, isEveryHeader: boolean): Report {
  const { source, verdict, reason, graph } = report
  const read = bytesIn(source.ranges ?? [])
  const rest = isEveryHeader ? '' : ', and not every header was read'
  const note = `Read by ranges: ${read} of ${source.size} bytes; the hash was not verified${rest}`
  const isCalm = verdict === 'clean' || verdict === 'benign-code'
  return {
    ...report,
    reason: isCalm ? `${reason} ${note}.` : reason,
    graph: { ...graph, notes: [...graph.notes, note] },
  }
}

/** A file whose bytes are not those that its host lists is a problem: somebody changed one of them. */
export function addMismatch(
  { files, listedSha256 = null, listedBlob = null }: Upload,
  {
    sha256: [sha256 = null],
    blob,
  }: { readonly sha256: readonly (string | null)[]; readonly blob: string | null },
  collection: Collection,
): void {
  const location = placeOf(files)
  const names = [
    ['the SHA-256 of its bytes is', sha256, listedSha256],
    ['git names its bytes', blob, listedBlob],
  ] as const
  for (const [what, found, listed] of names) {
    if (found === null || listed === null || found === listed) continue
    const message = `${what} ${found}; its host lists ${listed}`
    collection.add({ kind: 'problem', problem: { kind: 'mismatch', message, location } }, location)
  }
}

function placeOf([file]: Upload['files']): Location {
  return fileLocation(file?.path ?? '', file?.source.size ?? 0)
}

function bytesIn(ranges: readonly (readonly [start: number, end: number])[]): number {
  return ranges.reduce((sum, [start, end]) => sum + end - start, 0)
}
