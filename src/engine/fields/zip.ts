// What a zip archive consists of: local headers, members, the directory and the records at its end.
// APPNOTE: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
import type { ByteSource } from '../bytes/ByteSource.ts'
import { readCentralDirectory, type CentralRecord } from '../encodings/zip/centralDirectory.ts'
import { END_RECORD_BYTES, readEndRecord, type EndRecord } from '../encodings/zip/endRecord.ts'
import { readLocalHeader } from '../encodings/zip/localHeader.ts'
import { FLAG_DESCRIPTOR, METHOD_STORED } from '../encodings/zip/Zip.ts'
import { region, type FieldNode, type RegionNode } from './Field.ts'
import { readFields, type FieldReader } from './FieldReader.ts'
import type { Outline } from './Outline.ts'

const LOCAL_BYTES = 30
const DESCRIPTOR_SIGNATURE = 0x50
const LOCATOR_BYTES = 20
const ZIP64_BYTES = 56

/** A member whose bytes stand in the archive as they are. */
export interface StoredMember {
  readonly path: readonly string[]
  readonly offset: number
  readonly length: number
}

/** Adds every record to `outline`; returns the stored members. Throws `ParseError` when there is no directory. */
export function outlineZip(source: ByteSource, outline: Outline): readonly StoredMember[] {
  const end = readEndRecord(source)
  const stored: StoredMember[] = []
  const records = readCentralDirectory(source, end)
  for (const record of records) {
    const member = addMember(source, record, outline)
    if (member !== null) stored.push(member)
    if (outline.isFull) break
  }
  for (const { offset, length, name } of records) {
    const inside = () => centralFields(source.read(offset, length), offset)
    outline.add(
      region([], { name: `directory: ${name}`, type: 'central header', offset, length, inside }),
    )
  }
  addEnd(source, end, outline)
  return stored
}

function addMember(
  source: ByteSource,
  record: CentralRecord,
  outline: Outline,
): StoredMember | null {
  const local = readLocalHeader(source, record)
  const path = record.name.split('/').filter((part) => part !== '')
  if (local === undefined) {
    outline.note(`${record.name} has no local header where the directory says`)
    return null
  }
  const { headerOffset: offset, method, compressedSize, uncompressedSize } = record
  const headerBytes = local.dataOffset - offset
  const inside = () => localFields(source.read(offset, headerBytes), offset)
  outline.add(
    region(path, {
      name: 'local header',
      type: 'local header',
      offset,
      length: headerBytes,
      inside,
    }),
  )
  const length = Math.min(compressedSize, source.size - local.dataOffset)
  const packed =
    method === METHOD_STORED
      ? 'stored'
      : `${methodName(BigInt(method))}, ${uncompressedSize} bytes unpacked`
  if (length > 0)
    outline.add(
      region(path, {
        name: 'member',
        type: packed,
        kind: 'data',
        offset: local.dataOffset,
        length,
      }),
    )
  const sizes = { packedBytes: compressedSize, plainBytes: uncompressedSize }
  const behind = { path, flags: local.flags, offset: local.dataOffset + length, ...sizes }
  addDescriptor(source, behind, outline)
  return method === METHOD_STORED && length > 0 ? { path, offset: local.dataOffset, length } : null
}

interface Behind {
  readonly path: readonly string[]
  readonly flags: number
  readonly offset: number
  readonly packedBytes: number
  readonly plainBytes: number
}

/** The descriptor of a member that was written before its size was known; its sizes take four or eight bytes. */
function addDescriptor(
  source: ByteSource,
  { path, flags, offset, packedBytes, plainBytes }: Behind,
  outline: Outline,
): void {
  if ((flags & FLAG_DESCRIPTOR) === 0 || offset + 16 > source.size) return
  const bytes = source.read(offset, Math.min(24, source.size - offset))
  const hasSignature = bytes[0] === DESCRIPTOR_SIGNATURE && bytes[1] === 0x4b
  const head = hasSignature ? 8 : 4
  const isWide =
    bytes.length >= head + 16 &&
    readNumber(bytes, head) === packedBytes &&
    readNumber(bytes, head + 8) === plainBytes
  const width = isWide ? 8 : 4
  const length = head + 2 * width
  const inside = () =>
    readFields(bytes.subarray(0, length), offset, (reader) => {
      if (hasSignature) reader.text('signature', 4, 'signature')
      reader.checksum('CRC-32')
      reader.number('compressed size', width)
      reader.number('size', width)
    })
  outline.add(region(path, { name: 'data descriptor', type: 'descriptor', offset, length, inside }))
}

/** Eight bytes, exact up to 2^53. */
function readNumber(bytes: Uint8Array, from: number): number {
  return bytes.subarray(from, from + 8).reduceRight((sum, byte) => sum * 256 + byte, 0)
}

