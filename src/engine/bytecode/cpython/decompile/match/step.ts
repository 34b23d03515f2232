import type { Expression } from '../ast.ts'
import { nameOf } from '../../repr.ts'
import { NotUnderstood } from '../NotUnderstood.ts'
import type { Op } from '../Op.ts'
import { alive, nameAt } from '../Program.ts'
import { buildRest, copyRest, deleteKey, matchKeys, updateRest } from './mappings.ts'
import { newPart, setForm, type Part } from './Part.ts'
import {
  constantsOf,
  hasChecks,
  peek,
  pop,
  popExpression,
  popPart,
  topPart,
  type PatternItem,
  type State,
} from './State.ts'

/** One operation of a pattern. Throws `NotUnderstood` when no pattern has it there. */
export function step(state: State): void {
  const { program, at } = state
  const op = program.ops[at]
  const run = op === undefined ? undefined : STEPS.get(op.name)
  if (op === undefined || run === undefined || state.budget.steps-- <= 0)
    throw new NotUnderstood('this is no pattern')
  run(state, op)
  state.visited.push(at)
  state.at = alive(program, state.at + 1)
}

type Step = (state: State, op: Op) => void

const STEPS: ReadonlyMap<string, Step> = new Map<string, Step>([
  ['COPY', (state, { argument }) => state.stack.push(peek(state, argument))],
  ['SWAP', swap],
  ['ROTATE', rotate],
  ['POP_TOP', (state) => void pop(state)],
  ['MATCH_SEQUENCE', (state) => ask(state, 'sequence')],
  ['MATCH_MAPPING', (state) => ask(state, 'mapping')],
  ['GET_LEN', (state) => state.stack.push({ kind: 'length', part: topPart(state), less: 0 })],
  ['LOAD_CONST', loadConstant],
  ['LOAD_FAST', loadName],
  ['LOAD_NAME', loadName],
  ['LOAD_GLOBAL', loadName],
  ['LOAD_DEREF', loadName],
  ['LOAD_ATTR', loadAttribute],
  ['BUILD_TUPLE', buildTuple],
  ['BINARY', subtract],
  ['BINARY_SUBSCR', subscript],
  ['COMPARE', compare],
  ['BRANCH_FALSE', branch],
  ['BRANCH_TRUE', branch],
  ['BRANCH_NONE', branchNone],
  ['BRANCH_NOT_NONE', branchNone],
  ['UNPACK_SEQUENCE', unpack],
  ['UNPACK_EX', unpackExtended],
  ['MATCH_CLASS', matchClass],
  ['MATCH_KEYS', matchKeys],
  ['COPY_DICT_WITHOUT_KEYS', copyRest],
  ['BUILD_MAP', buildRest],
  ['DICT_UPDATE', updateRest],
  ['DELETE_SUBSCR', deleteKey],
  ['STORE_FAST', store],
  ['STORE_NAME', store],
  ['STORE_GLOBAL', store],
  ['STORE_DEREF', store],
])

function swap(state: State, { argument }: Op): void {
  const { stack } = state
  const [top, other] = [peek(state, 1), peek(state, argument)]
  stack[stack.length - 1] = other
  stack[stack.length - argument] = top
}

/** Puts the top below the `argument - 1` items under it. */
function rotate(state: State, { argument }: Op): void {
  peek(state, argument)
  state.stack.splice(state.stack.length - argument, 0, pop(state))
}

function ask(state: State, asked: 'sequence' | 'mapping'): void {
  const part = topPart(state)
  if (part.asked !== null) throw new NotUnderstood('a pattern asks for two things at once')
  part.asked = asked
  state.changes++
  state.stack.push({ kind: 'check' })
}

function loadConstant(state: State, { constant, at }: Op): void {
  if (constant === null || constant.kind === 'code') throw new NotUnderstood('this is no pattern')
  const value: Expression = { kind: 'Constant', value: constant, at }
  state.stack.push({ kind: 'expression', value })
}

function loadName(state: State, { label, at }: Op): void {
  state.stack.push({ kind: 'expression', value: { kind: 'Name', id: label, at } })
}

function loadAttribute(state: State, { label, at }: Op): void {
  const value = popExpression(state)
  state.stack.push({ kind: 'expression', value: { kind: 'Attribute', value, attr: label, at } })
}

function buildTuple(state: State, { argument }: Op): void {
  const values: Expression[] = []
  for (let left = argument; left > 0; left--) values.unshift(popExpression(state))
  state.stack.push({ kind: 'tuple', values })
}

function integerOf(value: Expression): number {
  if (value.kind !== 'Constant' || value.value.kind !== 'integer')
    throw new NotUnderstood('this is no pattern')
  return Number(value.value.value)
}

/** The length less a number: an item counted from the end. */
function subtract(state: State, { label }: Op): void {
  const less = integerOf(popExpression(state))
  const length = pop(state)
  if (label !== '-' || length.kind !== 'length' || less < 1)
    throw new NotUnderstood('this is no pattern')
  state.stack.push({ ...length, less })
}

/** `subject[number]`, and what 3.10 picks of what MATCH_CLASS found. */
function subscript(state: State): void {
  const index = pop(state)
  const from = pop(state)
  if (from.kind === 'values' && index.kind === 'expression')
    return void state.stack.push(valueAt(from.parts, index.value))
  const at = indexIn(from, index)
  if (from.kind !== 'part' || from.form !== null || from.picked.has(at))
    throw new NotUnderstood('this is no pattern')
  const part = newPart()
  from.picked.set(at, part)
  state.changes++
  state.stack.push(part)
}

