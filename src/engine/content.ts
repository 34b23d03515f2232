import type { Collection } from './Collection.ts'
import type { ByteSource } from './bytes/ByteSource.ts'
import { ParseError } from './bytes/ParseError.ts'
import { fileLocation } from './model/Location.ts'
import type { YaraMatch } from './model/Report.ts'
import { isSmall, partPieces, scanPieces, type Piece } from './scan.ts'
import { gitBlobStream, sha256Stream } from './sha256.ts'
import type { ContentOptions, Progress, Upload } from './Upload.ts'
import { scanWindows, type LargeFile } from './windows.ts'

const BLOCK_BYTES = 4 * 1024 * 1024
/** libyara-wasm takes 2.5 times the size of what it scans; this keeps it under 700 MB. */
export const MAX_YARA_BYTES = 256 * 1024 * 1024

interface Whole {
  /** One a file, in their order; null for a file that could not be read to its end. */
  readonly sha256: readonly (string | null)[]
  /** The name that git gives to a single file, when its host lists one; else null. */
  readonly blob: string | null
  readonly yara: readonly YaraMatch[]
}

/** Reads every byte of every file once: hashes them, and scans them and all parts with YARA. */
export function* readContent(
  { files, listedBlob }: Upload,
  collection: Collection,
  options: ContentOptions,
): Generator<Progress, Whole> {
  const total = files.reduce((sum, { source }) => sum + source.size, 0)
  const hashes: (string | null)[] = []
  const scanned: YaraMatch[] = []
  const small: Piece[] = []
  const blob = listedBlob == null ? null : gitBlobStream(total)
  let done = 0
  for (const { path, source } of files) {
    const { sha256, bytes } = yield* readFile(source, { path, done, total, blob }, collection)
    hashes.push(sha256)
    const location = fileLocation(path, source.size)
    const file = { path, source, location }
    if (bytes !== null && isSmall(bytes)) small.push({ id: 'whole', bytes, location })
    else if (sha256 !== null)
      scanned.push(...(yield* scanFile({ ...file, bytes }, options, collection, { done, total })))
    done += source.size
  }
  const rest = yield* scanTogether(small, collection, options, { done, total })
  const yara = inOrder([...scanned, ...rest], files)
  return { sha256: hashes, blob: blob === null || hashes.includes(null) ? null : blob.hex(), yara }
}

/** Matches in whole files by file, then those in parts. */
function inOrder(matches: readonly YaraMatch[], files: Upload['files']): readonly YaraMatch[] {
  const order = new Map(files.map(({ path }, index) => [path, index]))
  const orderOf = ({ part, location }: YaraMatch): number =>
    part === 'whole' ? (order.get(location[0]?.name ?? '') ?? 0) : files.length
  return matches.toSorted((a, b) => orderOf(a) - orderOf(b))
}

/** Scans all parts with YARA, and no whole file. */
export function scanPartsOnly(
  collection: Collection,
  options: ContentOptions,
): Generator<Progress, readonly YaraMatch[]> {
  return scanTogether([], collection, options, { done: 0, total: 0 })
}

/** Small files and all parts. */
function* scanTogether(
  files: readonly Piece[],
  collection: Collection,
  { yara, rules }: ContentOptions,
  { done, total }: Pick<Progress, 'done' | 'total'>,
): Generator<Progress, readonly YaraMatch[]> {
  if (yara === null) return []
  const pieces = [...files, ...partPieces(collection)]
  const steps = scanPieces(pieces, { scanner: yara, rules }, collection)
  let step = steps.next()
  for (; step.done !== true; step = steps.next()) yield { doing: step.value, done, total }
  return step.value
}

/** A file that is too large to be scanned with others; without `bytes`, in windows. */
function* scanFile(
  { bytes, ...file }: LargeFile & { readonly bytes: Uint8Array | null },
  { yara, rules }: ContentOptions,
  collection: Collection,
  { done, total }: Pick<Progress, 'done' | 'total'>,
): Generator<Progress, readonly YaraMatch[]> {
  if (yara === null) return []
  const doing = `YARA over ${file.path}`
  yield { doing, done, total }
  const scan = { scanner: yara, rules }
  const steps =
    bytes === null
      ? scanWindows(file, scan, collection)
      : scanPieces([{ id: 'whole', bytes, location: file.location }], scan, collection)
  let step = steps.next()
  for (; step.done !== true; step = steps.next())
    yield { doing, done: done + (typeof step.value === 'number' ? step.value : 0), total }
  return step.value
}

interface Place {
  readonly path: string
  readonly done: number
  readonly total: number
  readonly blob: ReturnType<typeof gitBlobStream> | null
}

function* readFile(
  source: ByteSource,
  { path, done, total, blob }: Place,
  collection: Collection,
): Generator<Progress, { sha256: string | null; bytes: Uint8Array | null }> {
  const hash = sha256Stream()
  const bytes = source.size <= MAX_YARA_BYTES ? new Uint8Array(source.size) : null
  for (let offset = 0; offset < source.size; offset += BLOCK_BYTES) {
    yield { doing: `reading every byte of ${path}`, done: done + offset, total }
    const block = readBlock(source, offset, Math.min(BLOCK_BYTES, source.size - offset))
    if (block instanceof ParseError) {
      const location = fileLocation(path, source.size)
      collection.add(
        { kind: 'problem', problem: { kind: 'malformed', message: block.message, location } },
        location,
      )
      return { sha256: null, bytes: null }
    }
    hash.update(block)
    blob?.update(block)
    bytes?.set(block, offset)
  }
  return { sha256: hash.hex(), bytes }
}

/** A file can vanish or shrink while it is read: then there is no hash, and the report says so. */
function readBlock(source: ByteSource, offset: number, length: number): Uint8Array | ParseError {
  try {
    return source.read(offset, length)
  } catch (error) {
    if (error instanceof ParseError) return error
    throw error
  }
}
