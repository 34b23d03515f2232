// The names of other files in which a dataset's values are: external storage, and the sources of virtual datasets.
// https://support.hdfgroup.org/documentation/hdf5/latest/_f_m_t3.html, chapters III.F and IV.A.2.h
import { ParseError } from '../../bytes/ParseError.ts'
import { expectVersion, parsePiece, type AddressSpace, type Piece } from './AddressSpace.ts'
import { findHeapObject } from './globalHeap.ts'
import { readHeapText, readLocalHeap } from './symbolTable.ts'

const MAX_FILES = 16 // enough to show; one is too many
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

/** The file and dataset of the first source of a virtual dataset, and how many sources it has. Throws `ParseError`. */
export function readVirtualSource(
  space: AddressSpace,
  heap: number,
  object: number,
): { file: string; dataset: string; sources: number } {
  const { address, length } = findHeapObject(space, heap, object)
  const headBytes = 1 + space.sizes.lengthSize
  const piece = space.piece(address, Math.min(length, headBytes + MAX_NAME_BYTES))
  return parsePiece(piece, 'virtual dataset', (cursor) => {
    expectVersion(cursor.u8(), [0], 0)
    const sources = space.length(cursor)
    const [file = '', dataset = ''] = cursor.text(cursor.left).split('\0')
    return { file, dataset, sources }
  })
}
