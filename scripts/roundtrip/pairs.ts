// Payloads and the source that a CPython compiled to them: what is known where there is no CPython.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Prepared, Trip } from './roundTrip.ts'

export interface Pairs {
  /** Source by the id of a snippet of our own. */
  readonly snippets: ReadonlyMap<string, string>
  /** Of payload and source, of those that are not ours to copy. */
  readonly hashes: ReadonlySet<string>
}

/** The proven pairs of one version; empty when there are none. */
export function readPairs(root: string, version: string): Pairs {
  const path = pathOf(root, version)
  const found: unknown = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {}
  const [snippets, hashes] = [fieldOf(found, 'snippets'), fieldOf(found, 'hashes')]
  const isMap = typeof snippets === 'object' && snippets !== null
  const entries = Object.entries(isMap ? snippets : {})
  return {
    snippets: new Map(entries.map(([id, source]) => [id, String(source)])),
    hashes: new Set(Array.isArray(hashes) ? hashes.map(String) : []),
  }
}

/** Writes down what came back identical. */
export function writePairs(root: string, version: string, trips: readonly Trip[]): void {
  const proven = trips.filter(({ outcome }) => outcome.kind === 'identical')
  const ours = proven.filter(({ payload }) => payload.set === 'snippets')
  const others = proven.filter(({ payload }) => payload.set === 'stdlib')
  const pairs = {
    snippets: Object.fromEntries(ours.map(({ payload, listing }) => [payload.id, listing.source])),
    hashes: others.map(hashOf).sort(),
  }
  mkdirSync(dirname(pathOf(root, version)), { recursive: true })
  writeFileSync(pathOf(root, version), `${JSON.stringify(pairs, null, 2)}\n`)
}

/** Whether the source is the one that was proven. */
export function isProven(one: Prepared, { snippets, hashes }: Pairs): boolean {
  const { payload, listing } = one
  if (payload.set === 'snippets') return snippets.get(payload.id) === listing.source
  return hashes.has(hashOf(one))
}

const HASH_LENGTH = 16 // hexadecimal digits: enough for a few hundred pairs

function hashOf({ payload, listing }: Prepared): string {
  const hash = createHash('sha256').update(`${payload.b64}\n${listing.source}`)
  return hash.digest('hex').slice(0, HASH_LENGTH)
}

function fieldOf(value: unknown, name: 'snippets' | 'hashes'): unknown {
  const found: Partial<Record<typeof name, unknown>> =
    typeof value === 'object' && value !== null ? value : {}
  return found[name]
}

function pathOf(root: string, version: string): string {
  return join(root, 'scripts/roundtrip/pairs', `${version}.json`)
}
