import { readFileSync } from 'node:fs'
import type { Version } from '../../src/engine/bytecode/cpython/versions/Version.ts'
import { versions } from '../../src/engine/bytecode/cpython/versions/index.ts'
import { shortfalls, tableRows } from './figures.ts'
import { startInterpreter, type Interpreter } from './Interpreter.ts'
import { nativeOnes, pyodideOf } from './interpreters.ts'
import { readOptions, type Options } from './options.ts'
import { changedPairs, readPairs, writePairs } from './pairs.ts'
import { readPayloads } from './payloads.ts'
import { prepare, roundTrip, type Prepared, type Trip } from './roundTrip.ts'
import { writeFailures } from './writeFailures.ts'

/** `npm run roundtrip`: prints the table and answers the exit code. `root` is the repository's folder. */
export async function main(root: string, args: readonly string[]): Promise<number> {
  const options = readOptions(args)
  const start = starter(root, options)
  const missed: string[] = []
  for (const id of options.versions) {
    const began = Date.now()
    const interpreter = start(id)
    const version = versionOf(id)
    const { prepared, bugs } = preparationOf(root, version, options)
    missed.push(
      ...bugs,
      ...(interpreter === undefined
        ? checkPairs(root, id, prepared)
        : await checkLive({ root, options, version, interpreter, prepared })),
    )
    console.log(`  ${((Date.now() - began) / 1000).toFixed(1)} s`)
  }
  for (const what of missed) console.log(`✘ ${what}`)
  return missed.length === 0 ? 0 : 1
}

/** Starts the interpreter of a version; undefined when there is none. */
function starter(root: string, { native }: Options): (id: string) => Interpreter | undefined {
  const natives = nativeOnes(root)
  return (id) => {
    const pyodide = pyodideOf(id, root)
    const start = native ? (natives.get(id) ?? pyodide) : (pyodide ?? natives.get(id))
    return start === undefined ? undefined : startInterpreter(start)
  }
}

function versionOf(wanted: string): Version {
  const version = versions.find(({ id }) => id === wanted)
  if (version === undefined) throw new Error(`Python ${wanted} is not known`)
  return version
}

interface Preparation {
  readonly prepared: readonly Prepared[]
  /** What the engine threw, which it never should. */
  readonly bugs: readonly string[]
}

function preparationOf(root: string, version: Version, options: Options): Preparation {
  const sources = readSources(options.sources)
  const prepared: Prepared[] = []
  const bugs: string[] = []
  for (const payload of readPayloads(root, version.id)) {
    if (!payload.id.includes(options.id)) continue
    try {
      const one = prepare(payload, version, sources.get(payload.id.split(':')[0] ?? ''))
      if (one !== undefined && (options.kind === '' || one.kind === options.kind))
        prepared.push(one)
    } catch (error) {
      bugs.push(`${version.id}: ${payload.id}: ${error instanceof Error ? stackOf(error) : ''}`)
    }
    if (prepared.length >= options.limit) break
  }
  return { prepared, bugs }
}

const STACK_LINES = 6

function stackOf({ stack = '' }: Error): string {
  return stack.split('\n').slice(0, STACK_LINES).join('\n')
}

function readSources(path: string): ReadonlyMap<string, string> {
  if (path === '') return new Map()
  const found: unknown = JSON.parse(readFileSync(path, 'utf8'))
  return new Map(Object.entries(typeof found === 'object' && found !== null ? found : {}))
}

/** What no longer holds of the proven pairs; decompiles, but compiles nothing. */
function checkPairs(root: string, id: string, prepared: readonly Prepared[]): readonly string[] {
  const pairs = readPairs(root, id)
  const changed = changedPairs(pairs, prepared)
  console.log(
    `${id}: no interpreter at hand; ${pairs.size - changed.length} of ${pairs.size} proven pairs hold`,
  )
  return changed.map((what) => `${id}: the source of ${what} is not the proven one`)
}

interface Live {
  readonly root: string
  readonly options: Options
  readonly version: Version
  readonly interpreter: Interpreter
  readonly prepared: readonly Prepared[]
}

/** What a version falls short of. */
async function checkLive(live: Live): Promise<readonly string[]> {
  const { root, options, version, interpreter, prepared } = live
  const trips = await roundTrip(prepared, interpreter, version).finally(interpreter.end)
  for (const line of tableRows(version.id, interpreter.title, trips)) console.log(line)
  if (options.failures !== '') writeFailures(options.failures, version.id, trips)
  if (options.writesPairs) writePairs(root, version.id, trips)
  if (options.id !== '') printSources(trips)
  return shortfalls(version.id, trips).map((what) => `${version.id}: ${what}`)
}

function printSources(trips: readonly Trip[]): void {
  for (const { payload, outcome, listing } of trips)
    console.log(`# ${payload.id}: ${listing.sourceStatus}, ${outcome.kind}\n${listing.source}`)
}
