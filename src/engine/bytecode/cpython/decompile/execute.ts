import type { Block, Branch, Edge, Exit } from './Block.ts'
import { redirected, successors } from './Block.ts'
import { isNone, negate } from './conditions.ts'
import type { Expression } from './ast.ts'
import { Dominators } from './Dominators.ts'
import { fold } from './fold.ts'
import { inlined } from './inlined.ts'
import { isExpression, type Item } from './Item.ts'
import { run } from './machine/handlers.ts'
import { askCase } from './machine/matchHandlers.ts'
import { Machine, type Surroundings } from './machine/Machine.ts'
import { caseOfOp, type Case } from './match/Case.ts'
import { NotUnderstood } from './NotUnderstood.ts'
import type { Op } from './Op.ts'
import type { Context } from './Program.ts'
import type { Blocks } from './toBlocks.ts'

/**
 * Runs all blocks on expressions, each after what leads to it. Where ways meet that bring different values, what
 * lies between becomes one expression. Throws `NotUnderstood`.
 */
export function execute(
  ordered: readonly Block[],
  blocks: Blocks,
  around: Omit<Surroundings, 'loopDepths'>,
): void {
  const execution: Execution = {
    edges: new Map(),
    around: { ...around, loopDepths: new Map() },
    dominators: new Dominators(),
    handlers: blocks.handlers,
    atHandlers: new Map(),
  }
  for (const block of ordered) {
    if (block === blocks.entry) begin(execution, block, [])
    else enterBlock(execution, block)
  }
}

interface Execution {
  /** What leads to each block from those that were run. */
  readonly edges: Map<Block, Edge[]>
  readonly around: Surroundings
  readonly dominators: Dominators
  readonly handlers: ReadonlyMap<Context, Block>
  /** The stack that each handler finds. */
  readonly atHandlers: Map<Block, readonly Item[]>
}

function enterBlock(execution: Execution, block: Block): void {
  const thrown = execution.atHandlers.get(block)
  const edges = execution.edges.get(block) ?? []
  const [first] = edges
  if (first === undefined) {
    if (thrown !== undefined) return begin(execution, block, thrown)
    throw new NotUnderstood('nothing leads to a block')
  }
  if (isResult(first)) collapse(execution, block, first)
  else if (isChainEnd(block)) passChainEnd(execution, block, edges)
  else beginAt(execution, block, edges)
}

/** Whether a way comes from a loop that is done and whose result lies on the stack. */
function isResult({ from, stack }: Edge): boolean {
  return from.exit.kind === 'for' && stack.at(-1)?.kind === 'Accumulator'
}

/** A comprehension that stands in the code around it: its loop becomes the value it leaves. */
function collapse(execution: Execution, block: Block, { from, stack }: Edge): void {
  const result = stack.at(-1)
  const edges = execution.edges.get(block) ?? []
  if (result?.kind !== 'Accumulator' || edges.length > 1)
    throw new NotUnderstood('a comprehension ends in more than one way')
  const value = { ...inlined(result.form, from), at: result.at }
  const edge = { from, stack: [...stack.slice(0, -1), value] }
  execution.edges.set(block, [edge])
  beginAt(execution, block, [edge])
}

/** Whether a block throws away what a chain of comparisons kept below its result. */
function isChainEnd({ ops, exit }: Block): boolean {
  const [first, second, third] = ops
  if (first?.name !== 'SWAP' || second?.name !== 'POP_TOP' || exit.kind !== 'to') return false
  return first.argument === 2 && (third === undefined || third.name === 'JUMP')
}

/** Each way that leads there goes on by itself: they keep different things. */
function passChainEnd(execution: Execution, block: Block, edges: readonly Edge[]): void {
  if (block.exit.kind !== 'to') return
  const { next } = block.exit
  const isChain = edges.every(({ stack }) => stack.slice(-2).every(isExpression))
  if (!isChain) return beginAt(execution, block, edges)
  block.isPlaced = true
  for (const { from, stack } of edges) {
    from.exit = redirected(from.exit, block, next)
    lead(execution, from, next, [...stack.slice(0, -2), ...stack.slice(-1)])
  }
}

function beginAt(execution: Execution, block: Block, edges: readonly Edge[]): void {
  const [first] = edges
  if (first === undefined) return
  execution.dominators.add(
    block,
    edges.map(({ from }) => from),
  )
  begin(execution, block, joined(execution, block, edges, first))
}

