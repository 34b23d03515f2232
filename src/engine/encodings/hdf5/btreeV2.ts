// Version 2 B-trees, of which only the records matter here: which objects a fractal heap holds, which chunks a dataset.
// https://support.hdfgroup.org/documentation/hdf5/latest/_f_m_t3.html, chapter III.A.2
import { ParseError } from '../../bytes/ParseError.ts'
import {
  attempt,
  expectSignature,
  expectVersion,
  parsePiece,
  pieceAt,
  type AddressSpace,
  type Fault,
  type Piece,
} from './AddressSpace.ts'

const NODE_OVERHEAD = 10 // signature, version, type and checksum
const MAX_DEPTH = 16 // records of 11 bytes in nodes of 512 reach 10^20 at depth 10
const MAX_NODE_BYTES = 1024 * 1024 // the library writes 512 to 2,048
const MAX_RECORDS = 500_000

interface Tree {
  readonly type: number
  readonly nodeBytes: number
  readonly recordBytes: number
  readonly depth: number
  readonly root: number | null
  readonly rootRecords: number
  readonly records: number
}

interface Node {
  readonly address: number
  readonly records: number
  readonly depth: number
}

export interface Records {
  /** What kind of records they are: 5 links, 8 attributes, 10 and 11 chunks, 1 and 2 huge objects. */
  readonly type: number
  /** How many the tree says that it has. */
  readonly count: number
  /** Reads them; nodes that cannot be read go on `faults`. */
  read(faults: Fault[]): Iterable<Piece>
}

/** Reads the head of the tree at `address`. Throws `ParseError`. */
export function openTree(space: AddressSpace, address: number): Records {
  const tree = readTree(space, address)
  return {
    type: tree.type,
    count: tree.records,
    read: (faults) => readRecords(space, tree, faults),
  }
}

function readTree(space: AddressSpace, address: number): Tree {
  const { offsetSize, lengthSize } = space.sizes
  const head = space.piece(address, 16 + offsetSize + 2 + lengthSize)
  return parsePiece(head, 'B-tree', (cursor) => {
    expectSignature(cursor, 'BTHD')
    expectVersion(cursor.u8(), [0], 4)
    const type = cursor.u8()
    const nodeBytes = cursor.u32()
    const recordBytes = cursor.u16()
    const depth = cursor.u16()
    cursor.skip(2) // when to split and to merge
    const root = space.address(cursor)
    const rootRecords = cursor.u16()
    const records = space.length(cursor)
    if (depth > MAX_DEPTH || nodeBytes > MAX_NODE_BYTES || recordBytes === 0)
      throw new ParseError(`depth ${depth}, nodes of ${nodeBytes}, records of ${recordBytes}`, 6)
    return { type, nodeBytes, recordBytes, depth, root, rootRecords, records }
  })
}

function* readRecords(space: AddressSpace, tree: Tree, faults: Fault[]): Generator<Piece> {
  if (tree.root === null) return
  const seen = new Set<number>()
  const waiting: Node[] = [{ address: tree.root, records: tree.rootRecords, depth: tree.depth }]
  let left = MAX_RECORDS
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const node = next
    if (seen.has(node.address)) continue
    seen.add(node.address)
    const contents = attempt(faults, () => readNode(space, tree, node))
    if (contents === undefined) continue
    left -= contents.records.length
    if (left < 0) {
      const offset = space.sizes.base + node.address
      faults.push({ kind: 'limit', message: `B-tree: more than ${MAX_RECORDS} records`, offset })
      return
    }
    yield* contents.records
    for (const child of contents.children) waiting.push(child)
  }
}

function readNode(
  space: AddressSpace,
  tree: Tree,
  node: Node,
): { records: readonly Piece[]; children: readonly Node[] } {
  const piece = space.piece(node.address, tree.nodeBytes)
  const widths = pointerWidths(tree, space.sizes.offsetSize)
  return parsePiece(piece, 'B-tree node', (cursor) => {
    expectSignature(cursor, node.depth === 0 ? 'BTLF' : 'BTIN')
    cursor.skip(2) // version and type
    const records: Piece[] = []
    for (let index = 0; index < node.records; index++)
      records.push(pieceAt(piece, cursor, tree.recordBytes))
    const children: Node[] = []
    for (let index = 0; node.depth > 0 && index <= node.records; index++) {
      const address = space.address(cursor)
      const count = cursor.uint(widths.count)
      cursor.skip(widths.totals[node.depth - 1] ?? 0)
      if (address !== null) children.push({ address, records: count, depth: node.depth - 1 })
    }
    return { records, children }
  })
}

/** How wide the counts beside a child's address are; the specification derives them from the sizes of the nodes. */
function pointerWidths(
  { nodeBytes, recordBytes, depth }: Tree,
  offsetSize: number,
): { count: number; totals: readonly number[] } {
  const leafRecords = Math.floor((nodeBytes - NODE_OVERHEAD) / recordBytes)
  const count = bytesFor(leafRecords)
  const totals = [0] // a pointer to a leaf carries no total
  let reached = leafRecords
  for (let level = 1; level < depth; level++) {
    const pointerBytes = offsetSize + count + (totals[level - 1] ?? 0)
    const most = Math.floor(
      (nodeBytes - NODE_OVERHEAD - pointerBytes) / (recordBytes + pointerBytes),
    )
    reached = (most + 1) * reached + most
    totals.push(bytesFor(reached))
  }
  return { count, totals }
}

function bytesFor(most: number): number {
  return Math.floor(Math.log2(Math.max(1, most)) / 8) + 1
}
