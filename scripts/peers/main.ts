import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { format } from 'prettier'
import packageJson from '../../package.json' with { type: 'json' }
import type { Report } from '../../src/engine/index.ts'
import { scanAll } from '../detect/scanAll.ts'
import type { Comparison } from './comparison.ts'
import { kindOf, mayHoldPickle } from './kinds.ts'
import { differencesOf, tableOf } from './markdown.ts'
import { PEERS, type Answer, type Outcome, type Peer } from './Peer.ts'
import { installPeer, offline, runPeer } from './runPeer.ts'
import { readSubjects, type Subject } from './subjects.ts'

/** `npm run peers`: prints the table, and answers the exit code. */
export async function main(root: string, threadUrl: URL, args: readonly string[]): Promise<number> {
  const subjects = readSubjects(root)
  if (!subjects.some(({ truth }) => truth !== 'ordinary')) {
    console.log('Neither ../shared/corpus nor ../shared/peers is here: skipped.')
    return 0
  }
  const missing = PEERS.filter((peer) => !installPeer(peer))
  if (missing.length > 0) {
    console.error(`Could not be installed: ${missing.map(({ name }) => name).join(', ')}`)
    return 1
  }
  const comparison = await compare(root, threadUrl, subjects)
  const table = tableOf(comparison)
  for (const line of [...table, '', ...differencesOf(comparison)]) console.log(line)
  if (args.includes('--markdown')) await writePage(root, table)
  return 0
}

async function compare(
  root: string,
  threadUrl: URL,
  subjects: readonly Subject[],
): Promise<Comparison> {
  const paths = subjects.map(({ path }) => path)
  const { reports, outcome } = await ownOutcome(paths, threadUrl)
  const formats = reports.map((report) => report.format)
  const prefix = offline()
  console.log(
    prefix === null ? 'Peers run with the network on: unshare is refused.' : 'Peers run offline.',
  )
  const outcomes = [outcome]
  for (const peer of PEERS) outcomes.push(await askPeer(peer, { root, paths, formats, prefix }))
  return { subjects, formats, outcomes }
}

interface Errand {
  readonly root: string
  readonly paths: readonly string[]
  readonly formats: readonly string[]
  readonly prefix: readonly string[] | null
}

/** A scanner of pickles is given what can hold them; the rest counts as not scanned. */
async function askPeer(peer: Peer, { root, paths, formats, prefix }: Errand): Promise<Outcome> {
  const isMeant = (index: number): boolean =>
    peer.name !== 'fickling' || mayHoldPickle(kindOf(formats[index] ?? ''))
  const meant = paths.filter((_, index) => isMeant(index))
  const outcome = await runPeer(root, peer, meant, prefix ?? [])
  const answers = outcome.answers.values()
  const unseen: Answer = { says: 'not scanned', why: [] }
  const all = paths.map((_, index) => (isMeant(index) ? (answers.next().value ?? unseen) : unseen))
  return { ...outcome, answers: all }
}

/** Our own outcome, and the reports that it is taken from: one thread, its start included. */
async function ownOutcome(paths: readonly string[], threadUrl: URL): Promise<Own> {
  const began = performance.now()
  const reports = await scanAll(paths, threadUrl, 1)
  const filesPerSecond = (paths.length * 1000) / (performance.now() - began)
  const { name, version } = packageJson
  return { reports, outcome: { name, version, answers: reports.map(answerOf), filesPerSecond } }
}

interface Own {
  readonly reports: readonly Report[]
  readonly outcome: Outcome
}

function answerOf({ verdict, reason }: Report): Answer {
  const why = [reason]
  if (verdict === 'malicious' || verdict === 'suspicious') return { says: 'alarm', why }
  if (verdict === 'review') return { says: 'note', why }
  return { says: verdict === 'not-analysed' ? 'not scanned' : 'nothing', why }
}

async function writePage(root: string, table: readonly string[]): Promise<void> {
  const path = join(root, 'docs/peers.md')
  const page = [...HEAD, '', ...table, ''].join('\n')
  writeFileSync(path, await format(page, { parser: 'markdown' }))
  console.log(`Wrote ${path}`)
}

const HEAD = [
  '# Beside other scanners',
  '',
  'Written by `npm run peers -- --markdown`, which installs the other scanners from PyPI into a scratch environment, cuts them',
  'off from the network and runs them over the same files: the corpus of real models and the test files of other scanners that',
  'lie beside the repository, by their labels, and the ordinary models of `src/golden/ordinary`. Nothing is loaded.',
  '',
  'A cell is alarms + notes. An alarm is malicious or suspicious here, CRITICAL or HIGH of modelscan, dangerous of picklescan,',
  'LIKELY_UNSAFE or worse of fickling, CRITICAL of modelaudit; a note is whatever else they ask to look at. Of dangerous files more',
  'alarms are better; of benign and ordinary ones fewer, and there only those scanners are compared that read all that we read.',
  'fickling is given what can hold pickles. Files a second are of one process: of ours with its start, of the others without.',
  'There we are behind those that list imports or count Lambdas: we decode and decompile code, hash every byte and run YARA, which alone',
  'takes most of the time (`npm run bench detect` has the figures without it).',
]
