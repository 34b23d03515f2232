import { readFileSync } from 'node:fs'
import { exitCode, ParseError, toJson, toJsonLine, type Report } from '../engine/index.ts'
import { createAnalyzer } from './analyzer.ts'
import type { ScanCommand } from './arguments.ts'
import { readSetAside } from './setAside.ts'
import { toText } from './textReport.ts'
import { modelsAt } from './walk.ts'

const WRONG_USAGE = 64

/** Scans every path in order and prints one report a model. Returns the exit code. */
export async function runScan(command: ScanCommand): Promise<number> {
  const analyzer = createAnalyzer()
  const reports: Report[] = []
  const codes = new Set<number>()
  try {
    const setAside = setAsideOf(command)
    const rules = command.rules.map((path) => readFileSync(path, 'utf8')).join('\n')
    const wish = { content: !command.quick, yara: command.yara, rules }
    for (const { name, isFolder, files, size } of command.paths.flatMap(modelsAt)) {
      const report = setAside(await analyzer.analyze({ name, isFolder, files, wish }, size))
      codes.add(exitCode(report))
      if (command.format === 'json') reports.push(report)
      if (command.format === 'jsonl') process.stdout.write(`${toJsonLine(report)}\n`)
      if (command.format === 'text') process.stdout.write(toText(report))
    }
  } catch (error) {
    process.stderr.write(`lambdascope: ${error instanceof Error ? error.message : String(error)}\n`)
    return error instanceof ParseError ? WRONG_USAGE : 2
  } finally {
    await analyzer.close()
  }
  if (command.format === 'json') process.stdout.write(jsonDocument(reports))
  return worst(codes)
}

/** What sets findings aside in a report. Ids of findings are unique in one model only. */
function setAsideOf({ setAside, paths }: ScanCommand): (report: Report) => Report {
  if (setAside === null) return (report) => report
  const aside = readSetAside(setAside, new Date().toISOString())
  const count = paths.flatMap(modelsAt).length
  if (aside.kind === 'list' && count > 1)
    throw new ParseError(`a list of findings is of one model, and ${count} are scanned`, 0)
  return aside.apply
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
