// Version 1 B-trees: the ways to the links of old groups, and to the chunks of datasets.
// https://support.hdfgroup.org/documentation/hdf5/latest/_f_m_t3.html, chapter III.A.1
import { ParseError } from '../../bytes/ParseError.ts'
import {
  attempt,
  expectSignature,
  noteCycle,
  parsePiece,
  pieceAt,
  type AddressSpace,
  type Fault,
  type Piece,
} from './AddressSpace.ts'

const MAX_LEAVES = 500_000 // links times eight, or chunks, of one object

export interface TreeV1 {
  readonly root: number
  /** 0 for links, 1 for chunks. */
  readonly type: 0 | 1
  readonly keyBytes: number
}

/** A child of a lowest node, with the key before it. */
export interface Leaf {
  readonly key: Piece
  readonly address: number
}

interface Node {
  readonly level: number
  readonly children: readonly Leaf[]
}

/** What the lowest nodes lead to, in order. Nodes that cannot be read go on `faults`. */
export function* readLeaves(space: AddressSpace, tree: TreeV1, faults: Fault[]): Generator<Leaf> {
  const seen = new Set<number>()
  const waiting = [tree.root]
  let left = MAX_LEAVES
  for (let address = waiting.pop(); address !== undefined; address = waiting.pop()) {
    if (seen.has(address)) {
      noteCycle(faults, 'B-tree node', space.sizes.base + address)
      continue
    }
    seen.add(address)
    const start = address
    const node = attempt(faults, () => readNode(space, tree, start))
    if (node === undefined) continue
    left -= 1 + node.children.length
    if (left < 0) {
      const offset = space.sizes.base + address
      faults.push({ kind: 'limit', message: `B-tree: more than ${MAX_LEAVES} entries`, offset })
      return
    }
    if (node.level === 0) yield* node.children
    else for (const child of node.children.toReversed()) waiting.push(child.address)
  }
}

function readNode(space: AddressSpace, { type, keyBytes }: TreeV1, address: number): Node {
  const { offsetSize } = space.sizes
  const headBytes = 8 + 2 * offsetSize
  const head = space.piece(address, headBytes)
  const { level, entries } = parsePiece(head, 'B-tree node', (cursor) => {
    expectSignature(cursor, 'TREE')
    const found = cursor.u8()
    if (found !== type) throw new ParseError(`node type ${found} instead of ${type}`, 4)
    return { level: cursor.u8(), entries: cursor.u16() }
  })
  const body = space.piece(address + headBytes, entries * (keyBytes + offsetSize))
  const children = parsePiece(body, 'B-tree node', (cursor) => {
    const found: Leaf[] = []
    for (let index = 0; index < entries; index++) {
      const key = pieceAt(body, cursor, keyBytes)
      const child = space.address(cursor)
      if (child !== null) found.push({ key, address: child })
    }
    return found
  })
  return { level, children }
}
