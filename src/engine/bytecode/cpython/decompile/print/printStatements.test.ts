import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Range } from '../../../../model/Listing.ts'
import type { Expression, FunctionDef, If, Pattern, Statement } from '../ast.ts'
import {
  attribute,
  call,
  constant,
  field,
  integer,
  joined,
  name,
  optionsFor,
  parameters,
  sequence,
  starred,
  text,
  tuple,
} from './compose.ts'
import { printStatements } from './printStatements.ts'
import { randomStatements } from './randomStatements.ts'

const [a, b] = [name('a'), name('b')]
const pass: Statement = { kind: 'Pass', at: null }
const back: Statement = { kind: 'Return', value: a, at: null }

function print(body: readonly Statement[], version = '3.13') {
  return printStatements(body, optionsFor(version))
}

function source(node: Statement, version = '3.13'): string {
  return print([node], version).source
}

function define(body: readonly Statement[], changes: Partial<FunctionDef> = {}): FunctionDef {
  return {
    kind: 'FunctionDef',
    isAsync: false,
    name: 'f',
    typeParameters: [],
    parameters: parameters('x'),
    decorators: [],
    returns: null,
    body,
    at: null,
    ...changes,
  }
}

function branch(test: Expression, body: readonly Statement[], orElse: readonly Statement[]): If {
  return { kind: 'If', test, body, orElse, at: null }
}

// Written by scripts/printer.mjs: random trees whose source that CPython has read back as the same tree.
for (const id of ['2.7', '3.6', '3.7', '3.8', '3.9', '3.10', '3.11', '3.12', '3.13', '3.14'])
  test(`random trees are printed as CPython ${id} has read them`, () => {
    const url = new URL(`fixtures/read-${id}.json`, import.meta.url)
    const rows = rowsOf(JSON.parse(readFileSync(url, 'utf8')))
    expect(rows.length).toBe(20)
    const [major = 0, minor = 0] = id.split('.').map(Number)
    for (const { seed, source: expected } of rows) {
      const printed = print(randomStatements(seed, major * 100 + minor), id)
      expect([printed.source, printed.isExact], `seed ${seed}`).toEqual([expected, true])
    }
  })

interface Row {
  readonly seed: number
  readonly source: string
}

function rowsOf(rows: unknown): readonly Row[] {
  return Array.isArray(rows) ? rows.filter(isRow) : []
}

function isRow(row: unknown): row is Row {
  return typeof row === 'object' && row !== null && 'seed' in row && 'source' in row
}

const at = (offset: number): Range => ({ offset, length: 2 })

test('a line has the bytes of all that stands on it; a line of words has none', () => {
  const call1: Expression = { ...call({ ...a, at: at(10) }, { ...b, at: at(14) }), at: at(20) }
  const body: Statement[] = [
    { kind: 'If', test: { ...a, at: at(4) }, body: [pass], orElse: [back], at: at(6) },
    define([{ kind: 'Expr', value: call1, at: at(22) }], { decorators: [{ ...a, at: at(2) }] }),
  ]
  const { source: text1, lines } = print(body)
  expect(text1.split('\n').slice(0, -1)).toEqual([
    'if a:',
    '    pass',
    'else:',
    '    return a',
    '',
    '@a',
    'def f(x):',
    '    a(b)',
  ])
  const all = { offset: 10, length: 14 }
  expect(lines).toEqual([{ offset: 4, length: 4 }, null, null, null, null, at(2), null, all])
})

test('nothing is printed of nothing, and an empty block passes', () => {
  expect(print([])).toEqual({ source: '', lines: [], isExact: true })
  expect(source(define([]))).toBe('def f(x):\n    pass\n')
  const comment: Statement = { kind: 'Comment', text: 'lost', at: null }
  expect(source(define([comment]))).toBe('def f(x):\n    # lost\n    pass\n')
})

test('an else that holds one if is an elif', () => {
  expect(source(branch(a, [pass], [branch(b, [pass], [back])]))).toBe(
    'if a:\n    pass\nelif b:\n    pass\nelse:\n    return a\n',
  )
  const two = branch(a, [pass], [branch(b, [pass], []), back])
  expect(source(two)).toBe('if a:\n    pass\nelse:\n    if b:\n        pass\n    return a\n')
})

