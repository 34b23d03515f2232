import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import type { Report } from '../../engine/index.ts'
import { NO_ADDRESS, type Address } from '../shared/fragment.ts'
import { sampleReport } from '../shared/sampleReport.ts'
import { caseAddress, CaseError, loadCaseSchemas, parseCase, toCaseText } from './caseFile.ts'
import type { Schemas } from './faultOf.ts'
import { openCase, sorted } from './openCases.ts'
import { parseRulesField } from './rulesField.ts'

const address: Address = {
  ...NO_ADDRESS,
  source: { kind: 'hub', repo: 'org/name', commit: '01ab'.repeat(10), path: 'm.h5' },
  sha256: '9f3c51aa'.repeat(8),
  size: 12_437_112,
  target: { kind: 'layer', id: '<img>\u202e' },
  view: { tab: 'disassembly', reread: { code: 'code-1', python: '3.9' } },
  tab: 'yara',
}
const parts = {
  address,
  report: sampleReport(),
  journal: [
    { at: '2026-01-02T03:04:05.000Z', sha256: 'x', finding: 'F', action: 'set-aside', reason: 'r' },
  ],
  notes: [{ finding: null, text: 'note', at: '2026-01-02T03:04:05.000Z' }],
  rules: 'rule A { condition: true }',
  made: new Date(0),
  version: '1.2.3',
} as const
const print = (report: Report): string => JSON.stringify(report)
const TEXT = toCaseText(parts, print)

let schemas: Schemas
let isValid: (value: unknown) => boolean
beforeAll(async () => {
  schemas = await loadCaseSchemas()
  const ajv = new Ajv2020({ strict: false })
  ajv.addSchema(schemaOf('docs/report.schema.json'), 'report.schema.json')
  const validate = ajv.compile(schemaOf('docs/case.schema.json'))
  isValid = (value) => validate(value)
})

function schemaOf(path: string): object {
  const value: unknown = JSON.parse(readFileSync(path, 'utf8'))
  if (typeof value !== 'object' || value === null) throw new Error('the schema is not an object')
  return value
}

function fileOf(text: string, name = 'a.lambdascope-case.json') {
  return { path: name, file: new File([text], name) }
}

test('a case file is held by its schema, and comes back as it was', async () => {
  expect(isValid(JSON.parse(TEXT))).toBe(true)
  const read = parseCase(TEXT, schemas)
  expect(read.report).toEqual(parts.report)
  expect(caseAddress(read)).toEqual(address)
  const opened = await openCase(fileOf(TEXT))
  expect(opened.brought).toMatchObject({ journal: parts.journal, notes: parts.notes })
  expect(await parseRulesField(opened.address.rules ?? '')).toBe(parts.rules)
})

test('case files are told by how they begin, not by their name', async () => {
  const dropped = [fileOf(TEXT, 'b (1).json'), fileOf('{"class_name": "Model"}', 'model.json')]
  const { cases, models } = await sorted(dropped)
  expect([cases, models].map((files) => files.map(({ path }) => path))).toEqual([
    ['b (1).json'],
    ['model.json'],
  ])
})

test('what is wrong in a case file is said with its place', () => {
  const wrong: readonly (readonly [string, (text: string) => string])[] = [
    ['it is not JSON', (text) => text.slice(0, -3)],
    ['schema is not "lambdascope-case/1"', (text) => text.replace('case/1', 'case/2')],
    ['it has no “rules”', (text) => text.replace('"rules":', '"__proto__":')],
    ['source.sha256 is no SHA-256', (text) => text.replace(/"sha256":"9f/u, '"sha256":"9F')],
    [
      'report.findings[0].severity is none of',
      (text) => text.replace('"severity":"critical"', '"severity":"x"'),
    ],
    [
      'report has a field that is not known',
      (text) => text.replace('"format":', '"y":0,"format":'),
    ],
    ['notes[0].text is too short', (text) => text.replace('"text":"note"', '"text":""')],
    ['journal[0].action is none of', (text) => text.replace('set-aside', 'erase')],
  ]
  for (const [message, spoil] of wrong)
    expect(() => parseCase(spoil(TEXT), schemas), message).toThrow(message)
  const nameless = TEXT.replace(/"src":"[^"]*","sha256":"[^"]*"/u, '"src":null,"sha256":null')
  expect(() => caseAddress(parseCase(nameless, schemas))).toThrow('which file it is about')
})

/** Puts a value in the place of one that stands somewhere in the case. */
function spoiled(root: unknown, steps: readonly number[], value: unknown): unknown {
  const [step, ...rest] = steps
  if (step === undefined || typeof root !== 'object' || root === null) return value
  const keys = Object.keys(root)
  const key = keys[step % Math.max(keys.length, 1)]
  if (key === undefined) return value
  const child = spoiled(Reflect.get(root, key), rest, value)
  return Array.isArray(root) ? root.with(Number(key), child) : { ...root, [key]: child }
}

test('whatever stands in a case file, it is read or refused as its schema says', () => {
  const value = fc.oneof(fc.jsonValue({ maxDepth: 3 }), fc.constantFrom(null, -1, '', [], {}))
  fc.assert(
    fc.property(fc.array(fc.nat(40), { maxLength: 8 }), value, (steps, other) => {
      const given: unknown = spoiled(JSON.parse(TEXT), steps, other)
      const text = JSON.stringify(given)
      const read = (): unknown => parseCase(text, schemas)
      if (isValid(JSON.parse(text))) expect(read).not.toThrow()
      else expect(read).toThrow(CaseError)
    }),
    { numRuns: 400 },
  )
})

test('a case file that is nested without end is refused', () => {
  const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`
  expect(() => parseCase(TEXT.replace('"report":{', `"report":{"x":${deep},`), schemas)).toThrow(
    CaseError,
  )
})
