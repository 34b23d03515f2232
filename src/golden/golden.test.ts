import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import { toJson } from '../engine/index.ts'
import { analyzeUpload } from '../wasm/analyzeUpload.ts'
import { allFixtures, fixtureUpload } from './fixtures.ts'

// A new case is a dropped file; UPDATE_GOLDENS=1 writes what is not there or has changed, to be read in the diff.

const UPDATE = process.env['UPDATE_GOLDENS'] === '1'
const SCHEMA: unknown = JSON.parse(readFileSync('docs/report.schema.json', 'utf8'))
const validate = new Ajv2020({ strict: false, allErrors: true }).compile(isSchema(SCHEMA))
const silent = { progress: () => undefined, report: () => undefined }

describe.each(
  allFixtures().map((fixture) => [`${fixture.format}/${fixture.name}`, fixture] as const),
)('%s', (_name, fixture) => {
  test('gives the report that is committed beside it, and the schema holds it', async () => {
    const wish = { content: true, yara: true, rules: '' }
    const { report } = await analyzeUpload(fixtureUpload(fixture), wish, silent)
    const json = `${toJson(report)}\n`
    if (UPDATE) writeFileSync(fixture.golden, json)
    expect(existsSync(fixture.golden), 'run UPDATE_GOLDENS=1 npx vitest run src/golden').toBe(true)
    expect(JSON.parse(json)).toEqual(JSON.parse(readFileSync(fixture.golden, 'utf8')))
    expect(validate(JSON.parse(json)), JSON.stringify(validate.errors?.slice(0, 3))).toBe(true)
    expect(report.problems.filter(({ kind }) => kind === 'bug')).toEqual([])
  })
})

function isSchema(value: unknown): object {
  if (typeof value !== 'object' || value === null) throw new Error('the schema is not an object')
  return value
}
