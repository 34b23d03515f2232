import type { Comprehension, ComprehensionFor } from '../../decompile/ast.ts'
import { bindTarget } from './targets.ts'
import type { Walker } from '../Folding.ts'
import { itemsOf } from '../operations/items.ts'
import { Scope } from './Scope.ts'
import { dict, list, traceOf, truth, UNKNOWN, type Trace, type Value } from '../values.ts'

/** A comprehension as its items, when everything that it walks through is known. */
export function evaluateComprehension(node: Comprehension, scope: Scope, walker: Walker): Value {
  const run = new Run(node, new Scope(scope), walker)
  const isKnown = run.generate(0)
  if (!isKnown) return UNKNOWN
  if (node.kind === 'DictComp') return dict(run.pairs)
  const type = ({ ListComp: 'list', SetComp: 'set', GeneratorExp: 'iterator' } as const)[node.kind]
  return list(type, run.items, run.trace)
}

class Run {
  readonly items: Value[] = []
  readonly pairs: (readonly [Value, Value])[] = []
  trace: Trace | null = null
  readonly #node: Comprehension
  readonly #scope: Scope
  readonly #walker: Walker

  constructor(node: Comprehension, scope: Scope, walker: Walker) {
    this.#node = node
    this.#scope = scope
    this.#walker = walker
  }

  /** Runs the loop at that level; whether it was followed to its end. */
  generate(level: number): boolean {
    const generator = this.#node.generators[level]
    if (generator === undefined) return this.#add()
    const values = this.#walker.evaluate(generator.iter, this.#scope)
    const items = itemsOf(values, this.#walker)
    this.trace ??= traceOf(values)
    if (items !== undefined) return items.every((item) => this.#step(generator, item, level))
    this.#walker.uncertainly(() => this.#step(generator, UNKNOWN, level))
    return false
  }

  /** Whether the item was followed. */
  #step(generator: ComprehensionFor, item: Value, level: number): boolean {
    if (this.#walker.budget.isSpent) return false
    bindTarget(generator.target, item, this.#scope, this.#walker)
    for (const test of generator.ifs) {
      const isTrue = truth(this.#walker.evaluate(test, this.#scope))
      if (isTrue === false) return true
      if (isTrue === undefined) {
        this.generate(level + 1)
        return false
      }
    }
    return this.generate(level + 1)
  }

  #add(): boolean {
    const { element, value } = this.#node
    const made = this.#walker.evaluate(element, this.#scope)
    if (value === null) this.items.push(made)
    else this.pairs.push([made, this.#walker.evaluate(value, this.#scope)])
    this.trace = traceOf(made) ?? this.trace
    return this.#walker.budget.affords(8)
  }
}
