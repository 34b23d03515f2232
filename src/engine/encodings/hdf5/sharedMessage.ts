// Messages and datatypes that stand somewhere else: in the header of a committed datatype, as h5py writes them.
// https://support.hdfgroup.org/documentation/hdf5/latest/_f_m_t3.html, chapter IV.A.2 "shared object header messages"
import { ParseError } from '../../bytes/ParseError.ts'
import { expectVersion, parsePiece, type AddressSpace, type Piece } from './AddressSpace.ts'
import { readObjectHeader } from './objectHeader.ts'

const IN_SHARED_HEAP = 1

/** The bytes of the message of `type` that the reference in `piece` leads to. Throws when it leads nowhere. */
export function readShared(space: AddressSpace, piece: Piece, type: number): Piece {
  const address = parsePiece(piece, 'shared message', (cursor) => {
    const version = cursor.u8()
    expectVersion(version, [1, 2, 3], 0)
    const place = cursor.u8()
    if (version === 3 && place === IN_SHARED_HEAP)
      throw new ParseError('a message in the heap of shared messages is not read', 1)
    if (version === 1) cursor.skip(6)
    return space.address(cursor)
  })
  if (address === null) throw new ParseError('shared message at no address', piece.offset)
  const { messages } = readObjectHeader(space, address)
  const found = messages.find((message) => message.type === type && !message.isShared)
  if (found === undefined)
    throw new ParseError(`no message of type ${type} at address ${address}`, piece.offset)
  return found.piece
}