test('an if of thousands of branches does not go deep', () => {
  let chain = branch(a, [pass], [])
  for (let count = 0; count < 20_000; count++) chain = branch(a, [pass], [chain])
  expect(source(chain).match(/^elif a:$/gm)?.length).toBe(20_000)
})

test('tuples are bare where the version lets them be', () => {
  const stars = tuple(starred(a), b)
  const returned: Statement = { kind: 'Return', value: stars, at: null }
  expect([source(returned, '3.7'), source(returned, '3.8')]).toEqual([
    'return (*a, b)\n',
    'return *a, b\n',
  ])
  const loop: Statement = {
    kind: 'For',
    isAsync: false,
    target: tuple(a),
    iter: stars,
    body: [pass],
    orElse: [],
    at: null,
  }
  expect(source(loop, '3.8')).toBe('for a, in (*a, b):\n    pass\n')
  expect(source(loop, '3.9')).toBe('for a, in *a, b:\n    pass\n')
  const assertion: Statement = { kind: 'Assert', test: tuple(a, b), message: tuple(a), at: null }
  expect(source(assertion)).toBe('assert (a, b), (a,)\n')
})

test('a tuple that is the only manager keeps its parentheses', () => {
  const items = [{ context: tuple(a, b), target: null }]
  const node: Statement = { kind: 'With', isAsync: false, items, body: [pass], at: null }
  expect(source(node)).toBe('with ((a, b)):\n    pass\n')
})

test('a yield is bare on the right of =, but not in a return', () => {
  const value: Expression = { kind: 'Yield', value: tuple(a, b), at: null }
  expect(source({ kind: 'Assign', targets: [a], value, at: null })).toBe('a = yield a, b\n')
  expect(source({ kind: 'Return', value, at: null })).toBe('return (yield a, b)\n')
})

test('a docstring is an ordinary string', () => {
  const documented = define([{ kind: 'Expr', value: text('It\'s\n"""x"""'), at: null }])
  expect(source(documented)).toBe('def f(x):\n    \'It\\\'s\\n"""x"""\'\n')
})

test('a comment does not get out of its line, moves nothing and names no encoding', () => {
  const hostile = 'x\nimport os\r\u2028\u202e -*- coding: utf-7 -*-'
  const rows = [{ text: '2 LOAD_NAME\n0', at: at(2) }]
  const { source: printed, lines } = print([
    { kind: 'Comment', text: hostile, at: null },
    { kind: 'Unstructured', label: 'L1', lines: rows, values: [a], at: null },
  ])
  expect(printed.split('\n')).toEqual([
    '# x\\nimport os\\r\\u2028\\u202e -*- coding : utf-7 -*-',
    '# L1',
    '#     2 LOAD_NAME\\n0',
    '',
  ])
  expect(lines).toEqual([null, null, at(2)])
})

test('what is no name is marked wherever a name can stand', () => {
  const bad = 'a b'
  const cases: Statement[] = [
    define([pass], { name: bad }),
    define([pass], { parameters: parameters('.0') }),
    define([pass], { typeParameters: ['T](): import os #'] }),
    { kind: 'Global', names: [bad], at: null },
    { kind: 'Import', names: [{ name: 'os;x', asName: bad }], at: null },
    {
      kind: 'ImportFrom',
      module: 'a..b',
      level: 1,
      names: [{ name: bad, asName: null }],
      at: null,
    },
    { kind: 'Expr', value: { ...call(a), keywords: [{ arg: bad, value: b }] }, at: null },
  ]
  const printed = cases.map((one) => print([one]))
  expect(printed.map((one) => one.source.split('\n')[0])).toEqual([
    "def $'a b'(x):",
    "def f($'.0'):",
    "def f[$'T](): import os #'](x):",
    "global $'a b'",
    "import $'os;x' as $'a b'",
    "from .$'a..b' import $'a b'",
    "a($'a b'=b)",
  ])
  expect(printed.map(({ isExact }) => isExact)).toEqual(cases.map(() => false))
})

