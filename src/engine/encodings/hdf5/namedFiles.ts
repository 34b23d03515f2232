// The names of other files in which a dataset's values are: external storage, and the sources of virtual datasets.
// https://support.hdfgroup.org/documentation/hdf5/latest/_f_m_t3.html, chapters III.F and IV.A.2.h
import type { Cursor } from '../../bytes/Cursor.ts'
import { ParseError } from '../../bytes/ParseError.ts'
import {
  attempt,
  expectVersion,
  parsePiece,
  type AddressSpace,
  type Piece,
} from './AddressSpace.ts'
import { findHeapObject } from './globalHeap.ts'
import { skipSelection } from './selection.ts'
import { readHeapText, readLocalHeap } from './symbolTable.ts'

const MAX_FILES = 1_000 // one is too many
const MAX_NAME_BYTES = 8_192

/** The names in an External Data Files message, the first few. Throws `ParseError`. */
export function readExternalNames(space: AddressSpace, message: Piece): readonly string[] {
  const { heap, offsets } = parsePiece(message, 'external data files', (cursor) => {
    expectVersion(cursor.u8(), [1], 0)
    cursor.skip(3 + 2) // reserved; slots allocated
    const used = cursor.u16()
    const address = space.address(cursor)
    const found: number[] = []
    for (let index = 0; index < Math.min(used, MAX_FILES); index++) {
      found.push(space.length(cursor))
      cursor.skip(2 * space.sizes.lengthSize) // offset in that file, and bytes of it
    }
    return { heap: address, offsets: found }
  })
  if (heap === null) throw new ParseError('external data files without names', message.offset)
  const names = readLocalHeap(space, heap)
  return offsets.map((offset) => readHeapText(space, names, offset))
}

/** One of the datasets that a virtual dataset is put together from. */
interface VirtualSource {
  /** `.` is the file itself. */
  readonly file: string
  readonly dataset: string
}

interface VirtualSources {
  /** The first ones; fewer than there are when a selection between them is of an unknown kind. */
  readonly sources: readonly VirtualSource[]
  readonly count: number
}

const MAX_SOURCES = 1_000 // read; a genuine one has one for each file of a measurement
const MAX_SOURCE_BYTES = 4 * 1024 * 1024

/** The files and datasets that a virtual dataset is put together from. Throws `ParseError` when there is not one. */
export function readVirtualSources(
  space: AddressSpace,
  heap: number,
  object: number,
): VirtualSources {
  const { address, length } = findHeapObject(space, heap, object)
  const piece = space.piece(address, Math.min(length, MAX_SOURCE_BYTES))
  return parsePiece(piece, 'virtual dataset', (cursor) => {
    expectVersion(cursor.u8(), [0], 0)
    const count = space.length(cursor)
    const sources = [readSource(cursor)]
    // What follows is read as far as its selections make sense.
    attempt([], () => {
      while (sources.length < Math.min(count, MAX_SOURCES)) {
        skipSelection(cursor)
        skipSelection(cursor)
        sources.push(readSource(cursor))
      }
    })
    return { sources, count }
  })
}

function readSource(cursor: Cursor): VirtualSource {
  return { file: readText(cursor), dataset: readText(cursor) }
}

function readText(cursor: Cursor): string {
  const rest = cursor.bytes.subarray(cursor.offset, cursor.offset + MAX_NAME_BYTES)
  const length = rest.indexOf(0)
  if (length < 0) throw new ParseError(`a name of more than ${rest.length} bytes`, cursor.offset)
  const text = cursor.text(length)
  cursor.skip(1)
  return text
}
