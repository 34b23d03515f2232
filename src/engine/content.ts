import type { Collection } from './Collection.ts'
import type { ByteSource } from './bytes/ByteSource.ts'
import { ParseError } from './bytes/ParseError.ts'
import { fileLocation } from './model/Location.ts'
import type { YaraMatch } from './model/Report.ts'
import { scanParts, scanWhole } from './scan.ts'
import { gitBlobStream, sha256Stream } from './sha256.ts'
import type { ContentOptions, Progress, Upload } from './Upload.ts'

const BLOCK_BYTES = 4 * 1024 * 1024
/** libyara-wasm takes 2.5 times the size of what it scans; this keeps it under 700 MB. */
const MAX_YARA_BYTES = 256 * 1024 * 1024

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
  const yara: YaraMatch[] = []
  const blob = listedBlob == null ? null : gitBlobStream(total)
  let done = 0
  for (const { path, source } of files) {
    const { sha256, bytes } = yield* readFile(source, { path, done, total, blob }, collection)
    done += source.size
    hashes.push(sha256)
    if (options.yara !== null && bytes === null) collection.add(tooLarge(path, source), [])
    if (options.yara === null || bytes === null) continue
    yield { doing: `YARA over ${path}`, done, total }
    const scan = { scanner: options.yara, rules: options.rules }
    yara.push(...scanWhole(bytes, fileLocation(path, source.size), scan, collection))
  }
  yara.push(...(yield* scanPartsOnly(collection, options, { done, total })))
  return { sha256: hashes, blob: blob === null || hashes.includes(null) ? null : blob.hex(), yara }
}

/** Scans all parts with YARA, and no whole file. */
export function* scanPartsOnly(
  collection: Collection,
  { yara, rules }: ContentOptions,
  { done, total }: Pick<Progress, 'done' | 'total'> = { done: 0, total: 0 },
): Generator<Progress, readonly YaraMatch[]> {
  if (yara === null) return []
  const steps = scanParts(collection, { scanner: yara, rules })
  let step = steps.next()
  for (; step.done !== true; step = steps.next()) yield { doing: step.value, done, total }
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

function tooLarge(path: string, source: ByteSource): Parameters<Collection['add']>[0] {
  const message = `${path} has ${source.size} bytes; YARA scans whole files up to ${MAX_YARA_BYTES}, so only its parts were scanned`
  return {
    kind: 'problem',
    problem: { kind: 'limit', message, location: fileLocation(path, source.size) },
  }
}
