// Source that was proven, by a CPython that was at hand, to compile to a snippet's code object.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Prepared, Trip } from './roundTrip.ts'

/** Source by the snippet's id. */
export type Pairs = ReadonlyMap<string, string>

/** The proven pairs of one version. */
export function readPairs(root: string, version: string): Pairs {
  const path = pathOf(root, version)
  if (!existsSync(path)) return new Map()
  const found: unknown = JSON.parse(readFileSync(path, 'utf8'))
  const entries = Object.entries(typeof found === 'object' && found !== null ? found : {})
  return new Map(entries.map(([id, source]) => [id, String(source)]))
}

/** Writes down the snippets that came back identical. */
export function writePairs(root: string, version: string, trips: readonly Trip[]): void {
  const proven = trips.filter(
    ({ payload, outcome }) => payload.set === 'snippets' && outcome.kind === 'identical',
  )
  const pairs = Object.fromEntries(
    proven.map(({ payload, listing }) => [payload.id, listing.source]),
  )
  writeFileSync(pathOf(root, version), `${JSON.stringify(pairs, null, 2)}\n`)
}

/** Ids of those whose source is no longer the proven one. */
export function changedPairs(pairs: Pairs, prepared: readonly Prepared[]): readonly string[] {
  const sources = new Map(prepared.map(({ payload, listing }) => [payload.id, listing.source]))
  return [...pairs].filter(([id, source]) => sources.get(id) !== source).map(([id]) => id)
}

function pathOf(root: string, version: string): string {
  return join(root, 'scripts/roundtrip/pairs', `${version}.json`)
}
