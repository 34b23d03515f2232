import { numberOf, type Code } from '../../src/engine/bytecode/cpython/Code.ts'
import type { CodeListing } from '../../src/engine/model/Listing.ts'
import { isClassBody } from './wrapSource.ts'

export type Kind = 'lambda' | 'function' | 'long' | 'other' | 'snippet'

export const CONSTRUCTS = [
  'straight-line',
  'branch',
  'loop',
  'try/with',
  'comprehension',
  'generator/async',
  'class/closure',
] as const
export type Construct = (typeof CONSTRUCTS)[number]

const MAX_LINES = 60 // of a function that the promise speaks of

/**
 * A lambda, a function of at most 60 lines, a longer one, or what nobody writes by itself: class bodies, `<genexpr>`,
 * and the `__annotate__` that 3.14 makes of annotations.
 */
export function kindOf(code: Code, listing: CodeListing): Exclude<Kind, 'snippet'> {
  if (code.name === '<lambda>') return 'lambda'
  const isHidden = code.name.startsWith('<') || code.name === '__annotate__'
  if (isHidden || isClassBody(code)) return 'other'
  return lineCount(listing) > MAX_LINES ? 'long' : 'function'
}

/** Lines from the first of the code object to the last that it or nested code has. */
function lineCount(listing: CodeListing): number {
  return 1 + lastLine(listing) - listing.firstLine
}

function lastLine({ firstLine, instructions, children }: CodeListing): number {
  const own = instructions.map(({ line }) => line ?? firstLine)
  return Math.max(firstLine, ...own, ...children.map(lastLine))
}

const CO_GENERATOR_OR_COROUTINE = 0x20 | 0x80 | 0x200
const TRY = /^(SETUP_(FINALLY|EXCEPT|WITH|ASYNC_WITH)|PUSH_EXC_INFO)$/
const LOOP = /^(FOR_ITER|GET_ANITER|SETUP_LOOP)$|JUMP_BACKWARD/
const BRANCH = /^(POP_)?JUMP_(FORWARD_)?IF_/

/** The hardest construct in a code object, by its opcodes. */
export function constructOf(code: Code, listing: CodeListing): Construct {
  if ((numberOf(code, 'flags') & CO_GENERATOR_OR_COROUTINE) !== 0) return 'generator/async'
  const opcodes = listing.instructions.map(({ opcode }) => opcode)
  const has = (pattern: RegExp) => opcodes.some((opcode) => pattern.test(opcode))
  const isComprehension = ({ name }: CodeListing) =>
    /^<(list|set|dict)comp>$|^<genexpr>$/.test(name)
  const cells = code.freeVariables.length + code.cellVariables.length
  if (cells > 0 || listing.children.some((child) => !isComprehension(child))) return 'class/closure'
  if (has(TRY)) return 'try/with'
  if (listing.children.length > 0 || hasInlined(listing)) return 'comprehension'
  if (has(LOOP) || hasBackwardJump(listing)) return 'loop'
  return has(BRANCH) ? 'branch' : 'straight-line'
}

/** From 3.12 on comprehensions stand in the code around them; the result lies below the iterator. */
function hasInlined({ instructions }: CodeListing): boolean {
  return instructions.some(
    ({ opcode, argument }) =>
      /^(LIST_APPEND|SET_ADD|MAP_ADD)$/.test(opcode) && (argument ?? 0) >= 2,
  )
}

function hasBackwardJump({ instructions }: CodeListing): boolean {
  return instructions.some(
    ({ opcode, argument, index }) => opcode === 'JUMP_ABSOLUTE' && (argument ?? 0) <= index,
  )
}
