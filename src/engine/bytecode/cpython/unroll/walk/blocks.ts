// Compound statements: branches are run from the same state, loops over what is known to their end.
import type { Expression, Pattern, Statement } from '../../decompile/ast.ts'
import { boundNames } from './boundNames.ts'
import type { Signal, Walker } from '../Folding.ts'
import { itemsOf } from '../operations/items.ts'
import { join, type Scope } from './Scope.ts'
import { bindTarget } from './targets.ts'
import { truth, UNKNOWN, type Value } from '../values.ts'

export type CompoundStatement = Extract<
  Statement,
  { kind: 'If' | 'While' | 'For' | 'Try' | 'With' | 'Match' }
>

/** Does what a compound statement does; how control leaves it. */
export function executeCompound(node: CompoundStatement, scope: Scope, walker: Walker): Signal {
  switch (node.kind) {
    case 'If':
      return executeIf(node, scope, walker)
    case 'While':
      return executeWhile(node, scope, walker)
    case 'For':
      return executeFor(node, scope, walker)
    case 'Try':
      return executeTry(node, scope, walker)
    case 'With':
      for (const { context, target } of node.items) {
        const value = walker.evaluate(context, scope)
        if (target !== null) bindTarget(target, value, scope, walker)
      }
      return walker.execute(node.body, scope)
    case 'Match':
      return executeMatch(node, scope, walker)
  }
}

type Of<Kind> = Extract<CompoundStatement, { kind: Kind }>

/** A branch that is not taken is looked at too, and leaves nothing behind. */
function executeIf({ test, body, orElse }: Of<'If'>, scope: Scope, walker: Walker): Signal {
  const decides = truth(walker.evaluate(test, scope))
  if (decides === undefined) return oneOf([body, orElse], scope, walker)
  const [taken, other] = decides ? [body, orElse] : [orElse, body]
  if (walker.isFirstTime(other)) {
    const before = new Map(scope.variables)
    walker.uncertainly(() => walker.execute(other, scope))
    scope.restore(before)
  }
  return walker.execute(taken, scope)
}

/** Runs each of some blocks as if it were the one. */
function oneOf(blocks: readonly (readonly Statement[])[], scope: Scope, walker: Walker): Signal {
  const signals: Signal[] = []
  const runs = blocks.map((block) => () => {
    signals.push(walker.uncertainly(() => walker.execute(block, scope)))
  })
  join(scope, runs)
  const [first = 'next'] = signals
  if (signals.every((signal) => signal === first)) return first === 'return' ? leave(walker) : first
  return leave(walker)
}

function leave(walker: Walker): Signal {
  walker.loseReturn()
  return 'unsure'
}

const MAX_LOOP_STEPS = 300_000 // of one loop: a hundred thousand characters that are put together one by one

function executeFor(node: Of<'For'>, scope: Scope, walker: Walker): Signal {
  const values = walker.evaluate(node.iter, scope)
  const items = values.kind === 'range' && isLong(values) ? undefined : itemsOf(values, walker)
  if (items === undefined || node.isAsync) return onceUnknown(node, scope, walker)
  const least = walker.budget.steps - MAX_LOOP_STEPS
  for (const item of items) {
    if (walker.budget.steps < Math.max(least, 1)) return abandon(node, scope, walker)
    bindTarget(node.target, item, scope, walker)
    const signal = walker.execute(node.body, scope)
    if (signal === 'unsure') return abandon(node, scope, walker)
    if (signal === 'break') return 'next'
    if (signal === 'return') return signal
  }
  return walker.execute(node.orElse, scope)
}

const LONG = 100_000 // numbers: a loop that counts so far puts no text together

function isLong({ start, stop, step }: Extract<Value, { kind: 'range' }>): boolean {
  return Math.abs(stop - start) / Math.abs(step) > LONG
}

