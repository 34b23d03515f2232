import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'

/** A marshalled code object of one version. */
export interface Payload {
  readonly id: string
  readonly b64: string
  readonly set: 'stdlib' | 'snippets'
}

const FIXTURES = 'src/engine/bytecode/cpython/fixtures'
const GOLDEN = '../shared/golden'

/** Our own snippets, and the functions of the standard library in `golden`, or beside the repository `root`. */
export function readPayloads(root: string, version: string, golden = ''): readonly Payload[] {
  const folder = golden === '' ? join(root, GOLDEN) : golden
  const stdlib = rowsOf(join(folder, 'stdlib', `${version}.json.gz`))
  return [
    ...stdlib.map(({ name, file, b64 }, index) => {
      return { id: `${index}:${file ?? ''}:${name ?? ''}`, b64, set: 'stdlib' as const }
    }),
    ...readSnippets(root, version),
  ]
}

/** Our own snippets that are committed, as one version compiled them. */
export function readSnippets(root: string, version: string): readonly Payload[] {
  return ['snippets', 'names'].flatMap((set) =>
    rowsOf(join(root, FIXTURES, `${set}-${version}.json`)).map(({ id, b64 }) => {
      return { id: `${set}:${id ?? ''}`, b64, set: 'snippets' as const }
    }),
  )
}

interface Row {
  readonly b64: string
  readonly id?: string
  readonly name?: string
  readonly file?: string
}

function rowsOf(path: string): readonly Row[] {
  if (!existsSync(path)) return []
  const content = readFileSync(path)
  const text = path.endsWith('.gz') ? gunzipSync(content).toString() : content.toString()
  const found: unknown = JSON.parse(text)
  return Array.isArray(found) ? found.filter(isRow) : []
}

/** Snippets that a version cannot compile have no payload. */
function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && 'b64' in value
}
