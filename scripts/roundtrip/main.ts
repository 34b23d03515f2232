import { readFileSync } from 'node:fs'
import type { Version } from '../../src/engine/bytecode/cpython/versions/Version.ts'
import { versions } from '../../src/engine/bytecode/cpython/versions/index.ts'
import { MARKDOWN_HEAD, markdownRow, shortfalls, tableRows } from './figures.ts'
import { startInterpreter, type Interpreter } from './Interpreter.ts'
import { nativeOnes, pyodideOf } from './interpreters.ts'
import { interpreterJudge, judged, pairsJudge } from './judges.ts'
import { readOptions, type Options } from './options.ts'
import { readPairs, writePairs } from './pairs.ts'
import { readPayloads } from './payloads.ts'
import { prepare, type Prepared, type Trip } from './roundTrip.ts'
import { writeFailures } from './writeFailures.ts'

/** `npm run roundtrip`: prints the table and answers the exit code. `root` is the repository's folder. */
export async function main(root: string, args: readonly string[]): Promise<number> {
  const options = readOptions(args)
  const natives = nativeOnes(root)
  const results: Result[] = []
  for (const id of options.versions) {
    const began = Date.now()
    const [native, pyodide] = [natives.get(id), pyodideOf(id, root)]
    const starts = options.native ? [native] : [pyodide, native]
    const interpreters = starts.flatMap((start) => start ?? []).map(startInterpreter)
    results.push(await check({ root, options, version: versionOf(id), interpreters }))
    for (const interpreter of interpreters) interpreter.end()
    console.log(`  ${((Date.now() - began) / 1000).toFixed(1)} s`)
  }
  if (options.markdown)
    console.log([...MARKDOWN_HEAD, ...results.flatMap(({ row }) => row)].join('\n'))
  const short = results.flatMap((result) => result.short)
  for (const what of short) console.log(`✘ ${what}`)
  return short.length === 0 ? 0 : 1
}

interface Result {
  /** What a version falls short of. */
  readonly short: readonly string[]
  /** Its row in the table of the README. */
  readonly row: readonly string[]
}

interface Check {
  readonly root: string
  readonly options: Options
  readonly version: Version
  /** Each is asked about what did not come back identical from those before it. */
  readonly interpreters: readonly Interpreter[]
}

/** Takes all payloads of one version to their source and back. */
async function check({ root, options, version, interpreters }: Check): Promise<Result> {
  const { prepared, bugs } = preparationOf(root, version, options)
  const pairs = readPairs(root, version.id)
  const isKnown = pairs.hashes.size + pairs.snippets.size > 0
  const known = isKnown ? [pairsJudge(pairs)] : []
  const judges = [...interpreters.map((one) => interpreterJudge(one, version)), ...known]
  if (judges.length === 0) {
    console.log(`${version.id}: no interpreter at hand, and no proven pairs`)
    return { short: bugs, row: [] }
  }
  const trips = await judged(prepared, judges)
  for (const line of tableRows(version.id, trips)) console.log(line)
  if (options.failures !== '') writeFailures(options.failures, version.id, trips)
  if (options.writesPairs) writePairs(root, version.id, trips)
  if (options.id !== '') printSources(trips)
  const short = shortfalls(version.id, trips).map((what) => `${version.id}: ${what}`)
  return { short: [...bugs, ...short], row: [markdownRow(version.id, trips)] }
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
  for (const payload of readPayloads(root, version.id, options.golden)) {
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

function printSources(trips: readonly Trip[]): void {
  for (const { payload, outcome, listing } of trips)
    console.log(`# ${payload.id}: ${listing.sourceStatus}, ${outcome.kind}\n${listing.source}`)
}