/** The stack where ways meet: what differs becomes an expression of the conditions that lead there. */
function joined(
  execution: Execution,
  block: Block,
  edges: readonly Edge[],
  first: Edge,
): readonly Item[] {
  const depth = first.stack.length
  if (edges.some(({ stack }) => stack.length !== depth))
    throw new NotUnderstood('the ways that lead to a place leave different stacks')
  const differs = (at: number) => edges.some(({ stack }) => stack[at] !== first.stack[at])
  const lowest = first.stack.findIndex((_, at) => differs(at))
  if (lowest < 0) return first.stack
  if (lowest !== depth - 1) return mixed(edges, first)
  const from = execution.dominators.of(block)
  if (from === undefined) throw new NotUnderstood('ways meet that come from nowhere')
  const value = fold(from, block, edges)
  const stack = [...first.stack.slice(0, -1), value]
  execution.edges.set(block, [{ from, stack }])
  from.exit = { kind: 'to', next: block }
  return stack
}

/** Specials of a kind are the same whichever way they came. */
function mixed(edges: readonly Edge[], first: Edge): readonly Item[] {
  const isSame = first.stack.every((item, at) =>
    edges.every(
      ({ stack }) => stack[at] === item || (!isExpression(item) && stack[at]?.kind === item.kind),
    ),
  )
  if (!isSame) throw new NotUnderstood('ways meet that bring more than one value each')
  return first.stack
}

function begin(execution: Execution, block: Block, stack: readonly Item[]): void {
  block.entry = stack
  block.handling = stack.filter(({ kind }) => kind === 'Exception').length
  const machine = new Machine(stack, execution.around)
  noteHandlers(execution, block, stack)
  const last = block.ops.at(-1)
  const isJump = last !== undefined && JUMPS.test(last.name)
  run(machine, isJump ? block.ops.slice(0, -1) : block.ops)
  block.statements = machine.statements
  block.handlerName = machine.handlerName
  if (successors(block).length === 0) requireNothingLeft(machine)
  if (isJump) leave(execution, block, machine, last)
  else for (const next of successors(block)) lead(execution, block, next, machine.stack)
}

/** Throws `NotUnderstood` when a value that was computed is nowhere where control ends. */
function requireNothingLeft({ stack, around }: Machine): void {
  if (stack.some((item) => isExpression(item) && !around.used.has(item)))
    throw new NotUnderstood('a value is computed and nowhere used')
}

const JUMPS =
  /^(BRANCH_|KEEP_|FOR_ITER|JUMP_IF_NOT_EXC_MATCH|SETUP_(FINALLY|EXCEPT|WITH|ASYNC_WITH))/

/** What a handler finds on the stack: what was there when its region began, and the exception. */
function noteHandlers(execution: Execution, block: Block, stack: readonly Item[]): void {
  for (let at = block.context; at !== null; at = at.parent) {
    const handler = execution.handlers.get(at)
    if (handler === undefined || execution.atHandlers.has(handler) || at.depth < 0) continue
    if (at.depth > stack.length) throw new NotUnderstood('a handler finds an empty stack')
    const thrown: Item[] = stack.slice(0, at.depth)
    const count = at.lasti ? 2 : 1
    for (let item = 0; item < count; item++) thrown.push({ kind: 'Exception' })
    execution.atHandlers.set(handler, thrown)
  }
}

function lead(execution: Execution, from: Block, to: Block, stack: readonly Item[]): void {
  if (to.order <= from.order) return
  const edges = execution.edges.get(to) ?? []
  edges.push({ from, stack: [...stack] })
  execution.edges.set(to, edges)
}

/** Runs the jump at the end of a block: what it tests and what each way finds on the stack. */
function leave(execution: Execution, block: Block, machine: Machine, op: Op): void {
  const { exit } = block
  if (exit.kind === 'for') return leaveFor(execution, block, machine, exit)
  if (exit.kind === 'match')
    return leaveMatch(execution, block, machine, { ...exit, type: comparedType(machine) })
  if (exit.kind !== 'branch') {
    run(machine, [op])
    block.statements = machine.statements
    setUp(execution, block, machine, op)
    for (const next of successors(block)) lead(execution, block, next, machine.stack)
    return
  }
  const found = caseOfOp.get(op)
  if (found !== undefined) return leaveCase(execution, block, machine, found)
  const isKept = op.name.startsWith('KEEP_')
  const kept = [...machine.stack]
  const top = machine.popItem()
  if (top.kind === 'Matching') return leaveMatch(execution, block, machine, typed(exit, top.type))
  machine.around.used.add(top)
  const test = withNone(machine.toExpression(top), op)
  block.exit = { ...exit, test }
  const jumped = exit.fallsToYes ? exit.no : exit.yes
  const next = exit.fallsToYes ? exit.yes : exit.no
  lead(execution, block, jumped, isKept ? kept : machine.stack)
  lead(execution, block, next, machine.stack)
}

