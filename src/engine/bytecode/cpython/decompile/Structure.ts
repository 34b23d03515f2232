import type { Statement } from './ast.ts'
import type { Block } from './Block.ts'
import { isEmpty, type Frame, type Search } from './Frame.ts'
import { NotUnderstood } from './NotUnderstood.ts'
import type { Context } from './Program.ts'

/** What the placing of statements needs to know of a code object. */
export interface Structure {
  readonly handlers: ReadonlyMap<Context, Block>
  /** Where the handlers begin of regions with a way out on which the copy of `finally` was not found. */
  readonly failed: ReadonlySet<number>
  readonly loops: Loops
  /** The blocks that control comes to without an exception. */
  readonly warm: ReadonlySet<Block>
  /** Blocks before which a jump stands that nothing leads to: it ended what has an `else`. With where it leads. */
  readonly deadJumps: ReadonlyMap<Block, Block>
  /** Positions of all jumps to a block, also of those that nothing reaches (up to 3.9). */
  readonly jumps: ReadonlyMap<Block, readonly number[]>
  /** What follows the innermost loop around each block, where SETUP_LOOP tells it (up to 3.7). */
  readonly loopEnds: ReadonlyMap<Block, Block>
  readonly search: Search
  readonly version: string
  /**
   * Whether the code at one position was compiled before that at a later one, by the order of the names that both
   * are the first to use; null when that does not tell.
   */
  readonly writtenFirst: (one: number, later: number) => boolean | null
  /** How deep the statements are nested that are being placed. */
  depth: number
  /** The statements from a block until control reaches what follows the frame. */
  readonly place: (structure: Structure, start: Block | null, frame: Frame) => readonly Statement[]
  /** The statements of one block, and of the `if` or `for` that it ends with. */
  readonly placeBlock: (structure: Structure, block: Block, frame: Frame) => Placed
}

/** The loops of a code object, by the block that they go back to. */
export interface Loops {
  /** The blocks that go back. */
  readonly sources: ReadonlyMap<Block, readonly Block[]>
  /** What leads to each block, handlers included. */
  readonly before: ReadonlyMap<Block, readonly Block[]>
  /** Those that a statement has been begun for. */
  readonly open: Set<Block>
}

/** Statements, and the block that control goes to after them. */
export interface Placed {
  readonly statements: readonly Statement[]
  readonly next: Block | null
}

/** The statements of a block, which must not have been placed before. Throws `NotUnderstood`. */
export function take(block: Block): readonly Statement[] {
  if (block.isPlaced && !isEmpty(block))
    throw new NotUnderstood('control comes to a place in more than one way')
  block.isPlaced = true
  return block.statements
}
