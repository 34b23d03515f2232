import type { ByteSource } from '../../bytes/ByteSource.ts'
import { Cursor } from '../../bytes/Cursor.ts'
import { ParseError } from '../../bytes/ParseError.ts'

const MAX_READS = 2_000_000 // ten for each of 200,000 objects; ends what a crafted web of structures never would
const MAX_FAULTS = 100 // of one object; more say nothing new

/** Bytes, and where they stand in the file. */
export interface Piece {
  readonly bytes: Uint8Array
  readonly offset: number
}

/** What is wrong in the structure, and where in the file; what was read beside it is kept. */
export interface Fault {
  readonly kind: 'malformed' | 'limit'
  readonly message: string
  readonly offset: number
  /** It leads in a circle, which no accident makes. */
  readonly isCyclic?: true
}

/** An object of the global heap by its address. */
export interface HeapObject {
  readonly address: number
  readonly length: number
}

export interface Sizes {
  /** Where address 0 lies in the file: the offset of the superblock. */
  readonly base: number
  /** Bytes of an address ("size of offsets"). */
  readonly offsetSize: number
  /** Bytes of a length ("size of lengths"). */
  readonly lengthSize: number
  /** Of the object header with more about the whole file; null when there is none. */
  readonly extensionAddress: number | null
}

/** The file as its structures see it: addresses from the superblock on, in the widths that it declares. */
export class AddressSpace {
  readonly fileSize: number
  readonly sizes: Sizes
  /** The collections of the global heap that were read, by their address. */
  readonly collections = new Map<number, ReadonlyMap<number, HeapObject>>()
  readonly #source: ByteSource
  #reads = 0

  constructor(source: ByteSource, sizes: Sizes) {
    this.fileSize = source.size
    this.sizes = sizes
    this.#source = source
  }

  /** The bytes at an address; throws `ParseError` when they are not all in the file. */
  piece(address: number, length: number): Piece {
    const offset = this.sizes.base + address
    if (++this.#reads > MAX_READS)
      throw new ParseError(`more than ${MAX_READS} pieces of structure`, offset)
    return { bytes: this.#source.read(offset, length), offset }
  }

  /** Bytes from an address to the end of the file; none when it lies behind it. */
  left(address: number): number {
    return Math.max(0, this.fileSize - this.sizes.base - address)
  }

  /** Reads an address; null is the undefined address, all ones. */
  address(cursor: Cursor): number | null {
    return addressOf(cursor, this.sizes.offsetSize)
  }

  length(cursor: Cursor): number {
    return cursor.uint(this.sizes.lengthSize)
  }
}

/** Reads an address of `width` bytes; null is the undefined address, all ones. */
export function addressOf(cursor: Cursor, width: number): number | null {
  const at = cursor.offset
  if (cursor.take(width).every((byte) => byte === 0xff)) return null
  cursor.seek(at)
  return cursor.uint(width)
}

/** Runs `parse` over a piece, and gives the faults that it throws their place in the file. */
export function parsePiece<T>(piece: Piece, what: string, parse: (cursor: Cursor) => T): T {
  try {
    return parse(new Cursor(piece.bytes))
  } catch (error) {
    if (!(error instanceof ParseError)) throw error
    const message = `${what}: ${error.message}`
    throw new ParseError(message, piece.offset + error.offset, { cause: error })
  }
}

/** The piece that begins at the cursor and takes `length` bytes of `piece`, whose bytes the cursor reads. */
export function pieceAt(piece: Piece, cursor: Cursor, length: number): Piece {
  const offset = piece.offset + cursor.offset
  return { bytes: cursor.take(length), offset }
}

/** Throws unless the next four bytes are `signature`. */
export function expectSignature(cursor: Cursor, signature: string): void {
  const at = cursor.offset
  const found = String.fromCharCode(...cursor.take(4))
  if (found !== signature)
    throw new ParseError(`${JSON.stringify(found)} instead of the signature ${signature}`, at)
}

/** Throws unless `value` is one of those that are known. */
export function expectVersion(version: number, known: readonly number[], at: number): void {
  if (!known.includes(version))
    throw new ParseError(`version ${version}; known are ${known.join(', ')}`, at)
}

/** Notes that the structure at an address leads back to itself. */
export function noteCycle(faults: Fault[], what: string, offset: number): void {
  if (faults.length >= MAX_FAULTS) return
  const message = `${what} at byte ${offset} leads back to itself`
  faults.push({ kind: 'malformed', message, offset, isCyclic: true })
}

/** What `read` returns; undefined when the file breaks its rules there, with the fault put on `faults`. */
export function attempt<T>(faults: Fault[], read: () => T): T | undefined {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof ParseError)) throw error
    if (faults.length < MAX_FAULTS)
      faults.push({ kind: 'malformed', message: error.message, offset: error.offset })
    return undefined
  }
}
