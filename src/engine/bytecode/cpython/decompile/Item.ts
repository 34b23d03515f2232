import type { Code } from '../Code.ts'
import type { BinaryOperator, Expression } from './ast.ts'

/** What a place on the symbolic stack holds: an expression, or something that is none yet. */
export type Item = Expression | Special

export type Special =
  /** NULL beside a callable, or the slot of `self`. */
  | { readonly kind: 'Null' }
  | { readonly kind: 'Code'; readonly code: Code }
  | FunctionItem
  | { readonly kind: 'BuildClass' }
  | { readonly kind: 'Cell'; readonly name: string }
  | { readonly kind: 'Iterator'; readonly value: Expression; readonly isAsync: boolean }
  | { readonly kind: 'Awaitable'; readonly value: Item; readonly isAnext: boolean }
  /** A comprehension that waits, and is itself a coroutine that must be awaited (up to 3.11). */
  | { readonly kind: 'Coroutine'; readonly value: Expression }
  | { readonly kind: 'Next'; readonly loop: LoopHead }
  | SlotItem
  | PendingItem
  /** `isAlias`: a module inside a package, which is only bound with `as`. */
  | { readonly kind: 'Module'; readonly imported: ImportItem; readonly isAlias: boolean }
  | { readonly kind: 'Imported'; readonly module: ImportItem; readonly name: string }
  | { readonly kind: 'Exit'; readonly entry: WithEntry }
  | { readonly kind: 'Entered'; readonly entry: WithEntry }
  /** The object that `__exit__` is a method of. */
  | { readonly kind: 'Owner' }
  /** One of the values that describe the exception being handled. */
  | { readonly kind: 'Exception' }
  /** Whether the exception is of a type. */
  | { readonly kind: 'Matching'; readonly type: Expression }
  | { readonly kind: 'Locals' }
  | ClassItem
  /** What `left op= right` gives, before it is stored where `left` came from. */
  | {
      readonly kind: 'Inplace'
      readonly left: Expression
      readonly op: BinaryOperator
      readonly right: Expression
      readonly at: Expression['at']
    }
  /** A variable that a comprehension inside the function keeps aside. */
  | { readonly kind: 'Kept'; readonly name: string }
  | {
      readonly kind: 'Accumulator'
      readonly form: 'ListComp' | 'SetComp' | 'DictComp'
      readonly at: Expression['at']
    }

export interface FunctionItem {
  readonly kind: 'Function'
  readonly code: Code
  readonly defaults: readonly Expression[]
  readonly keywordDefaults: ReadonlyMap<string, Expression>
  readonly annotations: ReadonlyMap<string, Expression>
  readonly decorators: readonly Expression[]
}

export interface ClassItem {
  readonly kind: 'Class'
  readonly body: FunctionItem
  readonly name: string
  readonly bases: readonly Expression[]
  readonly keywords: readonly { readonly arg: string | null; readonly value: Expression }[]
  readonly decorators: readonly Expression[]
}

/** A `for`: its target is filled in when the loop stores what it iterates over. */
export interface LoopHead {
  target: Expression | null
}

/** A `with`: its target is filled in when the value of `__enter__` is stored. */
export interface WithEntry {
  readonly context: Expression
  readonly isAsync: boolean
  target: Expression | null
  readonly at: Expression['at']
}

/** One of the values that a sequence was unpacked to. */
export interface SlotItem {
  readonly kind: 'Slot'
  readonly group: SlotGroup
  readonly index: number
}

export interface SlotGroup {
  readonly source: Item
  readonly targets: (Expression | null)[]
  /** Which of the targets takes the rest; -1: none. */
  readonly star: number
  /** Whether they are filled from the last to the first. */
  readonly isReversed: boolean
}

/** A value that was stored and is still on the stack: of `a = b = value`, or of `(a := value)`. */
export interface PendingItem {
  readonly kind: 'Pending'
  readonly value: Item
  readonly targets: readonly Expression[]
}

export interface ImportItem {
  readonly module: string
  readonly level: number
  /** Null without `from`. */
  readonly names: readonly string[] | null
  readonly taken: { name: string; asName: string | null }[]
  readonly at: Expression['at']
}

/** Whether an item is an expression. */
export function isExpression(item: Item): item is Expression {
  return !SPECIAL.has(item.kind)
}

const SPECIAL: ReadonlySet<string> = new Set<Special['kind']>([
  'Null',
  'Code',
  'Function',
  'BuildClass',
  'Cell',
  'Iterator',
  'Awaitable',
  'Coroutine',
  'Next',
  'Slot',
  'Pending',
  'Module',
  'Imported',
  'Exit',
  'Entered',
  'Owner',
  'Exception',
  'Locals',
  'Matching',
  'Class',
  'Inplace',
  'Kept',
  'Accumulator',
])
