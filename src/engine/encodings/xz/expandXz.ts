// xz and .lzma, expanded as far as a limit. Written here because the library there is for it is WASM, and the one for .lzma
// stops at no limit. https://tukaani.org/xz/xz-file-format.txt, LZMA SDK; checks are not verified, only LZMA2 is read.
import { Cursor } from '../../bytes/Cursor.ts'
import { expanded, type Expanded, type GrowingBytes } from '../../bytes/GrowingBytes.ts'
import { ParseError } from '../../bytes/ParseError.ts'
import { LzmaState, readProperties, type LzmaProperties } from './LzmaState.ts'
import { RangeDecoder } from './RangeDecoder.ts'

const XZ = [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]
const LZMA_HEAD = 13 // properties, size of the dictionary, size of what it expands to
const LZMA2_FILTER = 0x21
const CHECK_BYTES: readonly number[] = [0, 4, 4, 4, 8, 8, 8, 16, 16, 16, 32, 32, 32, 64, 64, 64]

/** Whether `bytes` begin as xz does. */
export function isXz(bytes: Uint8Array): boolean {
  return XZ.every((byte, at) => bytes[at] === byte)
}

/** Whether `bytes` begin as what Python writes as .lzma: its properties, and a dictionary of a usual size. */
export function isLzma(bytes: Uint8Array): boolean {
  return bytes.length > LZMA_HEAD && bytes[0] === 0x5d && bytes[1] === 0 && bytes[2] === 0
}

/** What the first stream of `bytes` expands to, at most `maxBytes`. Never throws for what is in them. */
export function expandXz(bytes: Uint8Array, maxBytes: number): Expanded {
  return expanded(maxBytes, (output) => {
    const cursor = new Cursor(bytes)
    if (isXz(bytes)) readXz(cursor, output)
    else readLzma(cursor, output)
  })
}

function readXz(cursor: Cursor, output: GrowingBytes): void {
  cursor.skip(XZ.length + 1)
  const check = CHECK_BYTES[cursor.u8() & 0x0f] ?? 0
  cursor.skip(4) // CRC32 of the flags
  while (readBlockHead(cursor)) {
    const start = cursor.offset
    readLzma2(cursor, output)
    cursor.skip((4 - ((cursor.offset - start) % 4)) % 4)
    cursor.skip(check)
  }
}

/** Whether a block follows, and not the index. Throws `ParseError` for filters other than LZMA2. */
function readBlockHead(cursor: Cursor): boolean {
  const start = cursor.offset
  const size = cursor.u8()
  if (size === 0) return false
  const flags = cursor.u8()
  if ((flags & 0x40) !== 0) skipNumber(cursor)
  if ((flags & 0x80) !== 0) skipNumber(cursor)
  const filter = cursor.u8()
  if ((flags & 3) !== 0 || filter !== LZMA2_FILTER)
    throw new ParseError(`filter ${filter} of xz, of ${(flags & 3) + 1}; only LZMA2 is read`, start)
  cursor.seek(start + (size + 1) * 4)
  return true
}

function skipNumber(cursor: Cursor): void {
  for (let count = 0; count < 9 && cursor.u8() >= 0x80; count++);
}

function readLzma2(cursor: Cursor, output: GrowingBytes): void {
  let start = output.length
  let properties: LzmaProperties | undefined
  let state: LzmaState | undefined
  for (let control = cursor.u8(); control !== 0; control = cursor.u8()) {
    const offset = cursor.offset - 1
    if (control === 1 || control >= 0xe0) start = output.length
    if (control < 0x80) {
      if (control > 2) throw new ParseError(`LZMA2 chunk of type ${control}`, offset)
      output.append(cursor.take(bigEndian(cursor) + 1))
      continue
    }
    const size = (control & 0x1f) * 0x10000 + bigEndian(cursor) + 1
    const packed = bigEndian(cursor) + 1
    if (control >= 0xc0) properties = readProperties(cursor.u8(), offset)
    if (properties === undefined) throw new ParseError('LZMA2 without properties', offset)
    if (state === undefined || control >= 0xa0) state = new LzmaState(properties)
    const decoder = new RangeDecoder(new Cursor(cursor.take(packed)))
    readPackets(decoder, output, { state, start, end: output.length + size })
  }
}

function bigEndian(cursor: Cursor): number {
  return cursor.u8() * 256 + cursor.u8()
}

function readLzma(cursor: Cursor, output: GrowingBytes): void {
  const properties = readProperties(cursor.u8(), 0)
  cursor.skip(4)
  const size = cursor.u64()
  const end = size === 2n ** 64n - 1n ? Number.POSITIVE_INFINITY : Number(size)
  const decoder = new RangeDecoder(cursor)
  readPackets(decoder, output, { state: new LzmaState(properties), start: output.length, end })
}

interface Packets {
  readonly state: LzmaState
  /** Where the dictionary begins in the output. */
  readonly start: number
  /** The length of the output that ends them; infinite when a mark does. */
  readonly end: number
}

function readPackets(
  decoder: RangeDecoder,
  output: GrowingBytes,
  { state, start, end }: Packets,
): void {
  while (output.length < end) if (state.step(decoder, output, start)) return
}