/** A `case`: what it looks at stays on the stack for its guard, and for the next case. */
function leaveCase(execution: Execution, block: Block, machine: Machine, found: Case): void {
  if (block.exit.kind !== 'branch') throw new NotUnderstood('a case leads nowhere')
  const { yes, no, at } = block.exit
  const test = askCase(machine, found, at)
  const without = machine.stack.slice(0, -1)
  block.exit = { ...block.exit, test }
  lead(execution, block, no, found.keepsOnFail ? machine.stack : without)
  lead(execution, block, yes, found.keepsOnMatch ? machine.stack : without)
}

/** Up to 3.10 SETUP_… tells the handler's stack: what is there, but for the value of `__enter__`. */
function setUp(execution: Execution, block: Block, { stack }: Machine, op: Op): void {
  const [inside] = successors(block)
  const context = inside?.context
  const handler = context && execution.handlers.get(context)
  if (!handler || execution.atHandlers.has(handler) || op.name === 'SETUP_LOOP') return
  const found: Item[] = op.name.endsWith('WITH') ? stack.slice(0, -1) : [...stack]
  for (let count = 6; count > 0; count--) found.push({ kind: 'Exception' })
  execution.atHandlers.set(handler, found)
}

/** BRANCH_NONE asks whether the value is None. */
function withNone(value: Expression, { name, at }: Op): Expression {
  if (name !== 'BRANCH_NONE' && name !== 'BRANCH_NOT_NONE') return value
  const asked = isNone(value, at)
  return name === 'BRANCH_NONE' ? asked : negate(asked)
}

function leaveFor(
  execution: Execution,
  block: Block,
  machine: Machine,
  exit: Extract<Exit, { kind: 'for' }>,
): void {
  const iterator = machine.peek(1)
  const iterable = iterator.kind === 'Iterator' ? iterator.value : machine.toExpression(iterator)
  machine.around.used.add(iterator)
  markResult(machine, iterator)
  block.exit = { ...exit, iterable }
  lead(execution, block, exit.done, machine.stack.slice(0, -1))
  lead(execution, block, exit.body, [...machine.stack, { kind: 'Next', loop: exit.head }])
}

/** An empty display below an iterator is what a comprehension fills. */
function markResult(machine: Machine, iterator: Item): void {
  const below = machine.stack.at(-2)
  const form = below && FORMS.get(below.kind)
  if (below === undefined || form === undefined || !isIterator(iterator)) return
  const count = below.kind === 'Dict' ? below.entries.length : elementsIn(below)
  if (count === 0)
    machine.replace(2, { kind: 'Accumulator', form, at: isExpression(below) ? below.at : null })
}

/** `.0` is what a comprehension that is a function of its own goes through. */
function isIterator(item: Item): boolean {
  return item.kind === 'Iterator' || (item.kind === 'Name' && item.id === '.0')
}

type Form = Extract<Item, { kind: 'Accumulator' }>['form']

const FORMS: ReadonlyMap<string, Form> = new Map<string, Form>([
  ['List', 'ListComp'],
  ['Set', 'SetComp'],
  ['Dict', 'DictComp'],
])

function elementsIn(item: Item): number {
  return item.kind === 'List' || item.kind === 'Set' ? item.elements.length : -1
}

/** 3.9 and 3.10: the copy of the exception and the type are compared and taken off. */
function comparedType(machine: Machine): Expression {
  const type = machine.pop()
  machine.popItem()
  return type
}

function leaveMatch(
  execution: Execution,
  block: Block,
  machine: Machine,
  exit: Extract<Exit, { kind: 'match' }>,
): void {
  block.exit = exit
  for (const next of successors(block)) lead(execution, block, next, machine.stack)
}

function typed({ yes, no }: Branch, type: Expression): Extract<Exit, { kind: 'match' }> {
  return { kind: 'match', type, matched: yes, other: no }
}
