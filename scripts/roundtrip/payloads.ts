import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'

/** A marshalled code object of one version. */
export interface Payload {
  readonly id: string
  readonly b64: string
  readonly set: 'stdlib' | 'snippets'
}

/** The functions of the standard library and our own snippets, as far as they lie at `golden`. */
export function readPayloads(golden: string, version: string): readonly Payload[] {
  const stdlib = rows(join(golden, 'stdlib', `${version}.json.gz`)).map((row, index) => ({
    id: `${index}:${row.file ?? ''}:${row.name ?? ''}`,
    b64: row.b64,
    set: 'stdlib' as const,
  }))
  return [...stdlib, ...readSnippets(join(golden, 'cpython', `${version}.json`))]
}

/** Our own snippets of one version. */
export function readSnippets(path: string): readonly Payload[] {
  return rows(path).map((row) => ({ id: row.id ?? '', b64: row.b64, set: 'snippets' as const }))
}

interface Row {
  readonly b64: string
  readonly id?: string
  readonly name?: string
  readonly file?: string
}

function rows(path: string): readonly Row[] {
  if (!existsSync(path)) return []
  const content = readFileSync(path)
  const text = path.endsWith('.gz') ? gunzipSync(content).toString() : content.toString()
  const found: unknown = JSON.parse(text)
  return Array.isArray(found) ? found.filter(isRow) : []
}

/** Snippets that a version cannot compile have no payload. */
function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && 'b64' in value && value.b64 !== null
}
