// What Keras 3.15.1 and tf_keras 2.21.0 read of odd archives, by scripts/fixtures/keras-archives.py, is read here too.
import { readFileSync } from 'node:fs'
import { zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { analyzeStructure } from './analyze.ts'
import { bytesSource } from './bytes/ByteSource.ts'
import type { Report } from './model/Report.ts'

/** The units of the one Dense layer; null where Keras refuses the archive. */
type Row = readonly [
  name: string,
  entries: readonly (readonly [string, string])[],
  units: number | null,
]

function isRow(value: unknown): value is Row {
  return Array.isArray(value) && value.length === 3 && Array.isArray(value[1])
}

function golden(): readonly (readonly [string, readonly Row[]])[] {
  const url = new URL('./keras/fixtures/archives.json', import.meta.url)
  const parts: unknown = JSON.parse(readFileSync(url, 'utf8'))
  return Object.entries(parts ?? {}).map(([keras, rows]): [string, readonly Row[]] => [
    keras,
    Array.isArray(rows) ? rows.filter(isRow) : [],
  ])
}

/** A zip of stored entries, whose names may repeat and hold any byte. */
function archive(entries: readonly (readonly [string, Uint8Array])[]): Uint8Array {
  const placeholders = entries.map(([name], index) => `${index}`.padEnd(name.length, '#'))
  const bytes = zipSync(
    Object.fromEntries(entries.map(([, content], index) => [placeholders[index] ?? '', content])),
    { level: 0 },
  )
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  for (const [index, [name]] of entries.entries()) {
    const placeholder = placeholders[index] ?? ''
    for (let at = text.indexOf(placeholder); at >= 0; at = text.indexOf(placeholder, at + 1))
      text.write(name, at, 'latin1')
  }
  return bytes
}

function reportOf(entries: Row[1]): Report {
  const weights = ['model.weights.h5', Uint8Array.of(0x89, 0x48, 0x44, 0x46)] as const
  const contents = entries.map(
    ([name, base64]) => [name, new Uint8Array(Buffer.from(base64, 'base64'))] as const,
  )
  const file = { path: 'model.keras', source: bytesSource(archive([...contents, weights])) }
  const upload = { name: 'model.keras', isFolder: false, files: [file] }
  const steps = analyzeStructure(upload, { hdf5: null })
  let step = steps.next()
  while (step.done !== true) step = steps.next()
  return step.value.analysis.report
}

describe.each(golden())('as %s reads it', (_, rows) => {
  test('there are cases of both kinds', () => {
    expect(rows.filter(([, , units]) => units !== null).length).toBeGreaterThan(8)
    expect(rows.filter(([, , units]) => units === null).length).toBeGreaterThan(1)
  })

  test.each(rows)('%s', (name, entries, units) => {
    const { graph, findings, complete } = reportOf(entries)
    const dense = graph.layers.find(({ className }) => className === 'Dense')
    if (units !== null) expect(dense?.outputShape).toBe(`(None, ${units})`)
    const odd = findings.filter(({ severity }) => severity !== 'info')
    const isOrdinary = /^(as it is written|no metadata|metadata of Keras 2.12|escapes)/.test(name)
    if (!isOrdinary) expect(odd.length > 0 || !complete, name).toBe(true)
  })
})
