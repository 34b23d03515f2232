import { ParseError } from '../../bytes/ParseError.ts'
import type { BitReader } from './BitReader.ts'

const GROUP_SYMBOLS = 50 // decoded with one table, then the next selector counts
const MAX_TABLES = 6
const MIN_TABLES = 2
const MAX_CODE_BITS = 20
const RUN_A = 0
const RUN_B = 1

/** The bytes of a block as the Burrows-Wheeler transform left them: Huffman codes, run lengths, move to front. */
export function readSymbols(bits: BitReader, maxBlock: number): Uint8Array {
  const front = readUsedBytes(bits)
  const next = symbols(bits, front.length + 2)
  const block = new Uint8Array(maxBlock)
  const last = front.length + 1
  let [length, run, weight] = [0, 0, 1]
  for (;;) {
    const symbol = next()
    if (symbol === RUN_A || symbol === RUN_B) {
      run += symbol === RUN_A ? weight : weight * 2
      weight *= 2
      if (length + run > maxBlock) throw tooLong(maxBlock, bits)
      continue
    }
    block.fill(front[0] ?? 0, length, length + run)
    length += run
    ;[run, weight] = [0, 1]
    if (symbol === last) return block.subarray(0, length)
    if (length === maxBlock) throw tooLong(maxBlock, bits)
    block[length++] = moveToFront(front, symbol - 1)
  }
}

function tooLong(maxBlock: number, { offset }: BitReader): ParseError {
  return new ParseError(`a block of over ${maxBlock} bytes`, offset)
}

/** Reads one symbol after the other, each group of fifty with the table that the next selector says. */
function symbols(bits: BitReader, count: number): () => number {
  const selectors = readSelectors(bits)
  const tables = selectors.tables.map(() => readTable(bits, count))
  let taken = 0
  return () => {
    const selector = selectors.order[Math.floor(taken++ / GROUP_SYMBOLS)]
    const table = selector === undefined ? undefined : tables[selector]
    if (table === undefined) throw new ParseError('more symbols than selectors', bits.offset)
    return readSymbol(bits, table)
  }
}

function moveToFront(front: Uint8Array, at: number): number {
  const byte = front[at] ?? 0
  front.copyWithin(1, 0, at)
  front[0] = byte
  return byte
}

/** The bytes that occur: sixteen ranges, then each byte of those that are used. */
function readUsedBytes(bits: BitReader): Uint8Array {
  const ranges = bits.read(16)
  const used: number[] = []
  for (let range = 0; range < 16; range++) {
    if ((ranges & (0x8000 >> range)) === 0) continue
    const map = bits.read(16)
    for (let low = 0; low < 16; low++)
      if ((map & (0x8000 >> low)) !== 0) used.push(range * 16 + low)
  }
  if (used.length === 0) throw new ParseError('a block without bytes', bits.offset)
  return Uint8Array.from(used)
}

interface Selectors {
  /** One number for each table. */
  readonly tables: readonly number[]
  /** The table of each group of symbols. */
  readonly order: Uint8Array
}

function readSelectors(bits: BitReader): Selectors {
  const count = bits.read(3)
  if (count < MIN_TABLES || count > MAX_TABLES)
    throw new ParseError(`${count} tables of codes`, bits.offset)
  const tables = Array.from({ length: count }, (_, index) => index)
  const front = Uint8Array.from(tables)
  const order = new Uint8Array(bits.read(15))
  for (let group = 0; group < order.length; group++) {
    let at = 0
    while (bits.read(1) === 1) at++
    if (at >= count) throw new ParseError(`table ${at} of ${count}`, bits.offset)
    order[group] = moveToFront(front, at)
  }
  return { tables, order }
}

/** Canonical Huffman codes: for each length the last code, and where its symbols begin. */
interface Table {
  readonly limits: readonly number[]
  readonly offsets: readonly number[]
  readonly symbols: readonly number[]
}

function readTable(bits: BitReader, symbols: number): Table {
  const lengths: number[] = []
  let length = bits.read(5)
  for (let symbol = 0; symbol < symbols; symbol++) {
    while (bits.read(1) === 1) length += bits.read(1) === 1 ? -1 : 1
    if (length < 1 || length > MAX_CODE_BITS)
      throw new ParseError(`a code of ${length} bits`, bits.offset)
    lengths.push(length)
  }
  return toTable(lengths)
}

function toTable(lengths: readonly number[]): Table {
  const limits: number[] = []
  const offsets: number[] = []
  const symbols: number[] = []
  let code = 0
  for (let length = 1; length <= MAX_CODE_BITS; length++) {
    code *= 2
    offsets[length] = symbols.length - code
    for (const [symbol, bits] of lengths.entries()) if (bits === length) symbols.push(symbol)
    code = symbols.length - (offsets[length] ?? 0)
    limits[length] = code
  }
  return { limits, offsets, symbols }
}

function readSymbol(bits: BitReader, { limits, offsets, symbols }: Table): number {
  let code = 0
  for (let length = 1; length <= MAX_CODE_BITS; length++) {
    code = code * 2 + bits.read(1)
    if (code < (limits[length] ?? 0)) return symbols[code + (offsets[length] ?? 0)] ?? 0
  }
  throw new ParseError('a code that no symbol has', bits.offset)
}
