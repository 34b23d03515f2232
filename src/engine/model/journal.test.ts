import { expect, test } from 'vitest'
import { ParseError } from '../bytes/ParseError.ts'
import { journalText, parseJournal, setAsideOf, type JournalLine } from './journal.ts'

const line = (parts: Partial<JournalLine> = {}): JournalLine => ({
  at: '2026-01-02T03:04:05Z',
  sha256: 'aa',
  finding: 'KER-001@0123456789ab',
  action: 'set-aside',
  reason: 'our own layer',
  ...parts,
})

test('a journal comes back as it was written, with any text in it', () => {
  const lines = [line(), line({ reason: 'a\n"b"\u2028\u202e' }), line({ action: 'restored' })]
  const text = journalText(lines)
  expect(text.split('\n')).toHaveLength(4)
  expect(parseJournal(text)).toEqual(lines)
  expect(parseJournal(`\n${text}\r\n\n`)).toEqual(lines)
})

test('of each finding of a file the last line counts', () => {
  const lines = [
    line(),
    line({ finding: 'b', reason: 'first' }),
    line({ action: 'restored' }),
    line({ finding: 'b', reason: 'second' }),
    line({ sha256: 'bb', finding: 'c' }),
  ]
  expect(setAsideOf(lines, 'aa')).toEqual([{ finding: 'b', reason: 'second', at: line().at }])
  expect(setAsideOf([...lines, line()], 'aa').map(({ finding }) => finding)).toEqual([
    'b',
    line().finding,
  ])
})

test.each([
  ['x', 'not JSON'],
  ['[]', 'no text under "action"'],
  ['null', 'not a JSON object'],
  ['{"action":"deleted"}', 'the action'],
  ['{"action":"set-aside","at":5}', 'no text under "at"'],
  ['{"__proto__":{"action":"set-aside"}}', 'no text under "action"'],
  [JSON.stringify(line({ reason: 'r'.repeat(2_001) })), 'over 2000'],
  ['x'.repeat(20_000), 'over 16384'],
])('a journal with the line %.40s is refused, and the message says where', (text, message) => {
  const first = `${JSON.stringify(line())}\n`
  try {
    parseJournal(first + text)
    expect.unreachable()
  } catch (error) {
    expect(error).toBeInstanceOf(ParseError)
    expect(error).toMatchObject({ offset: first.length })
    expect(String(error)).toContain(message)
  }
})

test('a journal of more lines than an analyst writes is refused', () => {
  const lines = Array.from({ length: 100_001 }, () => line({ reason: '' }))
  expect(() => parseJournal(journalText(lines))).toThrow('has')
})
