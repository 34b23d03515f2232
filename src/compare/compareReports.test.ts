import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Analysis, Layer, Report } from '../engine/index.ts'
import { fileLocation } from '../engine/model/Location.ts'
import { uploadOf } from '../golden/fixtures.ts'
import { analyzeUpload } from '../wasm/analyzeUpload.ts'
import { neededFiles, withFiles } from './bytes.ts'
import type { Comparison, Section } from './Comparison.ts'
import { compareReports, isFullyCompared } from './compareReports.ts'
import { changeText, comparisonText, emptyText } from './comparisonText.ts'

const WISH = { content: true, yara: false, rules: '' }
const silent = { progress: () => undefined, report: () => undefined }

async function examined(name: string, bytes: Uint8Array, wish = WISH): Promise<Analysis> {
  const analysis = await analyzeUpload(uploadOf(name, bytes), wish, silent)
  return withFiles(
    analysis,
    neededFiles(analysis).map((location) => [location, bytes]),
  )
}

function file(path: string): Promise<Analysis> {
  return examined(path.slice(path.lastIndexOf('/') + 1), new Uint8Array(readFileSync(path)))
}

/** A Keras model as JSON. */
function model(layers: readonly unknown[], more: object = {}): Promise<Analysis> {
  const config = { class_name: 'Sequential', config: { name: 'm', layers, ...more } }
  return examined('model.json', new TextEncoder().encode(JSON.stringify(config)))
}

function layer(name: string, className = 'Dense', config: object = {}): unknown {
  return { class_name: className, config: { name, ...config } }
}

function lambda(which: number, name = 'fn'): unknown {
  const code = { code: CODES[which], defaults: null }
  return layer(name, 'Lambda', { function: { class_name: '__lambda__', config: code } })
}

const HDF5 = 'src/engine/formats/keras-hdf5/fixtures'
const CODES = lambdaCodes()

/** Two functions as base64, out of committed fixtures. */
function lambdaCodes(): readonly string[] {
  return ['tf210-nested.h5', 'tf210-sequential-lambda.h5'].map((name) => {
    const bytes = readFileSync(`${HDF5}/${name}`).toString('latin1')
    return (
      /4wE[A-Za-z0-9+/]{60,}(?:\\n|=|[A-Za-z0-9+/])*/.exec(bytes)?.[0].replaceAll('\\n', '') ?? ''
    )
  })
}

function rows({ differences }: Comparison, section: Section): readonly string[] {
  return differences
    .filter((one) => one.section === section)
    .map((one) => `${changeText(one)} ${one.name}`)
}

function values({ differences }: Comparison, section: Section): readonly string[] {
  return differences
    .filter((one) => one.section === section)
    .flatMap((one) => one.values.map(({ path, before, after }) => `${path}: ${before} → ${after}`))
}

test('a file compared with itself is the same file', async () => {
  const one = await file(`${HDF5}/tf210-nested.h5`)
  const comparison = compareReports(one, one)
  expect(comparison.differences).toEqual([])
  expect(comparison.bytes).toBe('same')
  expect(isFullyCompared(comparison)).toBe(true)
  expect(emptyText(comparison)).toMatch(/^The two are the same file/u)
})

test('two samples differ in verdict, findings and code, and the rows lead into either', async () => {
  const before = await file('public/samples/only-computes.h5')
  const after = await file('public/samples/runs-a-command.h5')
  const comparison = compareReports(before, after)
  expect([comparison.before.verdict, comparison.after.verdict]).toEqual([
    'benign-code',
    'malicious',
  ])
  expect(comparison.bytes).toBe('different')
  const [worst] = comparison.differences
  expect(worst).toMatchObject({ section: 'finding', change: 'added', before: null })
  expect(after.report.findings.map(({ id }) => id)).toContain(
    worst?.after?.kind === 'finding' ? worst.after.id : '',
  )
  expect(rows(comparison, 'code').length).toBeGreaterThan(0)
  const swapped = compareReports(after, before)
  expect(swapped.differences).toHaveLength(comparison.differences.length)
  expect(swapped.differences[0]).toMatchObject({ change: 'removed' })
})

