// Tar archives as CPython's `tarfile` reads them: ustar, GNU long names, pax headers, and what other readers see otherwise.
// https://www.gnu.org/software/tar/manual/html_node/Standard.html, POSIX.1-2017 pax,
// https://github.com/python/cpython/blob/v3.13.0/Lib/tarfile.py
import { withoutEnd } from '../../bytes/withoutEnd.ts'
import type { ByteSource } from '../../bytes/ByteSource.ts'
import { ParseError } from '../../bytes/ParseError.ts'
import { LongFields, NAME_KINDS, type LongField } from './LongFields.ts'
import { oddOnes, sizedTwice, unfollowed } from './tarOddities.ts'
import type { TarArchive, TarEntry, TarOddity } from './Tar.ts'

export type { TarArchive, TarEntry, TarOddity } from './Tar.ts'

const BLOCK_BYTES = 512
const MAX_ENTRIES = 100_000

/** Whether `head` begins with a tar header: its checksum is right. */
export function isTar(head: Uint8Array): boolean {
  return head.length >= BLOCK_BYTES && head[0] !== 0 && hasChecksum(head.subarray(0, BLOCK_BYTES))
}

/** Reads every header up to the first that is broken; never throws for what is in the file. */
export function readTar(source: ByteSource): TarArchive {
  const entries: TarEntry[] = []
  const oddities: TarOddity[] = []
  const seen = { names: new Set<string>(), links: new Map<string, string>() }
  const walk: Walk = { fault: null, end: 0 }
  for (const entry of headers(source, walk)) {
    if (entries.length === MAX_ENTRIES) {
      walk.fault = new ParseError(`tar: more than ${MAX_ENTRIES} entries`, entry.headerOffset)
      break
    }
    entries.push(entry)
    oddities.push(...oddOnes(entry, seen), ...sizedTwice(entry))
  }
  if (walk.fault === null) oddities.push(...unfollowed(source, walk.end))
  return { entries, oddities, fault: walk.fault }
}

interface Walk {
  /** What ended it before the end of the archive. */
  fault: ParseError | null
  /** Just behind the last block that was read. */
  end: number
}

function* headers(source: ByteSource, walk: Walk): Generator<TarEntry, undefined, undefined> {
  const long = new LongFields()
  for (let offset = 0; offset + BLOCK_BYTES <= source.size;) {
    walk.end = offset
    const block = source.read(offset, BLOCK_BYTES)
    if (block.every((byte) => byte === 0)) return
    const found = attempt(walk, () => readBlock(source, block, offset, long))
    if (found === undefined) return
    if (found.entry !== null) yield found.entry
    offset = found.next
    walk.end = Math.min(offset, source.size)
  }
  walk.fault = new ParseError('tar: the archive is cut: it has no blocks of zeros', source.size)
}

function attempt<T>(walk: Walk, read: () => T): T | undefined {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof ParseError)) throw error
    walk.fault = error
    return undefined
  }
}

interface Block {
  readonly entry: TarEntry | null
  /** Where the next header stands. */
  readonly next: number
}

/** One header with what follows it. Throws `ParseError` when it is broken, or its bytes go past the end. */
function readBlock(source: ByteSource, block: Uint8Array, offset: number, long: LongFields): Block {
  if (!hasChecksum(block)) throw new ParseError(`tar: no header at byte ${offset}`, offset)
  const kind = String.fromCharCode(block[156] ?? 0)
  const writtenSize = numberIn(block.subarray(124, 136))
  const dataOffset = offset + BLOCK_BYTES
  if (!NAME_KINDS.has(kind)) {
    const entry = toEntry(block, offset, long.take())
    checkSize(source, dataOffset, entry.size)
    const skipped = kind === 'S' ? extendedBytes(source, block, dataOffset) : 0
    return { entry, next: dataOffset + skipped + inBlocks(entry.size) }
  }
  checkSize(source, dataOffset, writtenSize)
  long.read(source, { kind, dataOffset, size: writtenSize })
  return { entry: null, next: dataOffset + inBlocks(writtenSize) }
}

