import type { Verdict } from '../../src/engine/index.ts'
import type { Scanned } from './judgeSample.ts'

const VERDICTS: readonly Verdict[] = [
  'malicious',
  'suspicious',
  'review',
  'not-analysed',
  'benign-code',
  'clean',
]

/** How many files of each kind and label got which verdict; a line each. */
export function confusionTable(all: readonly Scanned[]): readonly string[] {
  const groups = new Map<string, Scanned[]>()
  for (const judged of all) {
    const { set, kind, label } = judged.sample
    const name = [set.padEnd(7), kind.padEnd(16), label.padEnd(38)].join(' ')
    groups.set(name, [...(groups.get(name) ?? []), judged])
  }
  const rows = [...groups].toSorted(([a], [b]) => (a < b ? -1 : 1))
  const head = ['set'.padEnd(7), 'kind'.padEnd(16), 'label'.padEnd(38)].join(' ')
  return [
    [head, ...VERDICTS.map((verdict) => verdict.padStart(12))].join(' '),
    ...rows.map(([name, alike]) => [name, ...VERDICTS.map((one) => cell(alike, one))].join(' ')),
  ]
}

function cell(alike: readonly Scanned[], verdict: Verdict): string {
  const count = alike.filter(({ report }) => report.verdict === verdict).length
  return String(count === 0 ? '·' : count).padStart(12)
}
