// Link messages: hard, soft and external links of groups written since HDF5 1.8.
// https://support.hdfgroup.org/documentation/hdf5/latest/_f_m_t3.html, chapter IV.A.2.g
import type { Cursor } from '../../bytes/Cursor.ts'
import { ParseError } from '../../bytes/ParseError.ts'
import { expectVersion, parsePiece, type AddressSpace, type Piece } from './AddressSpace.ts'

const SOFT = 1
const EXTERNAL = 64

/** A name in a group, and what it leads to. Only hard links are ever followed. */
export type Link = LinkPlace & LinkTarget

interface LinkPlace {
  /** From the file: hostile text. */
  readonly name: string
  /** Where the link stands in the file, in bytes. */
  readonly offset: number
  readonly length: number
}

type LinkTarget =
  | { readonly kind: 'hard'; readonly address: number }
  | { readonly kind: 'soft'; readonly target: string }
  | { readonly kind: 'external'; readonly file: string; readonly target: string }
  | { readonly kind: 'user'; readonly type: number }

/** Reads the link in `piece`. Throws `ParseError`. */
export function readLink(space: AddressSpace, piece: Piece): Link {
  return parsePiece(piece, 'link', (cursor) => {
    expectVersion(cursor.u8(), [1], 0)
    const flags = cursor.u8()
    const type = (flags & 8) === 0 ? 0 : cursor.u8()
    if ((flags & 4) !== 0) cursor.skip(8) // creation order
    if ((flags & 16) !== 0) cursor.skip(1) // character set of the name
    const name = cursor.text(cursor.uint(1 << (flags & 3)))
    const place = { name, offset: piece.offset, length: piece.bytes.length }
    return { ...place, ...parseTarget(space, cursor, type) }
  })
}

function parseTarget(space: AddressSpace, cursor: Cursor, type: number): LinkTarget {
  if (type === 0) {
    const address = space.address(cursor)
    if (address === null) throw new ParseError('a hard link to no address', cursor.offset)
    return { kind: 'hard', address }
  }
  const value = cursor.take(cursor.u16())
  if (type === SOFT) return { kind: 'soft', target: new TextDecoder().decode(value) }
  if (type !== EXTERNAL) return { kind: 'user', type }
  // A byte of version and flags, then two texts that end with 0.
  const [file = '', target = ''] = new TextDecoder().decode(value.subarray(1)).split('\0')
  return { kind: 'external', file, target }
}
