import { sliceSource } from '../../bytes/ByteSource.ts'
import { ParseError } from '../../bytes/ParseError.ts'
import { endsLikeZip } from '../../encodings/zip/endRecord.ts'
import { isZip, readZip } from '../../encodings/zip/readZip.ts'
import type { ZipOddity } from '../../encodings/zip/Zip.ts'
import { rangeWithin } from '../../model/Location.ts'
import type { InnerFile, ModelPart } from '../../model/ModelPart.ts'

/** A file that is two: bytes of some other kind, and a zip archive behind them. */
export interface ZipBehind {
  readonly before: InnerFile
  readonly archive: InnerFile
}

/**
 * What `file` is when it begins with something else and ends with a zip archive; undefined when it does not.
 * Loaders that look at the end of a file first (Python's `zipfile`) read the archive. Throws `ParseError` when it is broken.
 */
export function splitAtZip(file: InnerFile): ZipBehind | undefined {
  const { source } = file
  if (!endsLikeZip(source)) return undefined
  const { entries } = readZip(source)
  const offset = entries.reduce((first, entry) => Math.min(first, entry.headerOffset), source.size)
  if (offset <= 0 || offset >= source.size) return undefined
  const length = source.size - offset
  return {
    before: pieceOf(file, { name: 'bytes before the zip archive', offset: 0, length: offset }),
    archive: pieceOf(file, { name: 'zip archive at the end', offset, length }),
  }
}

/** `parts` of `file`, then the zip archive behind it, unless one of them is that already. Throws `ParseError` as they do. */
export function* withZipBehind(parts: Iterable<ModelPart>, file: InnerFile): Iterable<ModelPart> {
  const known = new Set<number | null | undefined>()
  for (const part of parts) {
    if (part.kind === 'file') known.add(part.file.at.at(-1)?.offset)
    yield part
  }
  const split = splitAtZip(file)
  if (split !== undefined && !known.has(split.before.source.size))
    yield { kind: 'file', file: split.archive }
}

/** Bytes beside the entries that begin like a file: another reader may take them for the whole. */
export function unlistedFiles(
  archive: InnerFile,
  oddities: readonly ZipOddity[],
): readonly InnerFile[] {
  return oddities
    .filter(({ what }) => what === 'prefix-data' || what === 'trailing-data')
    .filter(({ traits = [] }) => traits.includes('file') || traits.includes('program'))
    .slice(0, MAX_UNLISTED)
    .map((oddity) => pieceOf(archive, oddity))
}

const MAX_UNLISTED = 10

/** The same, of an archive whose format yields its entries alone. None where the directory cannot be read. */
export function filesBeside(archive: InnerFile): readonly InnerFile[] {
  try {
    return isZip(archive.source) ? unlistedFiles(archive, readZip(archive.source).oddities) : []
  } catch (error) {
    if (error instanceof ParseError) return []
    throw error
  }
}

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
