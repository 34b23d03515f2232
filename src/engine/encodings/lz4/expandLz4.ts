// LZ4 frames, expanded as far as a limit; checksums are not verified.
// https://github.com/lz4/lz4/blob/dev/doc/lz4_Frame_format.md, lz4_Block_format.md
import { Cursor } from '../../bytes/Cursor.ts'
import { expanded, type Expanded, type GrowingBytes } from '../../bytes/GrowingBytes.ts'
import { ParseError } from '../../bytes/ParseError.ts'

const MAGIC = [0x04, 0x22, 0x4d, 0x18]
const MIN_MATCH = 4
const STORED = 0x8000_0000

/** Whether `bytes` begin as an LZ4 frame does. */
export function isLz4(bytes: Uint8Array): boolean {
  return MAGIC.every((byte, at) => bytes[at] === byte)
}

/** What the first frame of `bytes` expands to, at most `maxBytes`. Never throws for what is in it. */
export function expandLz4(bytes: Uint8Array, maxBytes: number): Expanded {
  return expanded(maxBytes, (output) => {
    const cursor = new Cursor(bytes, MAGIC.length)
    const flags = cursor.u8()
    if (flags >> 6 !== 1) throw new ParseError(`version ${flags >> 6} of LZ4; 1 is read`, 4)
    cursor.skip(1)
    if ((flags & 0x08) !== 0) cursor.skip(8) // size of the content
    if ((flags & 0x01) !== 0) cursor.skip(4) // a dictionary, which copies from before the start would need
    cursor.skip(1)
    for (let size = cursor.u32(); size !== 0; size = cursor.u32()) {
      const block = cursor.take(size & ~STORED & 0x7fff_ffff)
      if (size >= STORED) output.append(block)
      else readBlock(new Cursor(block), output)
      if ((flags & 0x10) !== 0) cursor.skip(4)
    }
  })
}

function readBlock(cursor: Cursor, output: GrowingBytes): void {
  while (cursor.left > 0) {
    const token = cursor.u8()
    output.append(cursor.take(lengthOf(cursor, token >> 4)))
    if (cursor.left === 0) return // the last sequence is literals alone
    const distance = cursor.u16()
    output.copy(distance, lengthOf(cursor, token & 0x0f) + MIN_MATCH)
  }
}

function lengthOf(cursor: Cursor, nibble: number): number {
  let length = nibble
  if (nibble < 15) return length
  for (let more = 255; more === 255; length += more) more = cursor.u8()
  return length
}
