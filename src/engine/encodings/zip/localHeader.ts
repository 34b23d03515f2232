// Local file headers, and where they disagree with the directory. APPNOTE 4.3.7
import type { ByteSource } from '../../bytes/ByteSource.ts'
import { Cursor } from '../../bytes/Cursor.ts'
import type { CentralRecord } from './centralDirectory.ts'
import { decodeName } from './entryName.ts'
import { extraFields, withZip64 } from './extraFields.ts'
import {
  FLAG_DESCRIPTOR,
  FLAG_ENCRYPTED,
  FLAG_PATCHED,
  FLAG_STRONG_ENCRYPTION,
  FLAG_UTF8,
  type StoredAs,
} from './Zip.ts'
import { descriptorMismatches } from './descriptor.ts'

export interface LocalHeader {
  readonly name: string
  readonly dataOffset: number
  readonly flags: number
  /** How it has the bytes stored, when that is otherwise than in the directory. */
  readonly storedAs: StoredAs | null
  /** What differs from the directory, one phrase each. */
  readonly mismatches: readonly string[]
}

/** A record of the directory and the local header that it points to. */
export interface EntryHeaders {
  readonly record: CentralRecord
  readonly local: LocalHeader | undefined
}

const HEADER_BYTES = 30
const SIGNATURE = 0x04034b50
/** The bits that change what a reader does. */
const FLAGS_THAT_COUNT =
  FLAG_ENCRYPTED | FLAG_DESCRIPTOR | FLAG_PATCHED | FLAG_STRONG_ENCRYPTION | FLAG_UTF8

/** The local header of `record`; undefined when none stands where the directory says. */
export function readLocalHeader(
  source: ByteSource,
  record: CentralRecord,
): LocalHeader | undefined {
  const start = record.headerOffset
  if (start < 0 || start + HEADER_BYTES > source.size) return undefined
  const cursor = new Cursor(source.read(start, HEADER_BYTES))
  if (cursor.u32() !== SIGNATURE) return undefined
  cursor.skip(2)
  const [flags, method] = [cursor.u16(), cursor.u16()]
  cursor.skip(4)
  const [crc32, compressed, uncompressed] = [cursor.u32(), cursor.u32(), cursor.u32()]
  const [nameBytes, extraBytes] = [cursor.u16(), cursor.u16()]
  const dataOffset = start + HEADER_BYTES + nameBytes + extraBytes
  if (dataOffset > source.size) return undefined
  const names = source.read(start + HEADER_BYTES, nameBytes + extraBytes)
  const name = decodeName(names.subarray(0, nameBytes), flags)
  const extra = extraFields(names.subarray(nameBytes))
  const [uncompressedSize = 0, compressedSize = 0] = withZip64([uncompressed, compressed], extra)
  const local = { name, flags, method, crc32, compressedSize, uncompressedSize }
  const found = [
    ...mismatches(local, record),
    ...(isLater(local) ? descriptorMismatches(source, dataOffset, record) : []),
  ]
  return { name, dataOffset, flags, storedAs: storedOtherwise(local, record), mismatches: found }
}

/** The sizes of the directory count where the local header leaves them to a descriptor. */
function storedOtherwise(local: Header, record: CentralRecord): StoredAs | null {
  const { compressedSize, uncompressedSize } = isLater(local) ? record : local
  const isSame =
    local.method === record.method &&
    compressedSize === record.compressedSize &&
    uncompressedSize === record.uncompressedSize
  return isSame ? null : { method: local.method, compressedSize, uncompressedSize }
}

interface Header {
  readonly flags: number
  readonly method: number
  readonly crc32: number
  readonly compressedSize: number
  readonly uncompressedSize: number
}

function mismatches(local: Header & { name: string }, record: CentralRecord): readonly string[] {
  const flags = (local.flags ^ record.flags) & FLAGS_THAT_COUNT
  return [
    ...(local.name === record.writtenName ? [] : [`name ${JSON.stringify(local.name)}`]),
    ...(local.method === record.method ? [] : [`method ${local.method}, not ${record.method}`]),
    ...(flags === 0 ? [] : [`flags ${hex(local.flags)}, not ${hex(record.flags)}`]),
    ...sizeMismatches(local, record),
  ]
}

/**
 * A header written before its bytes holds zeros; the descriptor behind them holds the values. Info-ZIP knows the size of
 * what it packs by then, and writes that alone.
 */
function isLater({ flags, crc32, compressedSize }: Header): boolean {
  return (flags & FLAG_DESCRIPTOR) !== 0 && crc32 === 0 && isUnset(compressedSize)
}

function isUnset(size: number): boolean {
  return size === 0 || size === 0xffffffff
}

function sizeMismatches(local: Header, record: Header): readonly string[] {
  const names = ['crc32', 'compressedSize', 'uncompressedSize'] as const
  return names
    .filter((name) => local[name] !== record[name] && !(isLater(local) && isUnset(local[name])))
    .map((name) => `${WORDS[name]} ${local[name]}, not ${record[name]}`)
}

const WORDS = {
  crc32: 'checksum',
  compressedSize: 'stored size',
  uncompressedSize: 'size',
} as const

function hex(flags: number): string {
  return `0x${flags.toString(16).padStart(4, '0')}`
}
