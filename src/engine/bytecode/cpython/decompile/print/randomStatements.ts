// Trees for tests: every kind of statement.
import type { Expression, FunctionDef, ImportFrom, Statement, Try, With } from '../ast.ts'
import { toDice } from './Dice.ts'
import {
  deeper,
  name,
  randomExpression,
  randomParameters,
  randomTarget,
  type Growth,
} from './randomExpression.ts'
import { randomPattern } from './randomPattern.ts'

/** The statements of a small module for a version (308 for 3.8); see `Growth` for `isWild`. */
export function randomStatements(
  seed: number,
  version: number,
  isWild = false,
): readonly Statement[] {
  return block({ dice: toDice(seed), version, depth: 3, isWild })
}

function block(growth: Growth): Statement[] {
  return growth.dice.some(1, 2, () => statement(growth))
}

/** Perhaps nothing. */
function rest(growth: Growth): Statement[] {
  return growth.dice.below(2) === 0 ? [] : block(growth)
}

type Make = (growth: Growth) => Statement

function statement(growth: Growth): Statement {
  const { version, depth, dice } = growth
  const [first, ...others] = SIMPLE
  const known = others.filter(([since]) => version >= since)
  const blocks = depth > 0 ? BLOCKS.filter(([since]) => version >= since) : []
  const [, make] = dice.pick([first, ...known, ...blocks])
  return make(deeper(growth))
}

const SIMPLE: readonly [readonly [since: number, make: Make], ...(readonly [number, Make])[]] = [
  [0, (growth) => ({ kind: 'Expr', value: value(growth), at: null })],
  [0, assign],
  [0, augmented],
  [306, annotated],
  [0, (growth) => ({ kind: 'Return', value: growth.dice.maybe(() => value(growth)), at: null })],
  [0, deletion],
  [0, raising],
  [0, assertion],
  [0, importing],
  [0, importingFrom],
  [0, () => ({ kind: 'Global', names: ['a', 'b'], at: null })],
  [300, () => ({ kind: 'Nonlocal', names: ['c'], at: null })],
  [0, ({ dice }) => ({ kind: dice.pick(['Pass', 'Break', 'Continue']), at: null })],
]

const BLOCKS: readonly (readonly [since: number, make: Make])[] = [
  [0, branch],
  [0, branch],
  [0, loop],
  [0, walk],
  [0, trying],
  [0, context],
  [0, definition],
  [0, classDefinition],
  [310, matching],
]

function value(growth: Growth): Expression {
  return randomExpression(growth)
}

function assign(growth: Growth): Statement {
  const targets = growth.dice.some(1, 2, () => randomTarget(growth))
  return { kind: 'Assign', targets, value: value(growth), at: null }
}

function single(growth: Growth): Expression {
  const target = randomTarget(growth)
  return target.kind === 'Tuple' || target.kind === 'List' ? name(growth) : target
}

function augmented(growth: Growth): Statement {
  const op = growth.dice.pick(['+', '**', '//', '>>', '|'])
  return { kind: 'AugAssign', target: single(growth), op, value: value(growth), at: null }
}

function annotated(growth: Growth): Statement {
  const target = single(growth)
  const annotation = value(growth)
  const given = growth.dice.maybe(() => value(growth))
  return { kind: 'AnnAssign', target, annotation, value: given, at: null }
}

function deletion(growth: Growth): Statement {
  const targets = growth.dice.some(1, 2, () => single(growth))
  return { kind: 'Delete', targets, at: null }
}

function raising(growth: Growth): Statement {
  const { dice, version } = growth
  const exception = dice.maybe(() => value(growth))
  const cause = exception === null || version < 300 ? null : dice.maybe(() => value(growth))
  return { kind: 'Raise', exception, cause, at: null }
}

function assertion(growth: Growth): Statement {
  const message = growth.dice.maybe(() => value(growth))
  return { kind: 'Assert', test: value(growth), message, at: null }
}