function valueAt(parts: readonly Part[], index: Expression): Part {
  const part = parts[integerOf(index)]
  if (part === undefined) throw new NotUnderstood('this is no pattern')
  return part
}

/** From the end when it is the length less something. */
function indexIn(from: PatternItem, index: PatternItem): number {
  if (index.kind === 'expression') return integerOf(index.value)
  if (index.kind === 'length' && index.part === from && index.less > 0) return -index.less
  throw new NotUnderstood('this is no pattern')
}

function compare(state: State, { label }: Op): void {
  const right = pop(state)
  const left = pop(state)
  if (right.kind !== 'expression') throw new NotUnderstood('this is no pattern')
  if (left.kind === 'length') countItems(left.part, integerOf(right.value), label)
  else if (left.kind === 'part') compareValue(left, right.value, label)
  else throw new NotUnderstood('this is no pattern')
  state.changes++
  state.stack.push({ kind: 'check' })
}

/** The length of a sequence is asked; of a mapping only whether it can have all keys. */
function countItems(part: Part, count: number, label: string): void {
  if (part.length !== null || (label !== '==' && label !== '>='))
    throw new NotUnderstood('this is no pattern')
  part.length = { count, isLeast: label === '>=' }
}

function compareValue(part: Part, value: Expression, label: string): void {
  const isSingle = value.kind === 'Constant' && /^(none|boolean)$/.test(value.value.kind)
  const isValue = value.kind === 'Attribute' || (value.kind === 'Constant' && !isSingle)
  if (label === 'is' ? !isSingle : label !== '==' || !isValue)
    throw new NotUnderstood('this is no pattern')
  setForm(part, { kind: 'value', value })
}

/** A way out of the pattern: the jump, or from 3.12 on the jump back that it goes over. */
function fail(state: State, op: Op, isTaken: boolean): void {
  const { program, at, stack } = state
  const target = program.targets[at] ?? 0
  const jump = alive(program, at + 1)
  const isOver =
    nameAt(program, jump) === 'JUMP' && alive(program, target) === alive(program, jump + 1)
  if (op.target === null || target <= at || (!isTaken && !isOver))
    throw new NotUnderstood('this is no pattern')
  state.fails.push({ target: isTaken ? target : jump, depth: stack.length })
  if (!isTaken) state.at = jump
}

function branch(state: State, op: Op): void {
  if (pop(state).kind !== 'check') throw new NotUnderstood('this is no pattern')
  fail(state, op, op.name === 'BRANCH_FALSE')
}

/** Whether MATCH_CLASS or MATCH_KEYS found something; `case None`. */
function branchNone(state: State, op: Op): void {
  const item = pop(state)
  const isNone = op.name === 'BRANCH_NONE'
  if (item.kind === 'values') return fail(state, op, isNone)
  if (item.kind !== 'part') throw new NotUnderstood('this is no pattern')
  const { offset, length } = op.at
  const value: Expression = { kind: 'Constant', value: { kind: 'none', offset, length }, at: op.at }
  setForm(item, { kind: 'value', value })
  state.changes++
  fail(state, op, !isNone)
}

const MAX_ITEMS = 1_000

function unpack(state: State, { argument }: Op): void {
  const item = pop(state)
  if (item.kind === 'values') return pushParts(state, item.parts, argument)
  if (item.kind === 'tuple') return pushKeys(state, item.values, argument)
  if (item.kind === 'expression') return pushKeys(state, constantsOf(item.value), argument)
  if (item.kind !== 'part') throw new NotUnderstood('this is no pattern')
  unpackPart(state, item, argument, -1)
}

function unpackExtended(state: State, { argument }: Op): void {
  const [before, after] = [argument & 255, argument >> 8]
  unpackPart(state, popPart(state), before + 1 + after, before)
}

function unpackPart(state: State, part: Part, count: number, star: number): void {
  if (count > MAX_ITEMS) throw new NotUnderstood('a pattern has too many items')
  const parts = Array.from({ length: count }, newPart)
  setForm(part, { kind: 'sequence', parts, star })
  state.changes++
  pushParts(state, parts, count)
}

function pushParts(state: State, parts: readonly Part[], count: number): void {
  if (parts.length !== count) throw new NotUnderstood('this is no pattern')
  state.stack.push(...parts.toReversed())
}

function pushKeys(state: State, keys: readonly Expression[], count: number): void {
  if (keys.length !== count) throw new NotUnderstood('this is no pattern')
  for (const value of keys.toReversed()) state.stack.push({ kind: 'expression', value })
}

/** Attributes by position, then by the names in a tuple on top of the class. */
function matchClass(state: State, { argument }: Op): void {
  const names = constantsOf(popExpression(state)).map((name) =>
    name.kind === 'Constant' ? nameOf(name.value) : '?',
  )
  const cls = popExpression(state)
  const part = popPart(state)
  const count = argument + names.length
  if (count > MAX_ITEMS) throw new NotUnderstood('a pattern has too many items')
  const parts = Array.from({ length: count }, newPart)
  setForm(part, { kind: 'class', cls, positional: argument, names, parts })
  state.changes++
  state.stack.push({ kind: 'values', parts })
  if (hasChecks(state)) state.stack.push({ kind: 'check' })
}

function store(state: State, { label }: Op): void {
  const item = pop(state)
  if (item.kind === 'part') name(item, label)
  else if (item.kind === 'rest') name(item.part, label)
  else if (item.kind === 'captures') for (const part of item.parts) name(part, label)
  else throw new NotUnderstood('this is no pattern')
  state.changes++
}

function name(part: Part, label: string): void {
  if (part.name !== null) throw new NotUnderstood('a pattern gives two names')
  part.name = label
}