test('layers that came, went and changed are told with their values', async () => {
  const before = await model([layer('a'), layer('b', 'Dense', { units: 2, rate: { x: 1 } })])
  const after = await model([
    layer('b', 'Dense', { units: 3, rate: { x: 1, y: null } }),
    layer('c', 'Flatten'),
  ])
  const comparison = compareReports(before, after)
  expect(rows(comparison, 'layer')).toEqual(['added c', 'removed a', 'changed b'])
  expect(values(comparison, 'layer')).toEqual([
    'inputs: a → ',
    'config.units: 2 → 3',
    'config.rate.y: null → null',
  ])
  expect(rows(comparison, 'config')).toEqual([])
})

test('a layer is renamed only when nothing else is alike', async () => {
  const before = await model([
    layer('x', 'Dense', { units: 7 }),
    layer('d1', 'Dropout'),
    layer('d2', 'Dropout'),
  ])
  const after = await model([layer('y', 'Dense', { units: 7 }), layer('e1', 'Dropout')])
  const comparison = compareReports(before, after)
  expect(rows(comparison, 'layer')).toEqual(['added e1', 'removed d1', 'removed d2', 'renamed y'])
})

test('code is matched by layer and slot, and otherwise by its bytes', async () => {
  const before = await model([lambda(0)])
  expect(before.report.code).toHaveLength(1)
  const changed = compareReports(before, await model([lambda(1)]))
  expect(rows(changed, 'code')).toEqual(['changed fn › function'])
  const moved = compareReports(before, await model([lambda(0, 'elsewhere')]))
  expect(rows(moved, 'code')).toEqual(['moved elsewhere › function'])
  const added = compareReports(await model([layer('a')]), before)
  expect(rows(added, 'code')).toEqual(['added fn › function'])
  expect(rows(added, 'finding').some((row) => row.startsWith('added'))).toBe(true)
})

test('a layer put before it does not make a finding new', async () => {
  const before = await model([lambda(0)])
  const after = await model([layer('a'), lambda(0)])
  const comparison = compareReports(before, after)
  expect(comparison.before.verdict).toBe(comparison.after.verdict)
  expect(rows(comparison, 'finding')).toEqual([])
  expect(rows(comparison, 'layer')).toContain('added a')
})

test('values outside of layers are compared, and addresses in the memory of the writer are not', async () => {
  const one = layer('a', 'Dense', { dtype: { shared_object_id: 1 } })
  const other = layer('a', 'Dense', { dtype: { shared_object_id: 2 } })
  const comparison = compareReports(
    await model([one], { compile: 'sgd' }),
    await model([other], { compile: 'adam' }),
  )
  expect(rows(comparison, 'layer')).toEqual([])
  expect(values(comparison, 'config')).toEqual(['config.compile: "sgd" → "adam"'])
})

test('weights are compared by name, type and shape, and versions as facts', async () => {
  const comparison = compareReports(
    await file(`${HDF5}/tf210-nested.h5`),
    await file(`${HDF5}/keras3-nested.h5`),
  )
  expect(values(comparison, 'fact').some((value) => /2\.10\.0 → 3\./u.test(value))).toBe(true)
  expect(rows(comparison, 'weight').length).toBeGreaterThan(0)
  expect(comparisonText(comparison)).toContain('never the values')
})

test('what one side was not examined for is not said to be gone', async () => {
  const whole = await file(`${HDF5}/tf210-nested.h5`)
  const quick = await examined('q.h5', new Uint8Array(readFileSync(`${HDF5}/tf210-nested.h5`)), {
    ...WISH,
    content: false,
  })
  const comparison = compareReports(whole, quick)
  expect(rows(comparison, 'weight').every((row) => row.startsWith('not seen after'))).toBe(true)
  expect(rows(comparison, 'weight').length).toBeGreaterThan(0)
  expect(isFullyCompared(comparison)).toBe(false)
  expect(comparison.gaps).toContainEqual({
    side: 'after',
    section: 'weight',
    message: 'The headers of its weights were not all read',
  })
  const cut = await examined(
    'c.h5',
    new Uint8Array(readFileSync(`${HDF5}/tf210-nested.h5`)).subarray(0, 3000),
  )
  const broken = compareReports(whole, cut)
  expect(rows(broken, 'layer').every((row) => !row.startsWith('removed'))).toBe(true)
  expect(broken.gaps.some(({ side, section }) => side === 'after' && section === null)).toBe(true)
})

