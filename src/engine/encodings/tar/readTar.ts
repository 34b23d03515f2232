// Tar archives: ustar, GNU long names, pax paths. https://www.gnu.org/software/tar/manual/html_node/Standard.html
import type { ByteSource } from '../../bytes/ByteSource.ts'
import { ParseError } from '../../bytes/ParseError.ts'

export interface TarEntry {
  readonly name: string
  readonly type: 'file' | 'folder' | 'other'
  readonly headerOffset: number
  readonly dataOffset: number
  readonly size: number
}

export interface TarOddity {
  readonly what: 'link-entry' | 'odd-name' | 'duplicate-entry'
  readonly detail: string
  readonly name: string
  readonly offset: number
  readonly length: number
}

export interface TarArchive {
  readonly entries: readonly TarEntry[]
  readonly oddities: readonly TarOddity[]
}

const BLOCK_BYTES = 512
const MAX_ENTRIES = 100_000
const MAX_NAME_BYTES = 65_536 // of a GNU or pax name

/** Whether `head` begins with a tar header: its checksum is right. */
export function isTar(head: Uint8Array): boolean {
  return head.length >= BLOCK_BYTES && head[0] !== 0 && hasChecksum(head.subarray(0, BLOCK_BYTES))
}

/** Reads every header. Throws `ParseError` where one is broken or a file goes past the end; what was read is lost then. */
export function readTar(source: ByteSource): TarArchive {
  const entries: TarEntry[] = []
  const names = new Set<string>()
  const oddities: TarOddity[] = []
  for (const header of headers(source)) {
    const { entry, link } = header
    if (entries.length === MAX_ENTRIES)
      throw new ParseError(`tar: more than ${MAX_ENTRIES} entries`, entry.headerOffset)
    entries.push(entry)
    oddities.push(...oddOnes(entry, link, names.has(entry.name)))
    names.add(entry.name)
  }
  return { entries, oddities }
}

interface Header {
  readonly entry: TarEntry
  /** What a link or device is; null for files and folders. */
  readonly link: string | null
}

function* headers(source: ByteSource): Generator<Header, undefined, undefined> {
  let longName: string | undefined
  for (let offset = 0; offset + BLOCK_BYTES <= source.size;) {
    const block = source.read(offset, BLOCK_BYTES)
    if (block.every((byte) => byte === 0)) return
    const { kind, size } = fixedFields(block, offset)
    const dataOffset = offset + BLOCK_BYTES
    if (dataOffset + size > source.size)
      throw new ParseError(`tar: ${size} bytes at ${dataOffset} go past ${source.size}`, offset)
    if (NAME_KINDS.has(kind)) longName = longNameIn(source, { kind, dataOffset, size }) ?? longName
    else {
      const name = longName ?? shortName(block)
      const type = typeOf(kind, name)
      yield {
        entry: { name, type, headerOffset: offset, dataOffset, size },
        link: LINKS.get(kind) ?? null,
      }
      longName = undefined
    }
    offset = dataOffset + Math.ceil(size / BLOCK_BYTES) * BLOCK_BYTES
  }
}

/** Long names of GNU (L: file, K: link) and pax headers (x: next entry, g: all). */
const NAME_KINDS = new Set(['L', 'K', 'x', 'g'])

const LINKS = new Map([
  ['1', 'a hard link'],
  ['2', 'a symbolic link'],
  ['3', 'a character device'],
  ['4', 'a block device'],
  ['6', 'a named pipe'],
])

function typeOf(kind: string, name: string): TarEntry['type'] {
  if (kind === '5' || name.endsWith('/')) return 'folder'
  return ['0', '\0', '7'].includes(kind) ? 'file' : 'other'
}

function fixedFields(block: Uint8Array, offset: number): { kind: string; size: number } {
  if (!hasChecksum(block)) throw new ParseError(`tar: no header at byte ${offset}`, offset)
  const size = numberIn(block.subarray(124, 136))
  if (!Number.isSafeInteger(size)) throw new ParseError(`tar: the size ${size} is no size`, offset)
  return { kind: String.fromCharCode(block[156] ?? 0), size }
}

/** The sum of all bytes, its own eight counted as spaces. */
function hasChecksum(block: Uint8Array): boolean {
  const sum = block.reduce((total, byte, at) => total + (at >= 148 && at < 156 ? 0x20 : byte), 0)
  return numberIn(block.subarray(148, 156)) === sum
}

/** Octal digits, or 256-based when the first bit is set. NaN for neither. */
function numberIn(field: Uint8Array): number {
  const first = field[0] ?? 0
  if ((first & 0x80) !== 0)
    return field.reduce((value, byte, at) => value * 256 + (at === 0 ? byte & 0x7f : byte), 0)
  const digits = textOf(field).trim()
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

function longNameIn(
  source: ByteSource,
  { kind, dataOffset, size }: { kind: string; dataOffset: number; size: number },
): string | undefined {
  if (kind !== 'L' && kind !== 'x') return undefined
  if (size > MAX_NAME_BYTES)
    throw new ParseError(`tar: a name of ${size} bytes is over ${MAX_NAME_BYTES}`, dataOffset)
  const bytes = source.read(dataOffset, size)
  if (kind === 'L') return textOf(bytes)
  const records = new TextDecoder().decode(bytes).split('\n')
  return records
    .map((record) => /^\d+ path=(.*)$/s.exec(record)?.[1])
    .findLast((path) => path !== undefined)
}

function oddOnes(entry: TarEntry, link: string | null, isSecond: boolean): readonly TarOddity[] {
  const { name } = entry
  const place = { name, offset: entry.headerOffset, length: BLOCK_BYTES }
  const quoted = JSON.stringify(name)
  const leadsOut = /^[\\/]|^[A-Za-z]:|(?:^|[\\/])\.\.(?:[\\/]|$)/.test(name)
  return [
    ...(link === null
      ? []
      : [{ what: 'link-entry', detail: `${quoted} is ${link}`, ...place } as const]),
    ...(leadsOut
      ? [{ what: 'odd-name', detail: `${quoted} leads out of the archive`, ...place } as const]
      : []),
    ...(isSecond
      ? [
          {
            what: 'duplicate-entry',
            detail: `${quoted} stands again; Python reads the last`,
            ...place,
          } as const,
        ]
      : []),
  ]
}
