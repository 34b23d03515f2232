import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { confusionTable } from './confusionTable.ts'
import {
  deviationsOf,
  excusesOf,
  ordinaryFiles,
  rulesOf,
  type Deviation,
  type Scanned,
} from './judgeSample.ts'
import { readSamples } from './samples.ts'
import { scanAll } from './scanAll.ts'

const REASON_LENGTH = 160 // of what is printed

/** A deviation that is known, and why it stays. */
interface Known extends Pick<Deviation, 'file' | 'what'> {
  readonly reason: string
}

/** `npm run detect`: prints tables and deviations, and answers the exit code. `wanted` are parts of paths. */
export async function main(
  root: string,
  threadUrl: URL,
  wanted: readonly string[],
): Promise<number> {
  const all = readSamples(root)
  if (all.length === 0) {
    console.log('Neither ../shared/corpus nor ../shared/peers is here: skipped.')
    return 0
  }
  const isWanted = (path: string): boolean =>
    wanted.length === 0 || wanted.some((part) => path.includes(part))
  const samples = all.filter(({ path }) => isWanted(path))
  const began = performance.now()
  const reports = await scanAll(
    samples.map(({ path }) => path),
    threadUrl,
  )
  const seconds = (performance.now() - began) / 1000
  const judged = samples.flatMap((sample, index) => {
    const report = reports[index]
    return report === undefined ? [] : [{ sample, report }]
  })
  printReasons(judged)
  for (const line of ['', ...confusionTable(judged), '']) console.log(line)
  const known = readKnown(root).filter(({ file }) => wanted.length === 0 || isWanted(file))
  console.log(`${judged.length} files in ${seconds.toFixed(1)} s`)
  return printDeviations(deviationsOf(judged), known)
}

function printReasons(all: readonly Scanned[]): void {
  const dangerous = all.filter(({ sample }) => sample.expected === 'dangerous')
  console.log('Expected to be dangerous: the verdict, the rules that say why, the reason')
  for (const one of dangerous) printOne(one, one.report.verdict)
  const byYara = dangerous.filter(({ report }) => rulesOf(report).join() === 'YARA-001')
  console.log(`Of these ${dangerous.length}, told by nothing but YARA: ${byYara.length}`)
  for (const { sample } of byYara) console.log(`  ${sample.file}`)
  printReviewed(all)
}

function printReviewed(all: readonly Scanned[]): void {
  const benign = all.filter(({ sample }) => sample.expected === 'benign')
  console.log('Benign and at review')
  for (const one of benign.filter(({ report }) => report.verdict === 'review'))
    printOne(one, excuseOf(one))
  const ordinary = ordinaryFiles(all)
  const reviewed = ordinary.filter(({ report }) => report.verdict === 'review')
  console.log(`${benign.length} benign files, ${ordinary.length} of them read completely`)
  console.log('and without unknown class, name-only function or code in a secondary slot;')
  console.log(`of these ${reviewed.length} at review`)
}

function excuseOf({ report }: Scanned): string {
  if (!report.complete) return 'not read completely'
  const excuses = excusesOf(report)
  return excuses.length === 0 ? 'WITHOUT EXCUSE' : excuses.join(', ')
}

function printOne({ sample, report }: Scanned, word: string): void {
  const reason = report.reason.slice(0, REASON_LENGTH)
  console.log(`  ${word} | ${sample.file} | ${rulesOf(report).join(' ')} | ${reason}`)
}

/** Prints what is new, what is listed and what is gone. The exit code is 1 for new and gone. */
function printDeviations(deviations: readonly Deviation[], known: readonly Known[]): number {
  const key = ({ file, what }: Pick<Deviation, 'file' | 'what'>): string => `${what}\n${file}`
  const seen = new Set(deviations.map(key))
  const listed = new Map(known.map((one) => [key(one), one.reason]))
  const fresh = deviations.filter((one) => !listed.has(key(one)))
  const gone = known.filter((one) => !seen.has(key(one)))
  for (const { file, what, got } of deviations.filter((one) => listed.has(key(one))))
    console.log(`LISTED ${what}: ${file}: ${got}: ${listed.get(key({ file, what })) ?? ''}`)
  for (const { file, what, got } of fresh) console.log(`DEVIATES ${what}: ${file}: ${got}`)
  for (const { file, what } of gone) console.log(`GONE ${what}: ${file} is listed and is none`)
  console.log(
    `${deviations.length - fresh.length} listed deviations, ${fresh.length} new, ${gone.length} gone`,
  )
  return fresh.length + gone.length === 0 ? 0 : 1
}

function readKnown(root: string): readonly Known[] {
  const list: unknown = JSON.parse(
    readFileSync(join(root, 'scripts/detect-deviations.json'), 'utf8'),
  )
  if (!Array.isArray(list) || !list.every(isKnown)) throw new Error('detect-deviations.json is odd')
  return list
}

function isKnown(value: unknown): value is Known {
  if (typeof value !== 'object' || value === null) return false
  return 'file' in value && 'what' in value && 'reason' in value && value.reason !== ''
}
