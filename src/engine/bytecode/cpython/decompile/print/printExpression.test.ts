import { expect, test } from 'vitest'
import type { Expression, Lambda, NamedExpr, Yield } from '../ast.ts'
import {
  attribute,
  binary,
  call,
  constant,
  field,
  integer,
  integerValue,
  joined,
  name,
  none,
  optionsFor,
  parameters,
  sequence,
  sliceValue,
  starred,
  subscript,
  text,
  tuple,
} from './compose.ts'
import { printExpression } from './printStatements.ts'

const [a, b, c] = [name('a'), name('b'), name('c')]
const yielded: Yield = { kind: 'Yield', value: a, at: null }
const awaited: Yield = { kind: 'Await', value: a, at: null }
const walrus: NamedExpr = { kind: 'NamedExpr', target: a, value: b, at: null }
const lambda: Lambda = { kind: 'Lambda', parameters: parameters('x'), body: a, at: null }
const generator: Expression = {
  kind: 'GeneratorExp',
  element: a,
  value: null,
  generators: [{ target: a, iter: lambda, ifs: [walrus], isAsync: false }],
  at: null,
}
const below = (left: Expression, right: Expression): Expression => {
  return { kind: 'Compare', left, ops: ['<'], comparators: [right], at: null }
}
const not = (operand: Expression): Expression => ({ kind: 'UnaryOp', op: 'not', operand, at: null })
const float = (value: number) => constant({ kind: 'float', value, offset: 0, length: 0 })
const complex = (real: number, imaginary: number) =>
  constant({ kind: 'complex', real, imaginary, offset: 0, length: 0 })

function print(node: Expression, version = '3.13'): string {
  return printExpression(node, optionsFor(version))
}

const CASES: readonly (readonly [string, Expression])[] = [
  ['(-1) ** 2', binary('**', integer(-1), integer(2))],
  ['2 ** -1', binary('**', integer(2), integer(-1))],
  ['(a ** b) ** c', binary('**', binary('**', a, b), c)],
  ['a ** b ** c', binary('**', a, binary('**', b, c))],
  ['-a ** b', { kind: 'UnaryOp', op: '-', operand: binary('**', a, b), at: null }],
  ['a - b - c', binary('-', binary('-', a, b), c)],
  ['a - (b - c)', binary('-', a, binary('-', b, c))],
  ['(a + b) * c', binary('*', binary('+', a, b), c)],
  ['(a < b) < c', below(below(a, b), c)],
  ['not a < b', not(below(a, b))],
  ['(not a) < b', below(not(a), b)],
  ['a + (not b)', binary('+', a, not(b))],
  ['(1).real', attribute(integer(1), 'real')],
  ['(-1).real', attribute(integer(-1), 'real')],
  ['1.5.real', attribute(float(1.5), 'real')],
  ['1e309', float(Infinity)],
  ['-1e309', float(-Infinity)],
  ['(1e309 - 1e309)', float(NaN)],
  ['-0.0', float(-0)],
  ['2j', complex(0, 2)],
  ['-2j', complex(-0, -2)],
  ['(0 - 2j)', complex(0, -2)],
  ['-(0 - 2j)', complex(-0, 2)],
  ['(1 + 2j)', complex(1, 2)],
  ["$'complex(0.0, -0.0)'", complex(0, -0)],
  ['[(yield a)]', { kind: 'List', elements: [yielded], at: null }],
  ['f((yield a))', call(name('f'), yielded)],
  ['f((a := b), c)', call(name('f'), walrus, c)],
  ['f(*a, *(a or b))', call(name('f'), starred(a), starred(or(a, b)))],
  ['f(a for a in (lambda x: a) if (a := b))[0]', subscript(call(name('f'), generator), integer(0))],
  ['f((a for a in (lambda x: a) if (a := b)), c)', call(name('f'), generator, c)],
  [
    '(lambda x: a) if a else lambda x: a',
    { kind: 'IfExp', test: a, body: lambda, orElse: lambda, at: null },
  ],
  ['lambda x: (a, b)', { ...lambda, body: tuple(a, b) }],
  ['(await a).b', attribute(awaited, 'b')],
  ['await (await a)', { kind: 'Await', value: awaited, at: null }],
  ['-await a ** b', { kind: 'UnaryOp', op: '-', operand: binary('**', awaited, b), at: null }],
  ['a[b, c]', subscript(a, tuple(b, c))],
  ['a[b,]', subscript(a, tuple(b))],
  ['a[()]', subscript(a, tuple())],
  ['a[(b, c), 1]', subscript(a, tuple(tuple(b, c), integer(1)))],
  ['a[*b,]', subscript(a, tuple(starred(b)))],
  ['a[1, 2]', subscript(a, constant(sequence('tuple', [integerValue(1), integerValue(2)])))],
  ['(a,)', tuple(a)],
  ['()', tuple()],
  ['{*a, b}', { kind: 'Set', elements: [starred(a), b], at: null }],
  [
    '{a: b, **c}',
    {
      kind: 'Dict',
      entries: [
        { key: a, value: b },
        { key: null, value: c },
      ],
      at: null,
    },
  ],
  ['...', constant({ kind: 'ellipsis', offset: 0, length: 0 })],
]

