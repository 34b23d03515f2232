import type { Expression } from '../ast.ts'
import { NotUnderstood } from '../NotUnderstood.ts'
import type { Program } from '../Program.ts'
import type { Part } from './Part.ts'

/** Reading a pattern: the stack holds parts of what is looked at, and what they are compared with. */
export interface State {
  readonly program: Program
  readonly budget: { steps: number }
  at: number
  readonly stack: PatternItem[]
  readonly fails: Fail[]
  /** Positions of the operations that were read. */
  readonly visited: number[]
  /** How often something was found out about a part. */
  changes: number
}

/** A way out of a pattern that does not match, and how much is on the stack there. */
export interface Fail {
  readonly target: number
  readonly depth: number
}

export type PatternItem =
  | Part
  | { readonly kind: 'expression'; readonly value: Expression }
  | { readonly kind: 'tuple'; readonly values: readonly Expression[] }
  | { readonly kind: 'length'; readonly part: Part; readonly less: number }
  /** Whether what was asked last is so. */
  | { readonly kind: 'check' }
  /** What MATCH_CLASS and MATCH_KEYS found: values, or None. */
  | { readonly kind: 'values'; readonly parts: readonly Part[] }
  /** The same capture of several alternatives. */
  | { readonly kind: 'captures'; readonly parts: readonly Part[] }
  /** What a mapping has besides its keys. */
  | { readonly kind: 'rest'; readonly part: Part; of: Part | null }

export function pop({ stack }: State): PatternItem {
  const item = stack.pop()
  if (item === undefined) throw new NotUnderstood('this is no pattern')
  return item
}

export function peek({ stack }: State, depth: number): PatternItem {
  const item = stack[stack.length - depth]
  if (item === undefined || depth < 1) throw new NotUnderstood('this is no pattern')
  return item
}

export function popPart(state: State): Part {
  const item = pop(state)
  if (item.kind !== 'part') throw new NotUnderstood('this is no pattern')
  return item
}

export function topPart(state: State): Part {
  const item = peek(state, 1)
  if (item.kind !== 'part') throw new NotUnderstood('this is no pattern')
  return item
}

export function popExpression(state: State): Expression {
  const item = pop(state)
  if (item.kind !== 'expression') throw new NotUnderstood('this is no pattern')
  return item.value
}

export function constantsOf(value: Expression): readonly Expression[] {
  if (value.kind !== 'Constant' || value.value.kind !== 'tuple')
    throw new NotUnderstood('this is no pattern')
  return value.value.items.map((item) => ({ kind: 'Constant', value: item, at: value.at }))
}

/** 3.10 tells beside the values whether there are any. */
export function hasChecks({ program }: State): boolean {
  return program.version.id === '3.10'
}
