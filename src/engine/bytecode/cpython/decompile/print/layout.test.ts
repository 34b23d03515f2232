import { expect, test } from 'vitest'
import type { Call, Expression, JoinedStr, Name, Statement } from '../ast.ts'
import { optionsFor } from './compose.ts'
import { printStatements } from './printStatements.ts'

/** The offset of each node is its line in the original. */
function onLine(line: number) {
  return { offset: line, length: 1 }
}

function name(id: string, line: number): Name {
  return { kind: 'Name', id, at: onLine(line) }
}

function call(func: Expression, args: readonly Expression[]): Call {
  return { kind: 'Call', func, args, keywords: [], at: onLine(1) }
}

function printed(body: readonly Statement[], version = '3.13', isAfterNop = true) {
  const lineOf = (at: { readonly offset: number } | null) => at?.offset ?? null
  const options = { ...optionsFor(version), lineOf, isAfterNop: () => isAfterNop }
  return printStatements(body, options)
}

function assign(value: Expression): Statement {
  return { kind: 'Assign', targets: [name('x', 1)], value, at: onLine(1) }
}

test('a line is broken inside brackets where the original was, and nowhere else', () => {
  const value = call(name('f', 1), [name('a', 1), name('b', 2), name('c', 4), name('d', 4)])
  expect(printed([assign(value)]).source).toBe('x = f(a,\n    b,\n    c, d)\n')
})

test('each line that comes of it speaks of its own bytes', () => {
  const value = call(name('f', 1), [name('a', 1), name('b', 2)])
  const { source, lines } = printed([assign(value)])
  expect(source).toBe('x = f(a,\n    b)\n')
  expect(lines).toEqual([onLine(1), onLine(2)])
})

test('an expression over several lines that stands in no brackets gets some', () => {
  const sum: Expression = {
    kind: 'BinOp',
    op: '+',
    left: name('a', 1),
    right: name('b', 2),
    at: onLine(1),
  }
  expect(printed([assign(sum)]).source).toBe('x = (a\n    + b)\n')
  const link: Expression = { kind: 'Attribute', value: name('a', 2), attr: 'b', at: onLine(3) }
  expect(printed([assign(link)]).source).toBe('x = (\n    a\n    .b)\n')
})

test('what can have no brackets goes on behind a backslash', () => {
  const second: Statement = {
    kind: 'Assign',
    targets: [name('x', 1), name('y', 2)],
    value: name('z', 2),
    at: onLine(1),
  }
  expect(printed([second]).source).toBe('x = \\\n    y = z\n')
})

test('lines that go back break nothing', () => {
  const value = call(name('f', 1), [name('a', 9), name('b', 3), name('c', 9), name('d', 2)])
  expect(printed([assign(value)]).source).toBe('x = f(\n    a, b, c, d)\n')
})

test('a statement has at most so many lines', () => {
  const items = Array.from({ length: 5000 }, (_, index) => name('a', index + 2))
  const { lines, isExact } = printed([assign(call(name('f', 1), items))])
  expect(lines).toHaveLength(2001)
  expect(isExact).toBe(true)
})

test('a text with fields on two lines was two texts', () => {
  const field = (id: string, line: number) =>
    ({
      kind: 'FormattedValue',
      value: name(id, line),
      conversion: null,
      spec: null,
      at: null,
    }) as const
  const value: JoinedStr = {
    kind: 'JoinedStr',
    isTemplate: false,
    parts: [field('a', 1), field('b', 2)],
    at: onLine(1),
  }
  expect(printed([assign(value)], '3.8').source).toBe("x = (f'{a}'\n    f'{b}')\n")
})

test('from 3.11 on, the body of a try without a NOP before it stands on the line of its try', () => {
  const node: Statement = {
    kind: 'Try',
    isStar: false,
    body: [{ kind: 'Expr', value: name('a', 1), at: onLine(1) }],
    handlers: [],
    orElse: [],
    finalBody: [{ kind: 'Pass', at: null }],
    at: null,
  }
  const rest = 'finally:\n    pass\n'
  expect(printed([node], '3.11', false).source).toBe(`try: a\n${rest}`)
  expect(printed([node], '3.11').source).toBe(`try:\n    a\n${rest}`)
  expect(printed([node], '3.10', false).source).toBe(`try:\n    a\n${rest}`)
})
