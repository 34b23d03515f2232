import type { Code } from '../../Code.ts'
import type { Version } from '../../versions/Version.ts'
import type { Range } from '../../../../model/Listing.ts'
import type { Annotation } from '../annotations.ts'
import type { ClassDef, Expression, FunctionDef, Lambda, Statement } from '../ast.ts'
import { isExpression, type ClassItem, type FunctionItem, type Item } from '../Item.ts'
import { NotUnderstood } from '../NotUnderstood.ts'
import type { Op } from '../Op.ts'

/** What the code objects inside this one come to. */
export interface Nested {
  lambda(item: FunctionItem, at: Range | null): Lambda
  define(item: FunctionItem, name: string, at: Range | null): FunctionDef
  declare(item: ClassItem, name: string, at: Range | null): ClassDef
  annotations(item: FunctionItem): readonly Annotation[]
  comprehension(item: FunctionItem, iterable: Expression, at: Range | null): Expression
}

/** What running a code object finds out about it besides its statements. */
export interface Found {
  /** What computes the annotations of this class or module (3.14). */
  annotate: FunctionItem | null
}

/** What the machines of one code object share. */
export interface Surroundings {
  readonly code: Code
  readonly version: Version
  readonly nested: Nested
  /** Items whose value stands somewhere already: to throw away a copy of one loses nothing. */
  readonly used: WeakSet<Item>
  readonly found: Found
  /** How many items were on the stack where each loop was set up, by offset in `co_code` (up to 3.7). */
  readonly loopDepths: Map<number, number>
}

/** Runs the operations of one block on a stack of expressions, and writes down the statements they come to. */
export class Machine {
  readonly stack: Item[]
  readonly statements: Statement[] = []
  readonly around: Surroundings
  /** The name that `except … as name` gives. */
  handlerName: string | null = null
  /** Names of the keyword arguments of the next call (3.11 and 3.12). */
  keywordNames: readonly string[] = []
  /** The operation after the one that runs. */
  next: Op | null = null
  following: readonly Op[] = []

  constructor(stack: readonly Item[], around: Surroundings) {
    this.stack = [...stack]
    this.around = around
  }

  push(...items: readonly Item[]): void {
    this.stack.push(...items)
    if (this.stack.length > MAX_STACK) throw new NotUnderstood('the stack grows without end')
  }

  /** The top, taken off as it is. */
  popItem(): Item {
    const item = this.stack.pop()
    if (item === undefined) throw new NotUnderstood('the stack is empty')
    return item
  }

  /** The top as a value that stands in an expression. */
  pop(): Expression {
    const item = this.popItem()
    this.around.used.add(item)
    return this.toExpression(item)
  }

  popMany(count: number): readonly Expression[] {
    const values: Expression[] = []
    for (let left = count; left > 0; left--) values.push(this.pop())
    return values.reverse()
  }

  /** The item `depth` below the top; 1 is the top. */
  peek(depth: number): Item {
    const item = this.stack[this.stack.length - depth]
    if (item === undefined || depth < 1) throw new NotUnderstood('the stack is empty')
    return item
  }

  replace(depth: number, item: Item): void {
    this.peek(depth)
    this.stack[this.stack.length - depth] = item
  }

  /** Takes the topmost item of a kind out of the stack, wherever it stands. */
  takeOut(kind: Item['kind']): void {
    const at = this.stack.findLastIndex((item) => item.kind === kind)
    if (at < 0) throw new NotUnderstood(`no ${kind} is on the stack`)
    this.stack.splice(at, 1)
  }

  toExpression(item: Item): Expression {
    if (isExpression(item)) return item
    if (item.kind === 'Function') return this.around.nested.lambda(item, null)
    if (item.kind === 'Cell') return { kind: 'Name', id: `.cell ${item.name}`, at: null }
    if (item.kind === 'Awaitable') return this.toExpression(item.value)
    if (item.kind !== 'Pending') throw new NotUnderstood(`${item.kind} stands for a value`)
    const [target, ...others] = item.targets
    if (target?.kind !== 'Name' || others.length > 0)
      throw new NotUnderstood('a value is assigned and used')
    return { kind: 'NamedExpr', target, value: this.toExpression(item.value), at: target.at }
  }

  /** Writes down a statement. What still waits on the stack would be evaluated after it in source. */
  emit(statement: Statement): void {
    const inner = this.stack.slice(1 + this.stack.findLastIndex(isAccumulator))
    if (inner.some((item) => isExpression(item) && !this.around.used.has(item)))
      throw new NotUnderstood('a statement stands inside an expression')
    this.statements.push(statement)
  }

  /** Writes down a statement that becomes part of an expression. */
  emitInside(statement: Statement): void {
    this.statements.push(statement)
  }
}

/** What is below the result of a comprehension was evaluated before it: a statement there becomes a clause. */
function isAccumulator({ kind }: Item): boolean {
  return kind === 'Accumulator'
}

const MAX_STACK = 100_000 // a display of a hundred thousand items; CPython's own limit is higher
