// Sorted string table, the format of LevelDB: https://github.com/google/leveldb/blob/main/doc/table_format.md
import { Cursor } from '../../bytes/Cursor.ts'
import { ParseError } from '../../bytes/ParseError.ts'

/** One key with its value; offsets are those in the whole table. */
export interface TableEntry {
  readonly key: string
  readonly value: Uint8Array
  readonly offset: number
}

const FOOTER_BYTES = 48
const MAGIC = 0xdb47_7524_8b80_fb57n
const TRAILER_BYTES = 5 // kind of compression, checksum
const RESTART_BYTES = 4
const MAX_ENTRIES = 500_000 // the largest published models have 10,000 tensors

/** Reads the entries of `table` in their order. Throws `ParseError` where it breaks the format, or is compressed. */
export function* readTable(table: Uint8Array): Generator<TableEntry, undefined, undefined> {
  const index = readFooter(table)
  let left = MAX_ENTRIES
  for (const { value, offset } of readBlock(table, index))
    for (const entry of readBlock(table, readHandle(new Cursor(value), offset))) {
      if (left === 0) throw new ParseError(`more than ${MAX_ENTRIES} entries`, entry.offset)
      left -= 1
      yield entry
    }
}

interface Handle {
  readonly offset: number
  readonly length: number
}

/** Where the index block lies. */
function readFooter(table: Uint8Array): Handle {
  const start = table.length - FOOTER_BYTES
  if (start < 0) throw new ParseError(`a table of ${table.length} bytes has no footer`, 0)
  const cursor = new Cursor(table, table.length - 8)
  if (cursor.u64() !== MAGIC) throw new ParseError('the table does not end as one does', start)
  cursor.seek(start)
  readHandle(cursor, 0) // of the block of filters, which has none here
  return readHandle(cursor, 0)
}

function readHandle(cursor: Cursor, base: number): Handle {
  const at = base + cursor.offset
  const handle = { offset: readVarint(cursor), length: readVarint(cursor) }
  if (handle.length < RESTART_BYTES) throw new ParseError(`a block of ${handle.length} bytes`, at)
  return handle
}

function* readBlock(
  table: Uint8Array,
  { offset, length }: Handle,
): Generator<TableEntry, undefined, undefined> {
  const whole = new Cursor(table, Math.min(offset, table.length))
  const block = whole.take(length)
  checkPlain(whole.take(TRAILER_BYTES)[0], offset)
  const cursor = new Cursor(block)
  const end = entriesEnd(block, offset)
  let key = new Uint8Array(0)
  while (cursor.offset < end) {
    const at = offset + cursor.offset
    const shared = readVarint(cursor)
    const added = readVarint(cursor)
    const valueBytes = readVarint(cursor)
    if (shared > key.length) throw new ParseError(`${shared} of ${key.length} bytes of a key`, at)
    key = joined(key.subarray(0, shared), cursor.take(added))
    const value = { offset: offset + cursor.offset, value: cursor.take(valueBytes) }
    yield { key: UTF8.decode(key), ...value }
  }
}

const UTF8 = new TextDecoder('utf-8', { ignoreBOM: true })

function checkPlain(compression: number | undefined, offset: number): void {
  if (compression !== 0)
    throw new ParseError(
      `a block with compression ${compression ?? 0}, which TensorFlow does not write`,
      offset,
    )
}

/** Entries end where the list of restarts begins, whose count ends the block. */
function entriesEnd(block: Uint8Array, offset: number): number {
  const restarts = new Cursor(block, block.length - RESTART_BYTES).u32()
  const end = block.length - RESTART_BYTES * (restarts + 1)
  if (end < 0)
    throw new ParseError(`${restarts} restarts in a block of ${block.length} bytes`, offset)
  return end
}

function readVarint(cursor: Cursor): number {
  const at = cursor.offset
  let value = 0
  for (let index = 0; index < 8; index += 1) {
    const byte = cursor.u8()
    value += (byte & 0x7f) * 2 ** (7 * index)
    if (byte < 0x80 && value <= Number.MAX_SAFE_INTEGER) return value
  }
  throw new ParseError('a number of more than 53 bits', at)
}

function joined(head: Uint8Array, tail: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(head.length + tail.length)
  bytes.set(head)
  bytes.set(tail, head.length)
  return bytes
}
