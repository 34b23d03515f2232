import type { Range } from '../../../../model/Listing.ts'
import type { Expression, Statement } from '../../decompile/ast.ts'
import type { Budget } from '../Budget.ts'
import { CallGuard } from './CallGuard.ts'
import { callValue } from './calls.ts'
import { evaluateExpression } from './expressions.ts'
import type { Signal, Walker } from '../Folding.ts'
import { KNOWN_ATTRIBUTES } from '../library/functional.ts'
import { canonicalName } from '../library/known.ts'
import { PathBook } from '../PathBook.ts'
import { Scope } from './Scope.ts'
import { parseExpressionText } from '../source/parseSource.ts'
import type { StageBook } from '../StageBook.ts'
import { executeStatement } from './statements.ts'
import { Tracer } from '../Tracer.ts'
import {
  dataOf,
  NONE,
  UNKNOWN,
  type Given,
  type List,
  type PathValue,
  type Value,
} from '../values.ts'

const MAX_DEPTH = 400 // expressions, statements and calls in each other: about 3,000 frames of JavaScript

const MAX_CONSTANTS = 20_000 // of one tree

/** A function that is being followed. */
interface Frame {
  value: Value
  isLost: boolean
}

/** Walks over one syntax tree, without running anything, and notes what it reaches and lays open. */
export class Folder implements Walker {
  readonly budget: Budget
  readonly tracer: Tracer
  readonly paths = new PathBook()
  readonly stages: StageBook
  readonly globals = new Scope(null)
  /** Constants that were met, of text and bytes. */
  readonly constants: Value[] = []
  readonly #frames: Frame[] = []
  readonly calls: CallGuard
  readonly #explored = new WeakSet<readonly Statement[]>()
  readonly #met = new WeakSet<Expression>()
  #depth = 0
  #unsure = 0

  constructor(budget: Budget, stages: StageBook) {
    this.budget = budget
    this.stages = stages
    this.tracer = new Tracer(budget)
    this.calls = new CallGuard(budget)
  }

  evaluate(node: Expression, scope: Scope): Value {
    if (!this.#goesDeeper()) return UNKNOWN
    this.#depth++
    const value = evaluateExpression(node, scope, this)
    this.#depth--
    if (node.kind === 'Constant' && dataOf(value) !== undefined) this.#keepConstant(node, value)
    return value
  }

  execute(statements: readonly Statement[], scope: Scope): Signal {
    if (!this.#goesDeeper()) return 'unsure'
    this.#depth++
    let signal: Signal = 'next'
    let isSure = true
    for (const node of statements) {
      signal = executeStatement(node, scope, this)
      if (signal === 'unsure') isSure = false
      else if (signal !== 'next') break
    }
    this.#depth--
    return isSure ? signal : 'unsure'
  }

  uncertainly<T>(run: () => T): T {
    this.#unsure++
    const value = run()
    this.#unsure--
    return value
  }

  changes(owner: List): void {
    if (this.#unsure > 0) owner.isLost = true
  }

  isFirstTime(statements: readonly Statement[]): boolean {
    if (this.#explored.has(statements)) return false
    this.#explored.add(statements)
    return true
  }

  inFunction(run: () => void): Value {
    const frame: Frame = { value: NONE, isLost: false }
    const unsure = this.#unsure
    this.#frames.push(frame)
    this.#unsure = 0
    run()
    this.#unsure = unsure
    this.#frames.pop()
    return frame.isLost ? UNKNOWN : frame.value
  }

  return(value: Value): void {
    const frame = this.#frames.at(-1)
    if (frame !== undefined) frame.value = value
  }

  loseReturn(): void {
    const frame = this.#frames.at(-1)
    if (frame !== undefined) frame.isLost = true
  }

  call(callee: Value, given: Given): Value {
    if (!this.#goesDeeper()) return UNKNOWN
    this.#depth++
    const value = callValue(callee, given, this)
    this.#depth--
    return value
  }

  evaluateText(source: string): Value {
    const node = parseExpressionText(source)
    if (node === undefined) return UNKNOWN
    const run = () => this.evaluate(node, this.globals)
    return this.tracer.quietly(() => this.paths.quietly(() => this.stages.quietly(run)))
  }

  attribute(owner: Value, name: string, at: Range | null, isFolded: boolean): Value {
    if (owner.kind === 'path') return this.#pathAttribute(owner, name, at, isFolded)
    const reached = this.paths.reach({ names: [name], root: 'unknown', at, isFolded })
    const isOrdinary = owner.kind !== 'unknown' && owner.kind !== 'none' && !name.startsWith('__')
    return isOrdinary || METHODS.has(name) ? { kind: 'method', owner, name } : reached
  }

  importModule(name: string, at: Range | null, isFolded: boolean): PathValue {
    return this.paths.reach({
      names: name.split('.'),
      root: 'import',
      at,
      isFolded,
      told: 'always',
    })
  }

  /** Each once, however often a loop meets it. */
  #keepConstant(node: Expression, value: Value): void {
    if (this.#met.has(node) || this.constants.length === MAX_CONSTANTS) return
    this.#met.add(node)
    this.constants.push(value)
  }

  #pathAttribute(owner: PathValue, name: string, at: Range | null, isFolded: boolean): Value {
    const path = this.paths.attribute(owner, name, at, isFolded)
    return KNOWN_ATTRIBUTES.get(canonicalName(path) ?? '') ?? path
  }

  #goesDeeper(): boolean {
    if (this.#depth >= MAX_DEPTH) {
      this.budget.fault(`what is nested deeper than ${MAX_DEPTH} was not unrolled`)
      return false
    }
    return this.budget.step()
  }
}

/** Methods with underscores that are followed on values. */
const METHODS: ReadonlySet<string> = new Set([
  '__getitem__',
  '__call__',
  '__xor__',
  '__len__',
  '__str__',
  '__next__',
])
