import type { Expression, Statement } from './ast.ts'
import type { Item, LoopHead } from './Item.ts'
import type { Op } from './Op.ts'
import type { Context } from './Program.ts'

/** Operations that run one after the other, and what they come to. */
export interface Block {
  readonly id: number
  /** Position of its first operation: the order in which the compiler wrote them. */
  readonly start: number
  ops: readonly Op[]
  /** Whether the compiler left a NOP before it, in whose place a statement stood. */
  readonly isAfterNop: boolean
  readonly context: Context | null
  statements: Statement[]
  exit: Exit
  /** The stack before and after; null until it has been run. */
  entry: readonly Item[] | null
  /** How many exceptions are being handled when it begins. */
  handling: number
  /** The name that `except … as name` gives here. */
  handlerName: string | null
  /** Its number in reverse postorder; -1 when nothing leads to it. */
  order: number
  /** Whether a statement has been made of it. */
  isPlaced: boolean
  /** Whether it was the head of a loop that became an expression: now it only goes on. */
  isPassed: boolean
  /** Where the unreachable code behind it leads that the compiler wrote for the end of an arm. */
  afterwards: Block | null
  /** Whether its jump is a `break` or `continue` that somebody wrote. */
  isJump: boolean
  /** Whether it returns where unreachable code behind it was jumped to: an `if` before it has an `else`. */
  isBeforeElse: boolean
}

/** A step from block to block, and the stack that it brings. */
export interface Edge {
  readonly from: Block
  readonly stack: readonly Item[]
}

/** How control leaves a block. */
export type Exit =
  | { readonly kind: 'to'; readonly next: Block }
  | Branch
  | {
      readonly kind: 'for'
      readonly head: LoopHead
      readonly iterable: Expression
      readonly isAsync: boolean
      readonly body: Block
      readonly done: Block
    }
  /** Asks whether the exception is of a type. */
  | {
      readonly kind: 'match'
      readonly type: Expression
      readonly matched: Block
      readonly other: Block
    }
  /** It has returned or raised. */
  | { readonly kind: 'end' }
  /** The exception goes on. */
  | { readonly kind: 'reraise' }

export interface Branch {
  readonly kind: 'branch'
  readonly test: Expression
  readonly yes: Block
  readonly no: Block
  /** Whether it is `yes` that follows in the code; the other one is jumped to. */
  readonly fallsToYes: boolean
  readonly at: Expression['at']
}

/** Where control can go, exceptions aside. */
export function successors({ exit }: Block): readonly Block[] {
  switch (exit.kind) {
    case 'to':
      return [exit.next]
    case 'branch':
      return exit.fallsToYes ? [exit.no, exit.yes] : [exit.yes, exit.no]
    case 'for':
      return [exit.done, exit.body]
    case 'match':
      return [exit.other, exit.matched]
    case 'end':
    case 'reraise':
      return []
  }
}

/** An exit that leads to `after` where it led to `before`. */
export function redirected(exit: Exit, before: Block, after: Block): Exit {
  const to = (block: Block) => (block === before ? after : block)
  switch (exit.kind) {
    case 'to':
      return { ...exit, next: to(exit.next) }
    case 'branch':
      return { ...exit, yes: to(exit.yes), no: to(exit.no) }
    case 'for':
      return { ...exit, body: to(exit.body), done: to(exit.done) }
    case 'match':
      return { ...exit, matched: to(exit.matched), other: to(exit.other) }
    case 'end':
    case 'reraise':
      return exit
  }
}
