import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { versions } from '../../src/engine/bytecode/cpython/versions/index.ts'
import { shortfalls, tableRows } from './figures.ts'
import { startInterpreter, type Start } from './Interpreter.ts'
import { nativeOnes, pyodideOf, VERSIONS } from './interpreters.ts'
import { readPayloads } from './payloads.ts'
import { prepare, roundTrip, type Trip } from './roundTrip.ts'
import { writeFailures } from './writeFailures.ts'

/** `npm run roundtrip`: answers the exit code. `root` is the repository's folder. */
export async function main(root: string, args: readonly string[]): Promise<number> {
  const options = readOptions(args)
  const natives = nativeOnes(root)
  const missed: string[] = []
  for (const id of options.versions) {
    const native = natives.get(id)
    const pyodide = pyodideOf(id, root)
    const start = options.native ? (native ?? pyodide) : (pyodide ?? native)
    if (start === undefined) console.log(`${id}: no interpreter at hand`)
    else {
      const began = Date.now()
      const trips = await tripsOf(start, resolve(root, '../shared/golden'), options)
      for (const line of tableRows(id, start.title, trips)) console.log(line)
      console.log(`  ${((Date.now() - began) / 1000).toFixed(1)} s`)
      if (options.failures !== '') writeFailures(options.failures, id, trips)
      if (options.id !== '') for (const trip of trips) console.log(trip.listing.source)
      missed.push(...shortfalls(id, trips).map((what) => `${id}: ${what}`))
    }
  }
  for (const what of missed) console.log(`✘ ${what}`)
  return missed.length === 0 ? 0 : 1
}

interface Options {
  readonly versions: readonly string[]
  readonly kind: string
  readonly id: string
  readonly limit: number
  readonly failures: string
  readonly native: boolean
  /** A JSON file of sources by position in golden/stdlib, to be tried instead of ours. */
  readonly sources: string
}

function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      versions: { type: 'string', default: VERSIONS.join() },
      kind: { type: 'string', default: '' },
      id: { type: 'string', default: '' },
      limit: { type: 'string', default: 'Infinity' },
      failures: { type: 'string', default: '' },
      native: { type: 'boolean', default: false },
      sources: { type: 'string', default: '' },
    },
  })
  return { ...values, versions: values.versions.split(','), limit: Number(values.limit) }
}

async function tripsOf(start: Start, golden: string, options: Options): Promise<readonly Trip[]> {
  const version = versions.find(({ id }) => id === start.version)
  if (version === undefined) throw new Error(`Python ${start.version} is not known`)
  const sources = readSources(options.sources)
  const prepared = readPayloads(golden, version.id)
    .filter(({ id }) => id.includes(options.id))
    .flatMap(
      (payload) => prepare(payload, version, sources.get(payload.id.split(':')[0] ?? '')) ?? [],
    )
    .filter(({ kind }) => options.kind === '' || kind === options.kind)
    .slice(0, options.limit)
  const interpreter = startInterpreter(start)
  try {
    return await roundTrip(prepared, interpreter, version)
  } finally {
    interpreter.end()
  }
}

function readSources(path: string): ReadonlyMap<string, string> {
  if (path === '') return new Map()
  const found: unknown = JSON.parse(readFileSync(path, 'utf8'))
  return new Map(Object.entries(typeof found === 'object' && found !== null ? found : {}))
}
