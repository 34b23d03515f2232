import type { Range } from '../../../model/Listing.ts'
import type { Expression, Statement } from '../decompile/ast.ts'
import type { Budget } from './Budget.ts'
import type { CallGuard } from './walk/CallGuard.ts'
import type { PathBook } from './PathBook.ts'
import type { Scope } from './walk/Scope.ts'
import type { StageBook } from './StageBook.ts'
import type { Tracer } from './Tracer.ts'
import type { Given, List, PathValue, Value } from './values.ts'

/** What the parts of the folder know of each other. */
export interface Folding {
  readonly budget: Budget
  readonly tracer: Tracer
  readonly paths: PathBook
  readonly stages: StageBook
  /** Of the module: what `globals()` holds. */
  readonly globals: Scope
  /** Calls a value that is known to be callable; unknown when what comes back is not known. */
  call(callee: Value, given: Given): Value
  /** The value of a text as an expression: what `eval` gives. Names that it reaches are told elsewhere. */
  evaluateText(source: string): Value
  /** The attribute of a value, as `getattr` gives it. `isFolded`: its name had to be put together. */
  attribute(owner: Value, name: string, at: Range | null, isFolded: boolean): Value
  /** The module of that name, as `import_module` gives it. */
  importModule(name: string, at: Range | null, isFolded: boolean): PathValue
}

/** A function that is known: what it gives, or undefined when its arguments are not known well enough. */
export type Known = (given: Given, folding: Folding) => Value | undefined

/** What walks over the syntax tree. */
export interface Walker extends Folding {
  evaluate(node: Expression, scope: Scope): Value
  execute(statements: readonly Statement[], scope: Scope): Signal
  /** Runs what may run or not: lists that it changes are not known afterwards. */
  uncertainly<T>(run: () => T): T
  /** Notes that a list is changed: where that may happen or not, it is not known afterwards. */
  changes(owner: List): void
  readonly calls: CallGuard
  /** Whether a block that is not run is met for the first time, and so to be looked at. */
  isFirstTime(statements: readonly Statement[]): boolean
  /** Runs the body of a function: its own returned value. */
  inFunction(run: () => void): Value
  /** Notes what the function returns. */
  return(value: Value): void
  /** Notes that the function gives something else than it returns: a generator, or it may have returned before. */
  loseReturn(): void
}

/** How control leaves statements; `unsure`: perhaps in another way than to the next one. */
export type Signal = 'next' | 'break' | 'continue' | 'return' | 'unsure'

/** Positional arguments alone. */
export function given(...positional: readonly Value[]): Given {
  return { positional, keywords: new Map(), isWhole: true, at: null }
}
