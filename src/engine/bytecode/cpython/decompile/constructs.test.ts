import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { cpython } from '../cpython.ts'

// Written by scripts/fixtures/constructs.py with the CPythons themselves.
const FIXTURES = join(import.meta.dirname, 'fixtures')

interface Row {
  readonly id: string
  readonly source: string
  readonly b64: string
}

function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && 'source' in value && 'b64' in value
}

function rowsOf(file: string): readonly Row[] {
  const found: unknown = JSON.parse(readFileSync(join(FIXTURES, file), 'utf8'))
  return Array.isArray(found) ? found.filter(isRow) : []
}

for (const file of readdirSync(FIXTURES)) {
  const version = /^constructs-(.+)\.json$/.exec(file)?.[1]
  if (version === undefined) continue
  test.each(rowsOf(file))(`${version} gives back the source of $id`, ({ source, b64 }) => {
    const listing = cpython.decode(Buffer.from(b64, 'base64'), version)
    expect(listing.source).toBe(source)
    expect(listing.sourceStatus).toBe('complete')
  })
}