function toEntry(block: Uint8Array, headerOffset: number, long: LongField): TarEntry {
  const kind = String.fromCharCode(block[156] ?? 0)
  const writtenSize = numberIn(block.subarray(124, 136))
  const written = long.path ?? shortName(block)
  const type = typeOf(kind, written, long.isSparse)
  const declaredSize = long.size ?? writtenSize
  return {
    name: type === 'folder' ? withoutEnd(written, '/') : written,
    type,
    kind,
    target: long.link ?? textOf(block.subarray(157, 257)),
    headerOffset,
    dataOffset: headerOffset + BLOCK_BYTES,
    // Python takes no bytes for links, devices and folders, whatever size they declare.
    size: type === 'link' || type === 'folder' ? 0 : declaredSize,
    declaredSize,
    writtenSize,
  }
}

function checkSize(source: ByteSource, dataOffset: number, size: number): void {
  if (!Number.isSafeInteger(size) || size < 0)
    throw new ParseError(`tar: the size ${size} is no size`, dataOffset)
  if (dataOffset + size > source.size)
    throw new ParseError(`tar: ${size} bytes at ${dataOffset} go past ${source.size}`, dataOffset)
}

function inBlocks(size: number): number {
  return Math.ceil(size / BLOCK_BYTES) * BLOCK_BYTES
}

const EXTENDED_AT = 482 // in a GNU sparse header: whether more of the map follows
const EXTENDED_IN_MAP_AT = 504
const MAX_MAP_BLOCKS = 10_000

/** Bytes of the blocks that go on with the map of a GNU sparse file. */
function extendedBytes(source: ByteSource, block: Uint8Array, dataOffset: number): number {
  let isExtended = block[EXTENDED_AT] === 1
  let bytes = 0
  while (isExtended && bytes < MAX_MAP_BLOCKS * BLOCK_BYTES) {
    isExtended = source.read(dataOffset + bytes, BLOCK_BYTES)[EXTENDED_IN_MAP_AT] === 1
    bytes += BLOCK_BYTES
  }
  return bytes
}

/** A type that nobody knows is a file to Python. */
function typeOf(kind: string, name: string, isSparse: boolean): TarEntry['type'] {
  if (kind === 'S' || isSparse) return 'sparse'
  if (kind === '5' || (kind === '\0' && name.endsWith('/'))) return 'folder'
  return ['1', '2', '3', '4', '6'].includes(kind) ? 'link' : 'file'
}

/** The sum of all bytes, its own eight counted as spaces; old writers took the bytes for signed ones. */
function hasChecksum(block: Uint8Array): boolean {
  const counted = (byte: number, at: number) => (at >= 148 && at < 156 ? 0x20 : byte)
  const sum = block.reduce((total, byte, at) => total + counted(byte, at), 0)
  const signed = block.reduce((total, byte, at) => total + signedByte(counted(byte, at)), 0)
  const declared = numberIn(block.subarray(148, 156))
  return declared === sum || declared === signed
}

function signedByte(byte: number): number {
  return byte < 0x80 ? byte : byte - 0x100
}

/** Octal digits, or 256-based when the first byte is 0x80 or 0xff; nothing is 0. NaN for anything else. */
function numberIn(field: Uint8Array): number {
  const [first = 0, ...rest] = field
  if (first === 0x80) return rest.reduce((value, byte) => value * 256 + byte, 0)
  if (first === 0xff) return -1 // negative: no size is
  const digits = textOf(field).trim()
  if (digits === '') return 0
  return /^[0-7]+$/.test(digits) ? Number.parseInt(digits, 8) : NaN
}

/** Up to the first NUL. */
function textOf(field: Uint8Array): string {
  const end = field.indexOf(0)
  return new TextDecoder().decode(end < 0 ? field : field.subarray(0, end))
}

function shortName(block: Uint8Array): string {
  const name = textOf(block.subarray(0, 100))
  const isUstar = textOf(block.subarray(257, 262)) === 'ustar'
  const prefix = isUstar ? textOf(block.subarray(345, 500)) : ''
  return prefix === '' ? name : `${prefix}/${name}`
}