test('what the version has not, or Python refuses, is not called exact', () => {
  const walrus: Expression = { kind: 'NamedExpr', target: a, value: b, at: null }
  const loop: Statement = { kind: 'While', test: walrus, body: [pass], orElse: [], at: null }
  expect([print([loop], '3.7').isExact, print([loop], '3.8').isExact]).toEqual([false, true])
  const decorated = define([pass], { decorators: [attribute(call(a), 'b')] })
  expect([print([decorated], '3.8').isExact, print([decorated], '3.9').isExact]).toEqual([
    false,
    true,
  ])
  const refused: Statement[] = [
    define([pass], { parameters: parameters('x', 'x') }),
    { kind: 'Assign', targets: [call(a)], value: a, at: null },
    { kind: 'Assign', targets: [starred(a)], value: a, at: null },
    { kind: 'Try', isStar: false, body: [], handlers: [], orElse: [], finalBody: [], at: null },
    { kind: 'Expr', value: starred(a), at: null },
  ]
  expect(refused.map((one) => print([one]).isExact)).toEqual(refused.map(() => false))
})

test('a loop over a set of constants is written as one', () => {
  const set = sequence('frozenset', [{ kind: 'none', offset: 0, length: 0 }])
  const loop: Statement = {
    kind: 'For',
    isAsync: false,
    target: a,
    iter: constant(set),
    body: [pass],
    orElse: [],
    at: null,
  }
  expect(print([loop])).toMatchObject({ source: 'for a in {None}:\n    pass\n', isExact: true })
})

test('2.7 has print and exec as statements that look like calls', () => {
  const printing = (id: string): Statement => {
    return { kind: 'Expr', value: call(name(id), a), at: null }
  }
  expect(print([printing('print'), printing('exec')], '2.7')).toMatchObject({
    source: 'print(a)\nexec(a)\n',
    isExact: true,
  })
  expect(print([{ kind: 'Expr', value: name('print'), at: null }], '2.7').isExact).toBe(false)
})

test('a pattern that would be read as another one is marked', () => {
  const caseOf = (pattern: Pattern): Statement => {
    return {
      kind: 'Match',
      subject: a,
      cases: [{ pattern, guard: null, body: [pass], at: null }],
      at: null,
    }
  }
  const patterns: Pattern[] = [
    { kind: 'MatchValue', value: attribute(a, 'b'), at: null },
    { kind: 'MatchValue', value: a, at: null },
    { kind: 'MatchAs', pattern: null, name: '_', at: null },
    { kind: 'MatchOr', patterns: [], at: null },
  ]
  const printed = patterns.map((one) => print([caseOf(one)]))
  expect(printed.map((one) => one.source.split('\n')[1])).toEqual([
    '    case a.b:',
    "    case $''(a):",
    "    case $'_':",
    '    case :',
  ])
  expect(printed.map(({ isExact }) => isExact)).toEqual([true, false, false, false])
})

test('blocks inside each other end where Python can indent no further', () => {
  let node = branch(a, [pass], [])
  for (let count = 0; count < 5000; count++) node = branch(a, [node], [])
  const printed = print([node])
  expect(printed.source.endsWith("pass  $'nested too deeply'\n")).toBe(true)
  expect([printed.lines.length, printed.isExact]).toEqual([97, false])
})

test('f-strings inside each other, as deep as they may be, overflow nothing', () => {
  let value: Expression = a
  for (let count = 0; count < 1000; count++) value = joined(field(tuple(value, text('\n'))))
  let node: Statement = { kind: 'Expr', value, at: null }
  for (let count = 0; count < 90; count++) node = branch(integer(1), [node], [])
  expect(print([node], '3.12').source).toContain('nested too deeply')
  expect(print([node], '3.11').isExact).toBe(false)
})

test('a source that grows too long ends with a comment', () => {
  const long: Statement = { kind: 'Expr', value: text('x'.repeat(1000)), at: null }
  const { source: printed, lines, isExact } = print(new Array<Statement>(10_000).fill(long))
  expect(printed.endsWith('\n# The rest is left out: the source is too long\n')).toBe(true)
  expect([lines.length, isExact]).toEqual([printed.split('\n').length - 1, false])
})
