// What numpy.load, joblib.load, torch.load and pickle.load ran of these files, by scripts/fixtures/pickle-loading-golden.py.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { analyzeStructure } from './analyze.ts'
import { bytesSource } from './bytes/ByteSource.ts'
import type { Report } from './model/Report.ts'

interface Row {
  readonly loader: string
  readonly case: string
  readonly name: string
  readonly ran: boolean
  readonly data: string
}

function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && 'ran' in value && 'data' in value
}

const parsed: unknown = JSON.parse(
  readFileSync(new URL('./fixtures/pickle-loading.json', import.meta.url), 'utf8'),
)
const rows = Array.isArray(parsed) ? parsed.filter(isRow) : []

function report({ name, data }: Row): Report {
  const source = bytesSource(new Uint8Array(Buffer.from(data, 'base64')))
  const steps = analyzeStructure(
    { name, isFolder: false, files: [{ path: name, source }] },
    { hdf5: null },
  )
  for (let step = steps.next(); ; step = steps.next())
    if (step.done === true) return step.value.analysis.report
}

test.each(rows.map((row) => [row.loader, row.case, row] as const))(
  'what %s runs of %s is seen, and what it does not reach is told as well',
  (_, __, row) => {
    const { verdict, findings } = report(row)
    expect(['suspicious', 'malicious']).toContain(verdict)
    expect(findings.map(({ message }) => message).join()).toContain('sys.setrecursionlimit(4321)')
  },
)

test('the libraries settle most of them by running them', () => {
  expect(rows.filter(({ ran }) => ran)).toHaveLength(27)
})
