// Attribute messages, versions 1 to 3: a name, a type, a shape and the value.
// https://support.hdfgroup.org/documentation/hdf5/latest/_f_m_t3.html, chapter IV.A.2.m
import type { Cursor } from '../../bytes/Cursor.ts'
import {
  expectVersion,
  parsePiece,
  pieceAt,
  type AddressSpace,
  type Piece,
} from './AddressSpace.ts'
import { parseDataspace, type Dataspace } from './dataspace.ts'
import { parseDatatype, type Datatype } from './datatype.ts'
import { readShared } from './sharedMessage.ts'

const DATASPACE = 0x0001
const DATATYPE = 0x0003

export interface Attribute {
  readonly name: string
  readonly datatype: Datatype
  readonly dataspace: Dataspace
  /** The value as it stands in the message; for texts of variable length, where to find them. */
  readonly value: Piece
}

interface Parts {
  readonly name: string
  readonly datatype: Piece
  readonly isDatatypeShared: boolean
  readonly dataspace: Piece
  readonly isDataspaceShared: boolean
  readonly value: Piece
}

/** Reads the message in `piece`. Throws `ParseError`. */
export function readAttribute(space: AddressSpace, piece: Piece): Attribute {
  const parts = parsePiece(piece, 'attribute', (cursor) => parseParts(piece, cursor))
  const { name, value } = parts
  const what = `attribute ${name}`
  const datatype = parts.isDatatypeShared
    ? readShared(space, parts.datatype, DATATYPE)
    : parts.datatype
  const dataspace = parts.isDataspaceShared
    ? readShared(space, parts.dataspace, DATASPACE)
    : parts.dataspace
  return {
    name,
    datatype: parsePiece(datatype, what, parseDatatype),
    dataspace: parsePiece(dataspace, what, (cursor) => parseDataspace(cursor, space)),
    value,
  }
}

function parseParts(piece: Piece, cursor: Cursor): Parts {
  const version = cursor.u8()
  expectVersion(version, [1, 2, 3], 0)
  const flags = cursor.u8() // reserved in version 1
  const nameBytes = cursor.u16()
  const datatypeBytes = cursor.u16()
  const dataspaceBytes = cursor.u16()
  if (version === 3) cursor.skip(1) // character set of the name
  const next = (length: number) => {
    const part = pieceAt(piece, cursor, length)
    if (version === 1) cursor.skip((8 - (length % 8)) % 8)
    return part
  }
  const name = textUpToNul(next(nameBytes).bytes)
  const datatype = next(datatypeBytes)
  const dataspace = next(dataspaceBytes)
  return {
    name,
    datatype,
    isDatatypeShared: version > 1 && (flags & 1) !== 0,
    dataspace,
    isDataspaceShared: version > 1 && (flags & 2) !== 0,
    value: pieceAt(piece, cursor, cursor.left),
  }
}

/** The text that C sees. */
export function textUpToNul(bytes: Uint8Array): string {
  const end = bytes.indexOf(0)
  return new TextDecoder().decode(end < 0 ? bytes : bytes.subarray(0, end))
}