function importing({ dice }: Growth): Statement {
  const names = dice.some(1, 2, () => ({
    name: dice.pick(['os', 'os.path']),
    asName: dice.maybe(() => 'o'),
  }))
  return { kind: 'Import', names, at: null }
}

function importingFrom({ dice }: Growth): ImportFrom {
  const module = dice.pick(['', 'os', 'os.path'])
  const level = dice.below(2) + (module === '' ? 1 : 0)
  const some = dice.some(1, 2, () => ({ name: 'p', asName: dice.maybe(() => 'q') }))
  const names = dice.below(3) === 0 ? [{ name: '*', asName: null }] : some
  return { kind: 'ImportFrom', module, level, names, at: null }
}

function branch(growth: Growth): Statement {
  const [body, orElse] = [block(growth), rest(growth)]
  return { kind: 'If', test: value(growth), body, orElse, at: null }
}

function loop(growth: Growth): Statement {
  const [body, orElse] = [block(growth), rest(growth)]
  return { kind: 'While', test: value(growth), body, orElse, at: null }
}

function walk(growth: Growth): Statement {
  const isAsync = growth.version >= 307 && growth.dice.below(4) === 0
  const [target, iter] = [randomTarget(growth), value(growth)]
  const [body, orElse] = [block(growth), rest(growth)]
  return { kind: 'For', isAsync, target, iter, body, orElse, at: null }
}

function trying(growth: Growth): Try {
  const { dice, version } = growth
  const isStar = version >= 311 && dice.below(3) === 0
  const hasFinally = dice.below(2) === 0
  const most = version < 300 && hasFinally ? 0 : 2
  const least = hasFinally ? 0 : 1
  const handlers = dice.some(least, Math.max(least, most), () => ({
    type: value(growth),
    name: dice.maybe(() => 'error'),
    body: block(growth),
    at: null,
  }))
  const orElse = handlers.length > 0 ? rest(growth) : []
  const finalBody = hasFinally ? block(growth) : []
  const body = block(growth)
  return {
    kind: 'Try',
    isStar: isStar && handlers.length > 0,
    body,
    handlers,
    orElse,
    finalBody,
    at: null,
  }
}

function context(growth: Growth): With {
  const { dice, version } = growth
  const isAsync = version >= 307 && dice.below(4) === 0
  const items = dice.some(1, version < 300 ? 1 : 2, () => ({
    context: value(growth),
    target: dice.maybe(() => randomTarget(growth)),
  }))
  return { kind: 'With', isAsync, items, body: block(growth), at: null }
}

function definition(growth: Growth): FunctionDef {
  const { dice, version } = growth
  const dotted = (): Expression => ({ kind: 'Attribute', value: name(growth), attr: 'd', at: null })
  return {
    kind: 'FunctionDef',
    isAsync: version >= 307 && dice.below(4) === 0,
    name: 'f',
    typeParameters: version >= 312 && dice.below(3) === 0 ? ['T', '*Ts', '**P'] : [],
    parameters: randomParameters(growth, true),
    decorators: dice.some(0, 1, () => (version < 309 ? dotted() : value(growth))),
    returns: version >= 300 ? dice.maybe(() => value(growth)) : null,
    body: block(growth),
    at: null,
  }
}

function classDefinition(growth: Growth): Statement {
  const { dice, version } = growth
  const keywords = version < 300 ? [] : dice.some(0, 1, () => ({ arg: 'k', value: value(growth) }))
  return {
    kind: 'ClassDef',
    name: 'C',
    typeParameters: version >= 312 && dice.below(3) === 0 ? ['T'] : [],
    bases: dice.some(0, 2, () => value(growth)),
    keywords,
    decorators: [],
    body: block(growth),
    at: null,
  }
}

function matching(growth: Growth): Statement {
  const cases = growth.dice.some(1, 2, () => ({
    pattern: randomPattern(growth),
    guard: growth.dice.maybe(() => value(growth)),
    body: block(growth),
    at: null,
  }))
  return { kind: 'Match', subject: value(growth), cases, at: null }
}
