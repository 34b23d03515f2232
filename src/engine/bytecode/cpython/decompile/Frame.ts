import { successors, type Block } from './Block.ts'
import { NotUnderstood } from './NotUnderstood.ts'
import { isWithin, type Context } from './Program.ts'

/** Where statements are being placed: what is around them, and where control goes when they end. */
export interface Frame {
  readonly context: Context | null
  /** How many values of exceptions are on the stack here. */
  readonly handling: number
  /** Where control goes after the last statement; null: nowhere. */
  readonly follow: Block | null
  readonly loop: LoopFrame | null
  /** Whether the next block begins the body of an endless loop: its head stands for no `continue` then. */
  readonly isFirst: boolean
  /** All blocks that end the search for what belongs here. */
  readonly stops: ReadonlySet<Block>
}

export interface LoopFrame {
  /** Where `continue` goes. */
  readonly head: Block
  /** Where `break` goes; null when nothing does. */
  readonly follow: Block | null
}

export function withFollow(frame: Frame, follow: Block | null): Frame {
  return { ...frame, follow, stops: stopsWith(frame.stops, follow), isFirst: false }
}

export function withLoop(frame: Frame, loop: LoopFrame): Frame {
  const stops = stopsWith(stopsWith(frame.stops, loop.head), loop.follow)
  return { ...frame, loop, follow: loop.head, stops, isFirst: false }
}

function stopsWith(stops: ReadonlySet<Block>, block: Block | null): ReadonlySet<Block> {
  return block === null || stops.has(block) ? stops : new Set([...stops, block])
}

/** Whether a block lies outside of the region or the handler that the frame is in. */
export function leaves(block: Block, { context, handling }: Frame): boolean {
  return block.handling < handling || !isWithin(block.context, context)
}

/** Whether a block does nothing but go on. */
export function isEmpty(block: Block): boolean {
  return block.exit.kind === 'to' && block.statements.length === 0
}

/** A block that only returns what was computed before, or a constant: it cannot fail, whatever protects it. */
export function isHarmlessEnd({ ops, exit }: Block): boolean {
  return exit.kind === 'end' && ops.every(({ name }) => HARMLESS.has(name))
}

const HARMLESS = new Set([
  'RETURN_VALUE',
  'LOAD_CONST',
  'POP_TOP',
  'SWAP',
  'ROTATE',
  'POP_EXCEPT',
  'POP_FINALLY',
  'POP_BLOCK',
  'LEAVE_WITH',
  'END',
  'JUMP',
])

/** The block that empty blocks lead to, as far as the frame goes. */
export function settled(block: Block, { stops }: Frame): Block {
  let at = block
  for (let steps = 0; steps < MAX_EMPTY && isEmpty(at) && !stops.has(at); steps++)
    if (at.exit.kind === 'to') at = at.exit.next
  return at
}

const MAX_EMPTY = 100 // jumps to jumps

/** Where control goes, or would go on as the compiler wrote it. */
function onward(block: Block): readonly Block[] {
  const { afterwards, isJump } = block
  if (isJump && afterwards !== null) return [afterwards]
  return afterwards === null ? successors(block) : [...successors(block), afterwards]
}

/** Looks for the blocks that control reaches, within a budget that all searches in one code object share. */
export class Search {
  readonly #handlers: ReadonlyMap<Context, Block>
  #steps = MAX_STEPS

  constructor(handlers: ReadonlyMap<Context, Block>) {
    this.#handlers = handlers
  }

  /** The first block, in the order of the code, that is reached from both; null when none is. */
  firstCommon(one: Block, other: Block, frame: Frame): Block | null {
    const reached = new Map<Block, number>()
    const waiting: Block[] = []
    const add = (block: Block, mark: number) => {
      const marks = reached.get(block) ?? 0
      if ((marks & mark) === mark) return
      reached.set(block, marks | mark)
      if (marks === 0) insert(waiting, block, frame.stops)
    }
    add(one, 1)
    add(other, 2)
    for (let block = waiting.shift(); block !== undefined; block = waiting.shift()) {
      const marks = reached.get(block) ?? 0
      if (marks === 3 && !isLabel(block, frame)) return block
      for (const next of this.#onward(block, frame)) {
        if ((marks & 1) !== 0) add(next, 1)
        if ((marks & 2) !== 0) add(next, 2)
      }
    }
    const { follow } = frame
    return follow !== null && reached.get(follow) === 3 ? follow : null
  }

  /** Whether control can go from a block to another. */
  reaches(from: Block, to: Block, frame: Frame): boolean {
    const seen = new Set<Block>([from])
    for (const block of seen) {
      if (block === to) return true
      for (const next of this.#onward(block, frame)) seen.add(next)
    }
    return false
  }

  /** The first blocks that control comes to outside of what `isInside` holds of. */
  ways(start: Block, isInside: (block: Block) => boolean, frame: Frame): ReadonlySet<Block> {
    return this.#left(start, isInside, frame, false)
  }

  /** Where control goes that leaves what `isInside` holds of, past blocks that do nothing. */
  exits(start: Block, isInside: (block: Block) => boolean, frame: Frame): ReadonlySet<Block> {
    return this.#left(start, isInside, frame, true)
  }

  #left(
    start: Block,
    isInside: (block: Block) => boolean,
    frame: Frame,
    isPast: boolean,
  ): ReadonlySet<Block> {
    const left = new Set<Block>()
    const seen = new Set<Block>([start])
    for (const block of seen) {
      this.#spend()
      const isOut = frame.stops.has(block) || (!isInside(block) && !(isPast && isEmpty(block)))
      if (isOut && block !== start) {
        left.add(block)
        continue
      }
      for (const next of onward(block)) seen.add(next)
      for (const handler of this.#inner(block, frame)) if (isInside(handler)) seen.add(handler)
    }
    return left
  }

  #onward(block: Block, frame: Frame): readonly Block[] {
    this.#spend()
    if (frame.stops.has(block) || (leaves(block, frame) && !isEmpty(block))) return []
    const forward = onward(block).filter(
      (next) => next.order > block.order || frame.stops.has(next),
    )
    return [...forward, ...this.#inner(block, frame)]
  }

  /** The handlers of the regions inside the frame that protect a block. */
  #inner(block: Block, { context }: Frame): readonly Block[] {
    const handlers: Block[] = []
    for (let at = block.context; at !== null && at !== context; at = at.parent) {
      const handler = this.#handlers.get(at)
      if (handler !== undefined) handlers.push(handler)
    }
    return handlers
  }

  #spend(): void {
    if (this.#steps-- <= 0) throw new NotUnderstood('control goes in more ways than we follow')
  }
}

const MAX_STEPS = 2_000_000 // blocks looked at for one code object: some seconds at the most

function isLabel(block: Block, { loop, follow }: Frame): boolean {
  if (block === follow) return false
  return block === loop?.head || block === loop?.follow
}

/** Keeps the blocks that wait in the order of their numbers; those that end a search, the last. */
function insert(waiting: Block[], block: Block, stops: ReadonlySet<Block>): void {
  const orderOf = (each: Block) => each.order + (stops.has(each) ? STOPS_LATER : 0)
  const order = orderOf(block)
  let [low, high] = [0, waiting.length]
  while (low < high) {
    const middle = (low + high) >> 1
    const at = waiting[middle]
    if (at !== undefined && orderOf(at) < order) low = middle + 1
    else high = middle
  }
  waiting.splice(low, 0, block)
}

const STOPS_LATER = 1_000_000 // more than there are blocks
