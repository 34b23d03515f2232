import { expect, test } from 'vitest'
import { sampleAnalysis } from '../../ui/shared/sampleReport.ts'
import { bhaktiOf, stringsOf } from './bhakti.ts'
import { likenessOf } from './likeness.ts'
import { toCell, toCsv } from './toCsv.ts'
import { toJsonLines } from './toJsonLines.ts'
import { toRow } from './toRow.ts'

const analysis = sampleAnalysis()
const [code] = analysis.report.code

function noted(path = 'd/model.h5', note = '') {
  return { ...toRow(analysis, path), note }
}

test('a row tells what a table shows', () => {
  expect(noted()).toMatchObject({
    verdict: 'malicious',
    keras: '2.10.0',
    python: '3.10',
    codeCount: 1,
    top: { rule: 'KER-001', severity: 'critical' },
    isRecognised: true,
  })
})

test('what a spreadsheet would compute is made text, in its full-width forms and behind other separators too', () => {
  expect(toCell('=1+1')).toBe("'=1+1")
  for (const first of ['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r', ' =', '\u200b='])
    expect(toCell(`${first}cmd`).replace(/^"/u, '')).toMatch(/^'/u)
  expect(toCell('a;=cmd')).toBe('"a;\'=cmd"')
  expect(toCell('a\n=cmd')).toContain("'=")
  expect(toCell('a-b @ c=d')).toBe('a-b @ c=d')
})

test('cells with separators and quotes are quoted, and nothing that does not show is left', () => {
  expect(toCell('a,b')).toBe('"a,b"')
  expect(toCell('say "x"')).toBe('"say ""x"""')
  expect(toCell('a\u202eb')).toBe('a\\u202eb')
  expect(toCell(12)).toBe('12')
})

test('a table has a line of names, lines ended by CR LF, and as many cells in each', () => {
  const lines = toCsv([noted('=a.h5'), noted('b.h5', '-note')]).split('\r\n')
  expect(lines).toHaveLength(4)
  expect(lines[0]?.split(',').slice(0, 4)).toEqual(['verdict', 'reason', 'name', 'path'])
  expect(lines[1]).toContain(",'=a.h5,")
  expect(lines[2]?.endsWith(",'-note")).toBe(true)
  expect(lines[3]).toBe('')
})

test('a line of JSON begins with the fields of Bhakti', () => {
  const line: unknown = JSON.parse(toJsonLines([noted()]))
  const names = typeof line === 'object' && line !== null ? Object.keys(line) : []
  expect(names.slice(0, 5)).toEqual([
    'id',
    'type',
    'contains_code',
    'extracted_encoded_code',
    'string_list',
  ])
  expect(line).toMatchObject({ id: 'd/model.h5', type: 'h5', contains_code: true })
})

test('the code of a Lambda is given in base64 as Keras writes it, with its strings', () => {
  const { extracted_encoded_code: encoded = '', string_list: found } = bhaktiOf(analysis)
  expect(encoded.split('\n')[0]).toHaveLength(76)
  expect(encoded.endsWith('\n')).toBe(true)
  expect(found).toContain('curl http://127.0.0.1:9/beacon)') // the bracket opens what follows in the payload
})

test('a model without code says so, and a file that was not read says nothing', () => {
  const { report, contents } = analysis
  expect(bhaktiOf({ report: { ...report, code: [] }, contents })).toEqual({
    type: 'h5',
    contains_code: false,
  })
  const unread = { ...report, code: [], format: 'unknown' }
  expect(bhaktiOf({ report: unread, contents })).toEqual({ type: 'unknown' })
})

test('strings are runs of four printable characters, spaces and line ends among them', () => {
  const bytes = new TextEncoder().encode('\0abc\0abcd\0a\tb\nc\u{1}xyz1')
  expect(stringsOf(bytes)).toEqual(['abcd', 'a\tb\nc', 'xyz1'])
})

test('code is alike whatever it is called and wherever it stood, and not with another constant', () => {
  if (code === undefined) throw new Error('no code')
  const renamed = { ...code.code, name: 'f', filename: 'other.py', firstLine: 99 }
  expect(likenessOf(renamed)).toBe(likenessOf(code.code))
  const other = { ...code.code, constants: [...code.code.constants, "'x'"] }
  expect(likenessOf(other)).not.toBe(likenessOf(code.code))
})
