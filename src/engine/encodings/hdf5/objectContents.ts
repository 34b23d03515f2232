// What an object header leads to: its attributes and its links, inline or in a fractal heap.
// https://support.hdfgroup.org/documentation/hdf5/latest/_f_m_t3.html, chapters IV.A.2.c, .m, .p, .r and .v
import {
  attempt,
  expectVersion,
  parsePiece,
  type AddressSpace,
  type Fault,
  type Piece,
} from './AddressSpace.ts'
import { readAttribute, type Attribute } from './attributeMessage.ts'
import { openTree } from './btreeV2.ts'
import { openHeap } from './fractalHeap.ts'
import { readLink, type Link } from './linkMessage.ts'
import type { Message, ObjectHeader } from './objectHeader.ts'
import { readFromSharedHeap, readShared } from './sharedMessage.ts'
import { readSymbolTable } from './symbolTable.ts'

const LINK_INFO = 0x0002
const LINK = 0x0006
const ATTRIBUTE = 0x000c
const SYMBOL_TABLE = 0x0011
const ATTRIBUTE_INFO = 0x0015
const NAME_ORDER_LINKS = { type: 5, idAt: 4, idBytes: 7 } // hash, id
const NAME_ORDER_ATTRIBUTES = { type: 8, idAt: 0, idBytes: 8 } // id, flags, order, hash
const SHARED = 2 // in the flags of a record

/** The attributes of an object, those in its fractal heap first, as the library looks. Faults go on `faults`. */
export function* readAttributes(
  space: AddressSpace,
  header: ObjectHeader,
  faults: Fault[],
): Generator<Attribute> {
  for (const piece of attributePieces(space, header, faults)) {
    const attribute = attempt(faults, () => readAttribute(space, piece))
    if (attribute !== undefined) yield attribute
  }
}

/** The links of a group, none of them followed; none for a dataset. Faults go on `faults`. */
export function* readLinks(
  space: AddressSpace,
  header: ObjectHeader,
  faults: Fault[],
): Generator<Link> {
  for (const piece of linkPieces(space, header, faults)) {
    const link = attempt(faults, () => readLink(space, piece))
    if (link !== undefined) yield link
  }
  for (const { type, piece } of header.messages)
    if (type === SYMBOL_TABLE) yield* readSymbolTable(space, piece, faults)
}

function* attributePieces(
  space: AddressSpace,
  { messages }: ObjectHeader,
  faults: Fault[],
): Generator<Piece> {
  for (const message of messages)
    if (message.type === ATTRIBUTE_INFO)
      yield* densePieces(space, message.piece, NAME_ORDER_ATTRIBUTES, faults)
  yield* inlinePieces(space, messages, ATTRIBUTE, faults)
}

function* linkPieces(
  space: AddressSpace,
  { messages }: ObjectHeader,
  faults: Fault[],
): Generator<Piece> {
  for (const message of messages)
    if (message.type === LINK_INFO)
      yield* densePieces(space, message.piece, NAME_ORDER_LINKS, faults)
  yield* inlinePieces(space, messages, LINK, faults)
}

function* inlinePieces(
  space: AddressSpace,
  messages: readonly Message[],
  wanted: number,
  faults: Fault[],
): Generator<Piece> {
  for (const { type, isShared, piece } of messages) {
    if (type !== wanted) continue
    const found = isShared ? attempt(faults, () => readShared(space, piece, type)) : piece
    if (found !== undefined) yield found
  }
}

interface RecordLayout {
  readonly type: number
  readonly idAt: number
  readonly idBytes: number
}

/** The objects of the fractal heap that an info message names, found by its tree in the order of names. */
function* densePieces(
  space: AddressSpace,
  info: Piece,
  layout: RecordLayout,
  faults: Fault[],
): Generator<Piece> {
  const opened = attempt(faults, () => {
    const { heap, tree } = readInfo(space, info, layout)
    return heap === null || tree === null
      ? undefined
      : { heap: openHeap(space, heap), tree: openTree(space, tree) }
  })
  if (opened === undefined) return
  for (const { bytes } of opened.tree.read(faults)) {
    const found = attempt(faults, () => {
      const id = bytes.subarray(layout.idAt, layout.idAt + layout.idBytes)
      const flags = layout === NAME_ORDER_ATTRIBUTES ? (bytes[layout.idBytes] ?? 0) : 0
      const isShared = (flags & SHARED) !== 0
      return isShared ? readFromSharedHeap(space, id, ATTRIBUTE) : opened.heap.object(id)
    })
    if (found !== undefined) yield found
  }
}

/** Link info and attribute info messages differ in the width of their creation order, and in nothing else. */
function readInfo(
  space: AddressSpace,
  piece: Piece,
  { type }: RecordLayout,
): { heap: number | null; tree: number | null } {
  const orderBytes = type === NAME_ORDER_LINKS.type ? 8 : 2
  return parsePiece(piece, 'info message', (cursor) => {
    expectVersion(cursor.u8(), [0], 0)
    const tracksOrder = (cursor.u8() & 1) !== 0
    if (tracksOrder) cursor.skip(orderBytes)
    return { heap: space.address(cursor), tree: space.address(cursor) }
  })
}