function or(...values: readonly Expression[]): Expression {
  return { kind: 'BoolOp', op: 'or', values, at: null }
}

test('an expression has the parentheses it needs, and no more', () => {
  expect(CASES.map(([, node]) => print(node))).toEqual(CASES.map(([source]) => source))
})

test('the stars of a subscript get parentheses before 3.11', () => {
  const node = subscript(a, tuple(starred(b), c))
  expect(print(node, '3.10')).toBe('a[(*b, c)]')
  expect(print(node, '3.11')).toBe('a[*b, c]')
})

test('a constant set is a display where something is looked up in it, and a call elsewhere', () => {
  const set = constant(sequence('frozenset', [integerValue(1), integerValue(2)]))
  const lookup: Expression = { kind: 'Compare', left: a, ops: ['in'], comparators: [set], at: null }
  expect(print(lookup)).toBe('a in {1, 2}')
  expect(print(call(a, set))).toBe('a(frozenset({1, 2}))')
})

test('a constant slice is written with colons, also in a tuple', () => {
  const slice = sliceValue(integerValue(1), none())
  expect(print(subscript(a, constant(slice)), '3.14')).toBe('a[1:]')
  const both = constant(sequence('tuple', [slice, sliceValue(none(), integerValue(2))]))
  expect(print(subscript(a, both), '3.14')).toBe('a[1:, :2]')
  expect(print(call(a, constant(slice)), '3.14')).toBe("a($'slice(1, None, None)')")
})

test('an integer of more digits than Python reads is written in hexadecimal', () => {
  const value = { kind: 'integer', value: 1n << 20000n, isLong: false } as const
  expect(print(constant({ ...value, offset: 0, length: 0 }))).toBe(`0x1${'0'.repeat(5000)}`)
})

test('2.7 has its own ways: long integers, unicode, True as a name, -2j', () => {
  const long = constant({ kind: 'integer', value: 5n, isLong: true, offset: 0, length: 0 })
  const names = [name('True'), name('nonlocal')]
  expect(print(tuple(long, text('ä'), ...names), '2.7')).toBe("(5L, u'\\xe4', True, nonlocal)")
  expect(print(complex(-0, -2), '2.7')).toBe('-(2j)')
})

test('before 3.12 an f-string takes quotes that none of its texts has', () => {
  const one = joined(field(subscript(a, text('k'))))
  expect(print(one, '3.11')).toBe(`f'{a["k"]}'`)
  expect(print(joined(field(one)), '3.11')).toBe(`f'{f"""{a["k"]}"""}'`)
  expect(print(joined(text("it's "), field(a)), '3.11')).toBe(`f"it's {a}"`)
  expect(print(joined(field(text("it's"))), '3.11')).toBe(`f"{'''it's'''}"`)
})