test('without the text of configurations a gap says that values were not compared', async () => {
  const { report } = await model([layer('a', 'Dense', { units: 1 })])
  const { report: other } = await model([layer('a', 'Dense', { units: 2 })])
  const comparison = compareReports(
    { report, contents: new Map() },
    { report: other, contents: new Map() },
  )
  expect(comparison.differences).toEqual([])
  expect(comparison.gaps.map(({ message }) => message).join()).toContain('values are not compared')
  expect(emptyText(comparison)).toContain('not everything was examined')
})

test('hostile names and values are escaped in the text, and long ones are cut', async () => {
  const before = await model([layer('a\u202e', 'Dense', { x: 'short' })])
  const after = await model([layer('a\u202e', 'Dense', { x: `\u001b[2J${'z'.repeat(9_000)}` })])
  const text = comparisonText(compareReports(before, after))
  expect(text).not.toContain('\u202e')
  expect(text).not.toContain('\u001b')
  expect(text).toContain('characters)')
  expect(text.length).toBeLessThan(8_000)
})

test('nesting without end is not followed, and said', async () => {
  const deep = (depth: number): unknown =>
    JSON.parse('{"a":'.repeat(depth) + '1' + '}'.repeat(depth))
  const before = await model([layer('a', 'Dense', { x: deep(90) })])
  const after = await model([layer('a', 'Dense', { x: deep(91) })])
  const [row] = compareReports(before, after).differences.filter(
    ({ section }) => section === 'layer',
  )
  expect(row?.note).toContain('nested too deeply')
})

test('five thousand layers compare in well under a second', () => {
  const sides = [1, 2].map((units) => largeModel(5_000, units))
  const [before, after] = sides
  if (before === undefined || after === undefined) throw new Error('two sides')
  const start = process.cpuUsage() // what it takes itself: other work on the machine does not count
  const comparison = compareReports(before, after)
  const { user, system } = process.cpuUsage(start)
  expect((user + system) / 1_000).toBeLessThan(1_000)
  expect(rows(comparison, 'layer')).toHaveLength(5_000)
})

/** As the engine would report it, without the time that it takes to do so. */
function largeModel(count: number, units: number): Analysis {
  const texts = Array.from({ length: count }, (_, at) =>
    JSON.stringify(layer(`l${at}`, 'Dense', { units, at })),
  )
  const bytes = new TextEncoder().encode(texts.join(''))
  const file = fileLocation('m.json', bytes.length)
  let offset = 0
  const layers = texts.map((text, at): Layer => {
    const location = [
      ...file,
      { kind: 'value', name: `[${at}]`, offset, length: text.length, via: 'same' } as const,
    ]
    offset += text.length
    return { ...PLAIN_LAYER, id: `l${at}`, name: `l${at}`, at: location }
  })
  return {
    report: { ...PLAIN_REPORT, graph: { layers, notes: [] } },
    contents: new Map([
      [
        JSON.stringify(
          file.map(({ kind, name, offset: from, length, via }) => [kind, name, from, length, via]),
        ),
        bytes,
      ],
    ]),
  }
}

const PLAIN_LAYER = {
  className: 'Dense',
  parent: null,
  inputs: [],
  outputShape: null,
  parameters: null,
  activation: null,
  module: null,
  custom: false,
}

const PLAIN_REPORT: Report = {
  schema: 'lambdascope-report/1',
  source: { name: 'm', size: 1, sha256: null, listedSha256: null, ranges: null, files: [] },
  format: 'keras-json',
  formatTitle: 'Keras model as JSON',
  verdict: 'clean',
  reason: '',
  complete: true,
  passes: { structure: 'done', content: 'done' },
  facts: [],
  graph: { layers: [], notes: [] },
  tensors: [],
  code: [],
  references: [],
  parts: [],
  yara: [],
  operations: [],
  outside: [],
  findings: [],
  effects: [],
  indicators: [],
  settled: null,
  problems: [],
}
