import { sliceSource } from '../../bytes/ByteSource.ts'
import { endsLikeZip } from '../../encodings/zip/endRecord.ts'
import { readZip } from '../../encodings/zip/readZip.ts'
import { beginsLikeFile } from '../../encodings/zip/signature.ts'
import type { ZipOddity } from '../../encodings/zip/Zip.ts'
import { rangeWithin } from '../../model/Location.ts'
import type { InnerFile } from '../../model/ModelPart.ts'

/** The zip archive that `file` ends with, when it begins with something else; undefined when there is none. Throws `ParseError` when it is broken. */
export function embeddedZip(archive: InnerFile): InnerFile | undefined {
  const { source } = archive
  if (!endsLikeZip(source)) return undefined
  const { entries } = readZip(source)
  const offset = entries.reduce((first, entry) => Math.min(first, entry.headerOffset), source.size)
  if (offset <= 0 || offset >= source.size) return undefined
  return pieceOf(archive, { name: 'zip archive at the end', offset, length: source.size - offset })
}

/** Bytes beside the entries that begin like a file: another reader may take them for the whole. */
export function unlistedFiles(
  archive: InnerFile,
  oddities: readonly ZipOddity[],
): readonly InnerFile[] {
  return oddities
    .filter(({ what }) => what === 'prefix-data' || what === 'trailing-data')
    .filter(({ offset, length }) => {
      const start = archive.source.read(offset, Math.min(length, START_BYTES))
      return beginsLikeFile(start)
    })
    .slice(0, MAX_UNLISTED)
    .map((oddity) => pieceOf(archive, oddity))
}

const START_BYTES = 16
const MAX_UNLISTED = 10

function pieceOf(
  { path, source, at }: InnerFile,
  { name, offset, length }: { name: string; offset: number; length: number },
): InnerFile {
  const piece = { kind: 'member', name, offset, length } as const
  return {
    path: `${path} (bytes ${offset} to ${offset + length})`,
    source: sliceSource(source, offset, length),
    at: rangeWithin(at, piece),
  }
}
