// bzip2, all streams of it, expanded as far as a limit. Written here because the libraries there are want Node's Buffer or
// streams, and none stops at a limit. https://sourceware.org/bzip2/ and Lib/test/test_bz2.py; checks are not verified.
import { expanded, type Expanded, type GrowingBytes } from '../../bytes/GrowingBytes.ts'
import { ParseError } from '../../bytes/ParseError.ts'
import { BitReader } from './BitReader.ts'
import { readSymbols } from './readSymbols.ts'

const BLOCK = 0x314159265359
const END = 0x177245385090
const BLOCK_UNIT = 100_000 // bytes of a block for each step of the level

/** What `bytes` expand to, at most `maxBytes`. Never throws for what is in them. */
export function expandBzip2(bytes: Uint8Array, maxBytes: number): Expanded {
  return expanded(maxBytes, (output) => {
    const bits = new BitReader(bytes)
    readStream(bits, output)
    while (startsStream(bytes, bits)) readStream(bits, output)
  })
}

/** Whether `bytes` begin as bzip2 does. */
export function isBzip2([first, second, third, level = 0]: Uint8Array): boolean {
  return first === 0x42 && second === 0x5a && third === 0x68 && level >= 0x31 && level <= 0x39
}

/** What follows the last stream is ignored when it is no stream, as CPython does. */
function startsStream(bytes: Uint8Array, bits: BitReader): boolean {
  return isBzip2(bytes.subarray(bits.offset))
}

function readStream(bits: BitReader, output: GrowingBytes): void {
  const start = bits.offset
  const head = Uint8Array.of(bits.read(8), bits.read(8), bits.read(8), bits.read(8))
  if (!isBzip2(head)) throw new ParseError('no bzip2 stream begins here', start)
  const maxBlock = ((head[3] ?? 0) - 0x30) * BLOCK_UNIT
  for (;;) {
    const magic = bits.read(24) * 2 ** 24 + bits.read(24)
    bits.read(16) // the check of the block, or of the stream
    bits.read(16)
    if (magic === END) break
    if (magic !== BLOCK) throw new ParseError('no bzip2 block begins here', bits.offset)
    readBlock(bits, maxBlock, output)
  }
  bits.align()
}

function readBlock(bits: BitReader, maxBlock: number, output: GrowingBytes): void {
  const isRandomised = bits.read(1) === 1
  if (isRandomised)
    throw new ParseError('a randomised bzip2 block, not written since 1997', bits.offset)
  const origin = bits.read(24)
  const block = readSymbols(bits, maxBlock)
  if (origin >= block.length)
    throw new ParseError(`block origin ${origin} of ${block.length} bytes`, bits.offset)
  writeRuns(block, origin, output)
}

/** Undoes the Burrows-Wheeler transform and the first run lengths: four equal bytes, then how many more. */
function writeRuns(block: Uint8Array, origin: number, output: GrowingBytes): void {
  const next = successors(block)
  let at = next[origin] ?? 0
  let run = 0
  let last = -1
  for (let count = 0; count < block.length; count++) {
    const byte = block[at] ?? 0
    at = next[at] ?? 0
    if (run === 4) {
      for (let more = byte; more > 0; more--) output.push(last)
      run = 0
      last = -1
      continue
    }
    run = byte === last ? run + 1 : 1
    last = byte
    output.push(byte)
  }
}

/** For each place in the block, the place of the byte that follows it in the text. */
function successors(block: Uint8Array): Uint32Array {
  const starts = new Uint32Array(257)
  for (const byte of block) starts[byte + 1] = (starts[byte + 1] ?? 0) + 1
  for (let byte = 1; byte < 257; byte++)
    starts[byte] = (starts[byte] ?? 0) + (starts[byte - 1] ?? 0)
  const next = new Uint32Array(block.length)
  block.forEach((byte, at) => {
    const place = starts[byte] ?? 0
    next[place] = at
    starts[byte] = place + 1
  })
  return next
}
