import {
  checksumParts,
  memberLocation,
  openMembers,
  zipOddityParts,
} from '../../containers/zip/zipParts.ts'
import { METHOD_STORED, type ZipDirectory, type ZipEntry } from '../../encodings/zip/Zip.ts'
import type { Location } from '../../model/Location.ts'
import type { InnerFile, ModelPart, OddityKind } from '../../model/ModelPart.ts'
import { isExpected, type Member } from './members.ts'

const MAX_EARLY_BYTES = 1024 * 1024 // checksums of what is no larger belong to the first verdict

/** What is odd in the archive and which entries cannot be read; returns the others, in the order of the directory. */
export function* readArchive(
  archive: InnerFile,
  zip: ZipDirectory,
): Generator<ModelPart, readonly Member[], undefined> {
  yield* zipOddityParts(zip.oddities, archive.at)
  for (const entry of zip.entries) if (!entry.isDirectory) yield* entryOddities(entry, archive.at)
  yield* checksumParts(archive, { ...zip, entries: zip.entries.filter(isEarly) })
  const files = yield* openMembers(archive, zip.entries)
  return files.map((file) => ({ name: file.path, file }))
}

/** The checksums that `readArchive` leaves out. */
export function lateChecksumParts(archive: InnerFile, zip: ZipDirectory): Iterable<ModelPart> {
  const entries = zip.entries.filter((entry) => !isEarly(entry))
  return checksumParts(archive, { ...zip, entries })
}

function isEarly({ compressedSize, uncompressedSize }: ZipEntry): boolean {
  return Math.max(compressedSize, uncompressedSize) <= MAX_EARLY_BYTES
}

function* entryOddities(entry: ZipEntry, at: Location): Iterable<ModelPart> {
  const { name, method } = entry
  const quoted = JSON.stringify(name)
  if (!isExpected(name))
    yield odd('unexpected-entry', `${quoted} is nothing that Keras writes into a model`, entry, at)
  if (method !== METHOD_STORED)
    yield odd('compressed-entry', `${quoted} is compressed; Keras only stores`, entry, at)
}

function odd(what: OddityKind, detail: string, entry: ZipEntry, at: Location): ModelPart {
  return { kind: 'oddity', oddity: { what, detail, at: memberLocation(entry, at) } }
}
