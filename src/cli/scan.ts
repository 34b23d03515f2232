import { readFileSync } from 'node:fs'
import {
  bhaktiFields,
  csvHead,
  csvLine,
  escapeText,
  exitCode,
  ParseError,
  toJson,
  toJsonLine,
  toRow,
  type Report,
} from '../engine/index.ts'
import type { RemoteModel } from '../hub/ranges/openRemote.ts'
import { createAnalyzer, Refused, type Analyzer, type Scanned } from './analyzer.ts'
import type { ScanCommand } from './arguments.ts'
import { download } from './download.ts'
import { checkHost, elsewhereTarget, isElsewhere } from './elsewhereTarget.ts'
import { hubConnection, isAddress, sentenceOf, targetsAt } from './hubTargets.ts'
import type { Order } from './Message.ts'
import { patiently, waitAfter } from './patience.ts'
import { readSetAside } from './setAside.ts'
import { toText } from './textReport.ts'
import { modelsAt, type ModelOnDisk } from './walk.ts'

const WRONG_USAGE = 64

/** Scans every path and address in order and prints one report a model. Returns the exit code. */
export async function runScan(command: ScanCommand): Promise<number> {
  const analyzer = createAnalyzer()
  const reports: Report[] = []
  const codes = new Set<number>()
  try {
    const targets = await allTargets(command, codes)
    const setAside = setAsideOf(command, targets.length)
    const rules = command.rules.map((path) => readFileSync(path, 'utf8')).join('\n')
    const wish = { content: !command.quick, yara: command.yara, rules }
    if (command.format === 'csv') process.stdout.write(csvHead())
    for (const target of targets) {
      const found = await reportOf(target, { analyzer, wish, isWhole: command.download })
      if (found === null) {
        codes.add(2)
        continue
      }
      const report = setAside(found.report)
      codes.add(exitCode(report))
      if (command.format === 'json') reports.push(report)
      else process.stdout.write(printed(command.format, { ...found, report }, pathOf(target)))
    }
  } catch (error) {
    say(error instanceof Error ? error.message : String(error))
    return error instanceof ParseError ? WRONG_USAGE : 2
  } finally {
    await analyzer.close()
  }
  if (command.format === 'json') process.stdout.write(jsonDocument(reports))
  return worst(codes)
}

/** What is printed of one model, as soon as it is known. */
function printed(
  format: Exclude<ScanCommand['format'], 'json'>,
  { report, bhakti }: Scanned,
  path: string,
): string {
  if (format === 'text') return toText(report)
  if (format === 'jsonl') return `${toJsonLine(report, bhaktiFields(path, bhakti))}\n`
  const row = toRow({ report, contents: new Map() }, path)
  return csvLine({ ...row, note: '' })
}

/** Of a folder its name: its files are in the report. */
function pathOf({ model }: Target): string {
  if (!('files' in model)) return model.path
  const [only] = model.files
  return only === undefined || model.isFolder ? model.name : only.diskPath
}

type Target =
  | { readonly kind: 'here'; readonly model: ModelOnDisk }
  | { readonly kind: 'hub'; readonly model: RemoteModel; readonly isDirect: boolean }

/** The models of all words. What an address does not lead to is said, and the others are still scanned. */
async function allTargets(
  { paths: words, hosts, download: isWhole }: ScanCommand,
  codes: Set<number>,
): Promise<readonly Target[]> {
  const targets: Target[] = []
  const { endpoint } = hubConnection(process.env)
  const elsewhere = words.filter((word) => isElsewhere(word, endpoint))
  for (const word of elsewhere) checkHost(word, hosts)
  if (elsewhere.length > 0 && isWhole) throw new ParseError('--download is for the Hub alone', 0)
  for (const word of words) {
    if (isAddress(word)) targets.push(...(await hubTargets(word, hosts, codes)))
    else targets.push(...modelsAt(word).map((model) => ({ kind: 'here', model }) as const))
  }
  return targets
}

async function hubTargets(
  word: string,
  hosts: readonly string[],
  codes: Set<number>,
): Promise<readonly Target[]> {
  try {
    const connection = hubConnection(process.env)
    if (isElsewhere(word, connection.endpoint))
      return [{ kind: 'hub', model: await elsewhereTarget(word, hosts), isDirect: true }]
    const { models, others } = await patiently(() => targetsAt(word, connection))
    for (const path of others) say(`${path} is of no known format by its name; it was not examined`)
    if (models.length === 0) throw new Refused('it has no file of a known format')
    return models.map((model) => ({ kind: 'hub', model, isDirect: false }))
  } catch (error) {
    const sentence = error instanceof Refused ? error.message : sentenceOf(error)
    if (sentence === null) throw error
    say(`${word}: ${sentence}`)
    codes.add(2)
    return []
  }
}

interface Means {
  readonly analyzer: Analyzer
  readonly wish: Order['wish']
  readonly isWhole: boolean
}

/** Null when the Hub gives no file; why is said. */
async function reportOf(target: Target, means: Means): Promise<Scanned | null> {
  const { analyzer, wish } = means
  if (target.kind === 'here') {
    const { size, ...model } = target.model
    return analyzer.analyze({ ...model, wish }, size)
  }
  try {
    return await hubReport(target, means)
  } catch (error) {
    const sentence = error instanceof Refused ? error.message : sentenceOf(error)
    if (sentence === null) throw error
    say(`${target.model.path}: ${sentence}`)
    return null
  }
}

async function hubReport(
  { model: remote, isDirect }: Extract<Target, { readonly kind: 'hub' }>,
  { analyzer, wish, isWhole }: Means,
): Promise<Scanned> {
  const { name, size, sha256: listedSha256, blob: listedBlob } = remote
  if (!isWhole)
    return readOn({ name, isFolder: false, files: [], remote, isDirect, wish }, size, analyzer)
  const { diskPath, remove } = await download(remote)
  try {
    const files = [{ path: name, diskPath }]
    const order = { name, isFolder: false, files, listedSha256, listedBlob, wish }
    return await analyzer.analyze(order, size)
  } finally {
    await remove()
  }
}

/** Reads by ranges, and goes on from what is kept when that was interrupted. */
async function readOn(first: Order, size: number, analyzer: Analyzer): Promise<Scanned> {
  let order = first
  for (let pauses = 0; ; pauses++) {
    const current = order
    const scanned = await patiently(() => analyzer.analyze(current, size))
    const { end } = scanned
    if (end === null || !(await waitAfter(end.interruption, pauses))) return scanned
    order = { ...order, kept: end.kept }
  }
}

/** What sets findings aside in a report. Ids of findings are unique in one model only. */
function setAsideOf({ setAside }: ScanCommand, count: number): (report: Report) => Report {
  if (setAside === null) return (report) => report
  const aside = readSetAside(setAside, new Date().toISOString())
  if (aside.kind === 'list' && count > 1)
    throw new ParseError(`a list of findings is of one model, and ${count} are scanned`, 0)
  return aside.apply
}

/** One line on standard error; names in it may come from elsewhere. */
function say(message: string): void {
  process.stderr.write(`lambdascope: ${escapeText(message)}\n`)
}

/** One report is printed as it is; several as a list. */
function jsonDocument(reports: readonly Report[]): string {
  const [only] = reports
  if (reports.length === 1 && only !== undefined) return `${toJson(only)}\n`
  return `[${reports.map(toJson).join(',\n')}]\n`
}

/** Findings (1) win over what could not be examined (2). */
function worst(codes: ReadonlySet<number>): number {
  if (codes.has(1)) return 1
  return codes.has(2) ? 2 : 0
}