test('an f-string with a backslash in its braces is marked before 3.12', () => {
  const node = joined(field(text('\n')))
  expect(print(node, '3.11')).toBe(`$f'{'\\n'}'`)
  expect(print(node, '3.12')).toBe(`f'{'\\n'}'`)
})

test('braces are doubled in an f-string, and escaped in its format specifications', () => {
  const specified = field(a, [text('{'), field(b)])
  expect(print(joined(text('{x}'), specified))).toBe("f'{{x}}{a:\\x7b{b}}'")
})

test('what begins with a brace, and a lambda, do not touch the braces of an f-string', () => {
  const set: Expression = { kind: 'Set', elements: [a], at: null }
  const choice: Expression = { kind: 'IfExp', test: a, body: b, orElse: lambda, at: null }
  expect(print(joined(field(set), field(lambda), field(walrus), field(choice)))).toBe(
    "f'{ {a}}{(lambda x: a)}{(a := b)}{(b if a else lambda x: a)}'",
  )
})

test('a name that is no identifier is a text in quotes behind a dollar sign', () => {
  const names = ['a b', 'x;import os', 'a\n', '.0', 'class', '', 'ﬁ', '1', '\u202ex', "'"]
  expect(names.map((one) => print(attribute(a, one)))).toEqual([
    "a.$'a b'",
    "a.$'x;import os'",
    "a.$'a\\n'",
    "a.$'.0'",
    "a.$'class'",
    "a.$''",
    "a.$'ﬁ'",
    "a.$'1'",
    "a.$'\\u202ex'",
    'a.$"\'"',
  ])
  const words = ['ähnlich', 'match', '名']
  expect(words.map((one) => print(name(one)))).toEqual(words)
  expect(print(name('ähnlich'), '2.7')).toBe("$'ähnlich'")
  expect([print(name('async'), '3.6'), print(name('async'), '3.7')]).toEqual(['async', "$'async'"])
})

test('a constant that no source makes is a text in quotes behind a dollar sign', () => {
  const nothing = { numbers: new Map(), values: new Map(), offset: 0, length: 0 }
  const code = constant({ kind: 'code', ...nothing })
  expect(print(binary('%', a, code))).toMatch(/^a % \$'<code object /)
  expect(print(constant({ kind: 'null', offset: 0, length: 0 }))).toBe("$'<NULL>'")
  expect(print(constant({ kind: 'list', items: [], offset: 0, length: 0 }))).toBe("$'[]'")
})

test('chains of thousands of links are printed whole', () => {
  let [sum, path]: [Expression, Expression] = [a, a]
  for (let count = 0; count < 20_000; count++) {
    sum = binary('+', sum, b)
    path = call(attribute(path, 'b'))
  }
  expect(print(sum)).toBe(`a${' + b'.repeat(20_000)}`)
  expect(print(path)).toBe(`a${'.b()'.repeat(20_000)}`)
})

test('what is nested too deeply ends in a mark', () => {
  let node: Expression = a
  for (let count = 0; count < 100_000; count++) node = not(node)
  expect(print(node)).toBe(`${'not '.repeat(190)}$'nested too deeply'`)
  let value = integerValue(1)
  for (let count = 0; count < 100_000; count++) value = sequence('tuple', [value])
  expect(print(constant(value))).toContain("$'nested too deeply'")
})

test('expressions and constants that share each other end at a limit', () => {
  let node: Expression = a
  let value = integerValue(1)
  for (let count = 0; count < 100; count++) {
    node = tuple(node, node)
    value = sequence('tuple', [value, value])
  }
  const began = performance.now()
  expect([print(node), print(constant(value))]).toEqual(["$'too long'", "$'too long'"])
  expect(performance.now() - began).toBeLessThan(10_000)
})
