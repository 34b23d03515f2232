import { KEEPS_DEAD_CODE } from './quirks.ts'
import type { Block, Exit } from './Block.ts'
import type { Constant } from './ast.ts'
import { NotUnderstood } from './NotUnderstood.ts'
import type { Op } from './Op.ts'
import { alive, isEnd, nameAt, NO_TARGET, type Context, type Program } from './Program.ts'
import { ASYNC } from './rewriteSpecial.ts'

/** Blocks in the order of the code, and where the handler of each context begins. */
export interface Blocks {
  readonly all: readonly Block[]
  readonly entry: Block
  /** The `return None` behind the last statement, which nobody wrote (up to 3.9). */
  readonly epilogue: Block | null
  readonly handlers: ReadonlyMap<Context, Block>
}

const MAX_BLOCKS = 20_000 // the longest functions of the standard library have a thousand

/** Cuts a program where control can come in or go out. Throws `NotUnderstood`. */
export function toBlocks(program: Program): Blocks {
  const starts = startsOf(program)
  if (starts.length > MAX_BLOCKS) throw new NotUnderstood(`more than ${MAX_BLOCKS} blocks`)
  const all = starts.map((start, id) =>
    toBlock(program, start, starts[id + 1] ?? program.ops.length, id),
  )
  const byStart = new Map(all.map((block) => [block.start, block]))
  const at = (position: number): Block => {
    const found = byStart.get(alive(program, position))
    if (found === undefined) throw new NotUnderstood('control leaves the code')
    return found
  }
  for (const block of all) block.exit = exitOf(program, block, at)
  const [entry] = all
  if (entry === undefined) throw new NotUnderstood('there is no code')
  const epilogue = byStart.get(epilogueOf(program)) ?? null
  return { all, entry, epilogue, handlers: handlersOf(program, at) }
}

function startsOf(program: Program): readonly number[] {
  const { ops, targets, contexts } = program
  const isStart = new Uint8Array(ops.length + 1)
  isStart[alive(program, 0)] = 1
  isStart[epilogueOf(program)] = 1
  let last: Context | null = null
  for (let at = alive(program, 0); at < ops.length; at = alive(program, at + 1)) {
    const context = contexts[at] ?? null
    const target = targets[at] ?? NO_TARGET
    if (context !== last) startRegion(program, at, isStart)
    if (target !== NO_TARGET) isStart[alive(program, target)] = 1
    if (target !== NO_TARGET || endsBlock(nameAt(program, at))) isStart[alive(program, at + 1)] = 1
    last = context
  }
  return ops.flatMap((_, at) => (isStart[at] === 1 ? at : []))
}

function endsBlock(name: string): boolean {
  return isEnd(name) || ENDS_REGION.has(name) || name.startsWith('SETUP_')
}

/** A region begins at `at`, or ends: blocks begin there and at its handlers. */
function startRegion(program: Program, at: number, isStart: Uint8Array): void {
  isStart[at] = 1
  for (let outer = program.contexts[at] ?? null; outer !== null; outer = outer.parent)
    isStart[alive(program, outer.handler)] = 1
}

/** Position of the `return None` that the compiler writes at the end (up to 3.9); past the end when there is none. */
function epilogueOf({ code, contexts, ops, version }: Program): number {
  const [load, end] = ops.slice(-2)
  const isNone = load?.constant?.kind === 'none' && end?.name === 'RETURN_VALUE'
  const isOurs = KEEPS_DEAD_CODE.has(version.id) && code.name !== '<lambda>'
  const at = ops.length - 2
  return isNone && isOurs && (contexts[at] ?? null) === null ? at : ops.length
}

const ENDS_REGION = new Set(['POP_EXCEPT', 'POP_FINALLY', 'SUPPRESSED'])

function toBlock(program: Program, start: number, end: number, id: number): Block {
  const ops = program.ops.slice(start, end).filter((_, at) => program.dead[start + at] === 0)
  return {
    id,
    start,
    ops,
    isAfterNop: program.afterNop[start] === 1,
    context: program.contexts[start] ?? null,
    statements: [],
    exit: { kind: 'end' },
    entry: null,
    handling: 0,
    handlerName: null,
    order: -1,
    isPlaced: false,
    isPassed: false,
    afterwards: null,
    isJump: false,
    isBeforeElse: false,
  }
}

const NOT_YET: Constant = {
  kind: 'Constant',
  value: { kind: 'none', offset: 0, length: 0 },
  at: null,
}

/** How a block ends; tests and iterables are filled in when it is run. */
function exitOf(program: Program, block: Block, blockAt: (position: number) => Block): Exit {
  const last = lastOf(program, block)
  const name = nameAt(program, last)
  const target = program.targets[last] ?? NO_TARGET
  if (name === 'RERAISE' || name === 'END_FINALLY') return { kind: 'reraise' }
  if (target === NO_TARGET)
    return isEnd(name) ? { kind: 'end' } : { kind: 'to', next: blockAt(last + 1) }
  if (name === 'JUMP' || name === 'BREAK_LOOP') return { kind: 'to', next: blockAt(target) }
  if (name.startsWith('SETUP_')) return { kind: 'to', next: blockAt(last + 1) }
  return jumpOf(program.ops[last], blockAt(target), blockAt(last + 1))
}

/** What goes on to `next` or jumps. */
function jumpOf(op: Op | undefined, jumped: Block, next: Block): Exit {
  const { name, label, at } = op ?? { name: '', label: '', at: null }
  if (name === 'FOR_ITER') {
    const loop = { head: { target: null }, iterable: NOT_YET, isAsync: label === ASYNC }
    return { kind: 'for', ...loop, body: next, done: jumped }
  }
  if (name === 'JUMP_IF_NOT_EXC_MATCH')
    return { kind: 'match', type: NOT_YET, matched: next, other: jumped }
  const jumpsWhen = JUMPS_WHEN.get(name)
  if (jumpsWhen === undefined) throw new NotUnderstood(`${name} is not known here`)
  const [yes, no] = jumpsWhen ? [jumped, next] : [next, jumped]
  return { kind: 'branch', test: NOT_YET, yes, no, fallsToYes: !jumpsWhen, at }
}

/** Whether each conditional jump is taken when what it asks holds; those that ask for None ask the contrary. */
const JUMPS_WHEN: ReadonlyMap<string, boolean> = new Map([
  ['BRANCH_TRUE', true],
  ['BRANCH_FALSE', false],
  ['BRANCH_NONE', true],
  ['BRANCH_NOT_NONE', true],
  ['BRANCH_CASE', false],
  ['KEEP_TRUE', true],
  ['KEEP_FALSE', false],
])

function lastOf(program: Program, block: Block): number {
  let at = block.start
  for (let count = 1; count < block.ops.length; count++) at = alive(program, at + 1)
  return at
}

function handlersOf(
  program: Program,
  blockAt: (position: number) => Block,
): ReadonlyMap<Context, Block> {
  const handlers = new Map<Context, Block>()
  for (const context of program.contexts)
    for (let at = context; at !== null && !handlers.has(at); at = at.parent)
      handlers.set(at, blockAt(at.handler))
  return handlers
}
