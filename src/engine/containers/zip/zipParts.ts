// What a zip archive yields to every format that lies in one: its oddities, its members, their checksums.
import { ParseError } from '../../bytes/ParseError.ts'
import { InflateBudget } from '../../encodings/zip/InflatedBytes.ts'
import { MAX_INFLATED_BYTES, memberSource, whyClosed } from '../../encodings/zip/memberSource.ts'
import { checkMember } from '../../encodings/zip/readMember.ts'
import {
  memberWindow,
  type ZipDirectory,
  type ZipEntry,
  type ZipOddity,
} from '../../encodings/zip/Zip.ts'
import { within, type Location } from '../../model/Location.ts'
import type { InnerFile, ModelPart } from '../../model/ModelPart.ts'
import { oddityPart, problemPart } from '../../model/toPart.ts'

const MAX_MEMBERS = 2_000 // as many files as a report examines
const MAX_EXTRA_BYTES = 2 * 1024 ** 3 // read for checksums beyond the archive's own size: inflated, or shared by entries

/** What is odd in the archive at `at`. */
export function zipOddityParts(oddities: readonly ZipOddity[], at: Location): readonly ModelPart[] {
  return oddities.map((oddity) => oddityPart(oddity, at))
}

/** Where the bytes of `entry` stand in the archive at `at`. */
export function memberLocation(entry: ZipEntry, at: Location): Location {
  return within(at, memberWindow(entry))
}

/**
 * Yields a problem for each of `entries` that cannot be read, and returns the others as files inside `archive`.
 * All of them together inflate to no more than `MAX_INFLATED_BYTES`. Folders are left out.
 */
export function* openMembers(
  archive: InnerFile,
  entries: readonly ZipEntry[],
): Generator<ModelPart, readonly InnerFile[], undefined> {
  const wanted = entries.filter(({ isDirectory }) => !isDirectory)
  if (wanted.length > MAX_MEMBERS) yield tooMany(wanted.length, archive)
  const budget = new InflateBudget(MAX_INFLATED_BYTES)
  const files: InnerFile[] = []
  for (const entry of wanted.slice(0, MAX_MEMBERS)) {
    const at = memberLocation(entry, archive.at)
    const closed = whyClosed(archive.source, entry)
    if (closed === null)
      files.push({ path: entry.name, source: memberSource(archive.source, entry, budget), at })
    else yield problemPart(closed.kind, `${entry.name} was not examined: ${closed.reason}`, at)
    files.push(...localReading(archive, entry, budget))
  }
  return files
}

/** What a reader gets who believes the entry's own header, when that has it stored otherwise. */
function localReading(
  archive: InnerFile,
  entry: ZipEntry,
  budget: InflateBudget,
): readonly InnerFile[] {
  if (entry.local === null) return []
  const other = { ...entry, ...entry.local }
  if (whyClosed(archive.source, other) !== null) return []
  const path = `${entry.name} (as its own header has it)`
  const at = within(archive.at, { ...memberWindow(other), name: path })
  return [{ path, source: memberSource(archive.source, other, budget), at }]
}

/** Reads every member to its end for its checksum. For `details`: it takes as long as reading the whole file. */
export function* checksumParts(
  archive: InnerFile,
  { entries }: ZipDirectory,
): Generator<ModelPart, undefined, undefined> {
  let left = archive.source.size + MAX_EXTRA_BYTES
  for (const entry of entries) {
    if (whyClosed(archive.source, entry) !== null) continue
    left -= Math.max(entry.compressedSize, entry.uncompressedSize)
    if (left < 0) return yield unchecked(entry, archive)
    yield* checksumPart(archive, entry)
  }
}

function* checksumPart(archive: InnerFile, entry: ZipEntry): Iterable<ModelPart> {
  const at = memberLocation(entry, archive.at)
  try {
    yield* zipOddityParts(checkMember(archive.source, entry), archive.at)
  } catch (error) {
    if (!(error instanceof ParseError)) throw error
    yield problemPart('malformed', `${entry.name}: ${error.message}`, at)
  }
}

function tooMany(count: number, { at }: InnerFile): ModelPart {
  const message = `${count} members; ${MAX_MEMBERS} of them were examined`
  return problemPart('limit', message, at)
}

function unchecked({ name }: ZipEntry, { at }: InnerFile): ModelPart {
  const message = `the members inflate to far more than the archive; the checksums from ${name} on were not tested`
  return problemPart('limit', message, at)
}