function executeWhile(node: Of<'While'>, scope: Scope, walker: Walker): Signal {
  const isEndless = node.test.kind === 'Constant'
  const least = walker.budget.steps - MAX_LOOP_STEPS
  for (;;) {
    const isTrue = isEndless ? undefined : truth(walker.evaluate(node.test, scope))
    if (isTrue === undefined) return onceUnknown(node, scope, walker)
    if (!isTrue) return walker.execute(node.orElse, scope)
    if (walker.budget.steps < Math.max(least, 1)) return abandon(node, scope, walker)
    const signal = walker.execute(node.body, scope)
    if (signal === 'unsure') return abandon(node, scope, walker)
    if (signal === 'break') return 'next'
    if (signal === 'return') return signal
  }
}

/** Looks at the body of a loop once, with nothing known of what it changes. */
function onceUnknown(node: Of<'For' | 'While'>, scope: Scope, walker: Walker): Signal {
  forget(node, scope)
  if (node.kind === 'For') bindTarget(node.target, UNKNOWN, scope, walker)
  const signal = walker.uncertainly(() => walker.execute(node.body, scope))
  forget(node, scope)
  walker.uncertainly(() => walker.execute(node.orElse, scope))
  return signal === 'return' || signal === 'unsure' ? leave(walker) : 'next'
}

/** Gives up a loop that was followed for a while. */
function abandon(node: Of<'For' | 'While'>, scope: Scope, walker: Walker): Signal {
  if (walker.budget.steps < MAX_LOOP_STEPS)
    walker.budget.fault('a loop was not followed to its end')
  forget(node, scope)
  return leave(walker)
}

function forget({ body }: Of<'For' | 'While'>, scope: Scope): void {
  for (const name of boundNames(body)) {
    const value = scope.get(name)
    if (value?.kind === 'list' || value?.kind === 'dict') value.isLost = true
    scope.forget(name)
  }
}

/** The body is taken to succeed; what handlers do is looked at. */
function executeTry(node: Of<'Try'>, scope: Scope, walker: Walker): Signal {
  const signal = walker.execute(node.body, scope)
  const rest = signal === 'next' ? walker.execute(node.orElse, scope) : signal
  for (const { type, name, body } of node.handlers) {
    if (type !== null) walker.evaluate(type, scope)
    join(scope, [
      () => undefined,
      () => {
        if (name !== null) scope.set(name, UNKNOWN)
        walker.uncertainly(() => walker.execute(body, scope))
      },
    ])
  }
  const last = walker.execute(node.finalBody, scope)
  return last === 'next' ? rest : last
}

function executeMatch({ subject, cases }: Of<'Match'>, scope: Scope, walker: Walker): Signal {
  walker.evaluate(subject, scope)
  for (const { pattern, guard } of cases) {
    for (const name of capturedNames(pattern, 0)) scope.set(name, UNKNOWN)
    for (const value of patternValues(pattern, 0)) walker.evaluate(value, scope)
    if (guard !== null) walker.evaluate(guard, scope)
  }
  return oneOf([...cases.map(({ body }) => body), []], scope, walker)
}

const MAX_PATTERN_DEPTH = 50

function capturedNames(pattern: Pattern, depth: number): readonly string[] {
  if (depth === MAX_PATTERN_DEPTH) return []
  const own = pattern.kind === 'MatchAs' || pattern.kind === 'MatchStar' ? [pattern.name] : []
  const inner = innerPatterns(pattern).flatMap((each) => capturedNames(each, depth + 1))
  return [...own.filter((name) => name !== null), ...inner]
}

function patternValues(pattern: Pattern, depth: number): readonly Expression[] {
  if (depth === MAX_PATTERN_DEPTH) return []
  if (pattern.kind === 'MatchValue') return [pattern.value]
  const own = pattern.kind === 'MatchClass' ? [pattern.cls] : []
  return [...own, ...innerPatterns(pattern).flatMap((each) => patternValues(each, depth + 1))]
}

function innerPatterns(pattern: Pattern): readonly Pattern[] {
  switch (pattern.kind) {
    case 'MatchSequence':
    case 'MatchOr':
      return pattern.patterns
    case 'MatchMapping':
      return pattern.entries.map(({ pattern: inner }) => inner)
    case 'MatchClass':
      return [...pattern.patterns, ...pattern.keywords.map(({ pattern: inner }) => inner)]
    case 'MatchAs':
      return pattern.pattern === null ? [] : [pattern.pattern]
    case 'MatchValue':
    case 'MatchStar':
      return []
  }
}
