// Patterns for tests.
import type { Expression, Pattern } from '../ast.ts'
import { randomConstant } from './randomConstant.ts'
import { deeper, type Growth } from './randomExpression.ts'

export function randomPattern(growth: Growth): Pattern {
  const { dice, depth } = growth
  const inner = deeper(growth)
  const makers: [() => Pattern, ...(() => Pattern)[]] = [
    () => ({ kind: 'MatchValue', value: literal(growth), at: null }),
    () => ({ kind: 'MatchAs', pattern: null, name: dice.maybe(() => 'n'), at: null }),
  ]
  if (depth > 0)
    makers.push(
      () => ({ kind: 'MatchAs', pattern: refutable(inner), name: 'm', at: null }),
      () => ({ kind: 'MatchOr', patterns: dice.some(2, 3, () => refutable(inner)), at: null }),
      () => sequence(inner),
      () => mapping(inner),
      () => classPattern(inner),
    )
  return dice.pick(makers)()
}

function refutable(growth: Growth): Pattern {
  const pattern = randomPattern(growth)
  return pattern.kind === 'MatchAs' && pattern.pattern === null ? sequence(growth) : pattern
}

function sequence(growth: Growth): Pattern {
  const { dice } = growth
  const star = dice.below(4)
  const patterns = dice.some(0, 3, (index): Pattern =>
    index === star
      ? { kind: 'MatchStar', name: dice.maybe(() => 's'), at: null }
      : randomPattern(growth),
  )
  return { kind: 'MatchSequence', patterns, at: null }
}

function mapping(growth: Growth): Pattern {
  const { dice } = growth
  const entries = dice.some(0, 2, () => ({ key: literal(growth), pattern: randomPattern(growth) }))
  return { kind: 'MatchMapping', entries, rest: dice.maybe(() => 'rest'), at: null }
}

function classPattern(growth: Growth): Pattern {
  const { dice } = growth
  const patterns = dice.some(0, 2, () => randomPattern(growth))
  const keywords = dice.some(0, 2, (index) => {
    return { name: `k${index}`, pattern: randomPattern(growth) }
  })
  return { kind: 'MatchClass', cls: dotted(dice.below(2)), patterns, keywords, at: null }
}

function literal(growth: Growth): Expression {
  const constant = randomConstant(growth)
  const { value } = constant
  const isNone = value.kind === 'float' && Number.isNaN(value.value)
  const isOther = value.kind === 'tuple' || value.kind === 'ellipsis'
  return isNone || isOther || growth.dice.below(3) === 0 ? dotted(1) : constant
}

function dotted(dots: number): Expression {
  const base: Expression = { kind: 'Name', id: 'mod', at: null }
  return dots === 0 ? base : { kind: 'Attribute', value: base, attr: 'Kind', at: null }
}
