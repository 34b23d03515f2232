// One dataset by its object header: type, shape, where its values are, and what a genuine model does not have.
import { ParseError } from '../../bytes/ParseError.ts'
import { parsePiece, type AddressSpace, type Piece } from './AddressSpace.ts'
import { parseDataLayout, type DataLayout } from './dataLayout.ts'
import { parseDataspace, type Dataspace } from './dataspace.ts'
import { parseDatatype, type Datatype } from './datatype.ts'
import { parseFilters, type Filter } from './filterPipeline.ts'
import type { ObjectHeader } from './objectHeader.ts'
import { readShared } from './sharedMessage.ts'
import { countStoredBytes } from './storedBytes.ts'

const DATASPACE = 0x0001
const DATATYPE = 0x0003
const EXTERNAL_FILES = 0x0007
const LAYOUT = 0x0008
const FILTERS = 0x000b

export interface Dataset {
  readonly datatype: Datatype
  readonly dataspace: Dataspace
  readonly layout: DataLayout
  /** In the order in which they were applied. */
  readonly filters: readonly Filter[]
  /** The message that names files in which the values are; null when they are in this one. */
  readonly externalFiles: Piece | null
  /** Bytes that the shape and the type ask for. */
  readonly declaredBytes: bigint
  /** Bytes that the values take in this file; null when that is not known. */
  readonly storedBytes: number | null
  /** Where they are when they stand in one piece, without filters. */
  readonly range: Range | null
}

export interface Range {
  readonly offset: number
  readonly length: number
}

/** Whether the header is that of a dataset: nothing else has a layout. */
export function isDataset({ messages }: ObjectHeader): boolean {
  return messages.some(({ type }) => type === LAYOUT)
}

/** Reads the dataset with that header. Throws `ParseError`. */
export function readDataset(space: AddressSpace, header: ObjectHeader): Dataset {
  const layoutPiece = messageOf(space, header, LAYOUT)
  const datatype = parsePiece(messageOf(space, header, DATATYPE), 'datatype', (cursor) =>
    parseDatatype(cursor),
  )
  const dataspace = parsePiece(messageOf(space, header, DATASPACE), 'dataspace', (cursor) =>
    parseDataspace(cursor, space),
  )
  const layout = parsePiece(layoutPiece, 'layout', (cursor) => parseDataLayout(cursor, space))
  const filters = findMessage(space, header, FILTERS)
  const externalFiles = findMessage(space, header, EXTERNAL_FILES)
  const declaredBytes = dataspace.count * BigInt(datatype.sizeBytes)
  const range = externalFiles === null ? rangeOf(space, layout, layoutPiece, declaredBytes) : null
  return {
    datatype,
    dataspace,
    layout,
    filters: filters === null ? [] : parsePiece(filters, 'filters', parseFilters),
    externalFiles,
    declaredBytes,
    storedBytes: externalFiles === null ? storedBytesOf(space, layout, range) : 0,
    range,
  }
}

function messageOf(space: AddressSpace, header: ObjectHeader, type: number): Piece {
  const found = findMessage(space, header, type)
  if (found === null)
    throw new ParseError(`a dataset without a message of type ${type}`, header.offset)
  return found
}

function findMessage(space: AddressSpace, header: ObjectHeader, type: number): Piece | null {
  const found = header.messages.find((message) => message.type === type)
  if (found === undefined) return null
  return found.isShared ? readShared(space, found.piece, type) : found.piece
}

/** The values in one piece, as far as they are in the file. */
function rangeOf(
  space: AddressSpace,
  layout: DataLayout,
  message: Piece,
  declaredBytes: bigint,
): Range | null {
  if (layout.kind === 'compact')
    return { offset: message.offset + layout.start, length: layout.length }
  if (layout.kind !== 'contiguous' || layout.address === null) return null
  const asked = layout.length === null ? Number(declaredBytes) : layout.length
  const length = Math.min(asked, space.left(layout.address))
  return { offset: space.sizes.base + layout.address, length }
}

function storedBytesOf(
  space: AddressSpace,
  layout: DataLayout,
  range: Range | null,
): number | null {
  if (range !== null) return range.length
  return layout.kind === 'chunked' ? countStoredBytes(space, layout) : 0
}