function addEnd(source: ByteSource, { offset, end }: EndRecord, outline: Outline): void {
  const locator = offset - LOCATOR_BYTES
  if (locator >= 0 && source.read(locator, 4)[2] === 6 && source.read(locator, 4)[3] === 7) {
    outline.add(record(source, 'zip64 locator', locator, LOCATOR_BYTES, locatorFields))
    if (locator >= ZIP64_BYTES)
      outline.add(
        record(source, 'zip64 end record', locator - ZIP64_BYTES, ZIP64_BYTES, zip64Fields),
      )
  }
  const length = Math.min(end, source.size) - offset
  outline.add(
    record(
      source,
      'end of central directory',
      offset,
      Math.max(END_RECORD_BYTES, length),
      endFields,
    ),
  )
}

function record(
  source: ByteSource,
  name: string,
  ...[offset, length, read]: readonly [number, number, (reader: FieldReader) => void]
): RegionNode {
  const inside = () => readFields(source.read(offset, length), offset, read)
  return region([], { name, type: 'record', offset, length, inside })
}

function localFields(bytes: Uint8Array, base: number): readonly FieldNode[] {
  return readFields(bytes, base, (reader) => {
    reader.text('signature', 4, 'signature')
    reader.number('version needed', 2, version)
    readCommon(reader)
    const name = Number(reader.number('name size', 2))
    const extra = Number(reader.number('extra size', 2))
    reader.text('name', name)
    reader.bytes('extra fields', Math.min(extra, bytes.length - LOCAL_BYTES - name))
  })
}

/** What local and central headers share. */
function readCommon(reader: FieldReader): void {
  reader.number('flags', 2, (flags) => `0x${flags.toString(16).padStart(4, '0')}`)
  reader.number('method', 2, methodName)
  reader.number('modified (time)', 2, dosTime)
  reader.number('modified (date)', 2, dosDate)
  reader.checksum('CRC-32')
  reader.number('compressed size', 4)
  reader.number('size', 4)
}

function centralFields(bytes: Uint8Array, base: number): readonly FieldNode[] {
  return readFields(bytes, base, (reader) => {
    reader.text('signature', 4, 'signature')
    reader.number('made by', 2, version)
    reader.number('version needed', 2, version)
    readCommon(reader)
    const name = Number(reader.number('name size', 2))
    const extra = Number(reader.number('extra size', 2))
    const comment = Number(reader.number('comment size', 2))
    reader.number('disk', 2)
    reader.number('internal attributes', 2)
    reader.number('external attributes', 4, (value) => `0x${value.toString(16)}`)
    reader.address('local header', 4)
    reader.text('name', name)
    reader.bytes('extra fields', extra)
    reader.text('comment', comment)
  })
}

function endFields(reader: FieldReader): void {
  reader.text('signature', 4, 'signature')
  for (const name of ['disk', 'disk of directory', 'entries here', 'entries in all'])
    reader.number(name, 2)
  reader.number('directory size', 4)
  reader.address('directory offset', 4)
  const comment = Number(reader.number('comment size', 2))
  reader.text('comment', Math.min(comment, reader.left))
}

function zip64Fields(reader: FieldReader): void {
  reader.text('signature', 4, 'signature')
  reader.number('record size', 8)
  reader.number('made by', 2, version)
  reader.number('version needed', 2, version)
  reader.number('disk', 4)
  reader.number('disk of directory', 4)
  for (const name of ['entries here', 'entries in all', 'directory size']) reader.number(name, 8)
  reader.address('directory offset', 8)
}

function locatorFields(reader: FieldReader): void {
  reader.text('signature', 4, 'signature')
  reader.number('disk', 4)
  reader.address('zip64 end record', 8)
  reader.number('disks', 4)
}

/** APPNOTE 4.4.5 */
const METHODS: ReadonlyMap<bigint, string> = new Map([
  [0n, 'stored'],
  [8n, 'deflated'],
  [9n, 'deflate64'],
  [12n, 'bzip2'],
  [14n, 'LZMA'],
  [93n, 'Zstandard'],
  [95n, 'xz'],
  [99n, 'AES'],
])

function methodName(method: bigint): string {
  return METHODS.get(method) ?? `method ${method}`
}

function version(value: bigint): string {
  const low = Number(value & 0xffn)
  return `${Math.floor(low / 10)}.${low % 10}`
}

function dosTime(value: bigint): string {
  const time = Number(value)
  const parts = [time >> 11, (time >> 5) & 63, (time & 31) * 2]
  return parts.map((part) => String(part).padStart(2, '0')).join(':')
}

function dosDate(value: bigint): string {
  const date = Number(value)
  const parts = [1980 + (date >> 9), (date >> 5) & 15, date & 31]
  return parts.map((part) => String(part).padStart(2, '0')).join('-')
}
