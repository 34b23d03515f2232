import { CONSTRUCTS } from './constructOf.ts'
import type { Trip } from './roundTrip.ts'

export interface Figures {
  readonly count: number
  /** Per cent of `count`. */
  readonly identical: number
  /** Per cent of `count`. */
  readonly complete: number
  /** Per cent of the complete ones: those that did not come back identical. */
  readonly wrong: number
  /** How many of these would, were the source spread over lines in another way. */
  readonly byLines: number
}

function figuresOf(trips: readonly Trip[]): Figures {
  const complete = trips.filter(({ listing }) => listing.sourceStatus === 'complete')
  const identical = trips.filter(({ outcome }) => outcome.kind === 'identical')
  const wrong = complete.filter(({ outcome }) => outcome.kind !== 'identical')
  return {
    count: trips.length,
    identical: percent(identical.length, trips.length),
    complete: percent(complete.length, trips.length),
    wrong: percent(wrong.length, complete.length),
    byLines: wrong.filter(({ outcome }) => outcome.kind === 'different' && outcome.isByLines)
      .length,
  }
}

function percent(part: number, whole: number): number {
  return whole === 0 ? 0 : (100 * part) / whole
}

const LEAST_LAMBDAS = 95
const LEAST_FUNCTIONS = 85
const MOST_WRONG = 1

/** What a version falls short of; 2.7 is held to nothing. */
export function shortfalls(version: string, trips: readonly Trip[]): readonly string[] {
  if (version.startsWith('2')) return []
  const stdlib = trips.filter(({ payload }) => payload.set === 'stdlib')
  const lambdas = figuresOf(stdlib.filter(({ kind }) => kind === 'lambda'))
  const functions = figuresOf(stdlib.filter(({ kind }) => kind === 'function'))
  const promised = stdlib.filter(({ kind }) => kind === 'lambda' || kind === 'function')
  const { wrong } = figuresOf(promised)
  return [
    lambdas.count > 0 && lambdas.identical < LEAST_LAMBDAS
      ? `lambdas ${lambdas.identical.toFixed(1)} % identical, ${LEAST_LAMBDAS} promised`
      : '',
    functions.count > 0 && functions.identical < LEAST_FUNCTIONS
      ? `functions ${functions.identical.toFixed(1)} % identical, ${LEAST_FUNCTIONS} promised`
      : '',
    wrong > MOST_WRONG
      ? `${wrong.toFixed(1)} % of the complete ones differ, at most ${MOST_WRONG} promised`
      : '',
  ].filter((text) => text !== '')
}

const GROUPS = [
  ['lambdas', 'lambda'],
  ['functions', 'function'],
  ['longer', 'long'],
  ['others', 'other'],
  ['snippets', 'snippet'],
] as const

/** Lines of the table of one version. */
export function tableRows(version: string, trips: readonly Trip[]): readonly string[] {
  const groups = GROUPS.map(([name, kind]) => {
    const chosen = trips.filter((trip) => trip.kind === kind)
    return chosen.length === 0 ? '' : row(name, figuresOf(chosen))
  })
  const real = trips.filter(({ kind }) => kind === 'lambda' || kind === 'function')
  const constructs = CONSTRUCTS.map((construct) => {
    const { count, identical } = figuresOf(real.filter((trip) => trip.construct === construct))
    return count === 0 ? '' : `${construct} ${identical.toFixed(1)} % of ${count}`
  })
  return [
    `${version}: ${witnesses(trips)}`,
    ...groups.filter((text) => text !== ''),
    `  ${constructs.filter((text) => text !== '').join(' · ')}`,
  ]
}

/** The table of the README: one row. */
export function markdownRow(version: string, trips: readonly Trip[]): string {
  const cells = (['lambda', 'function'] as const).flatMap((kind) => {
    const figures = figuresOf(trips.filter((trip) => trip.kind === kind))
    const { count, identical, complete, wrong } = figures
    return [String(count), ...[identical, complete, wrong].map((one) => `${one.toFixed(1)} %`)]
  })
  return `| ${[version, ...cells].join(' | ')} |`
}

export const MARKDOWN_HEAD = [
  '| CPython | lambdas | identical | complete | of them different | functions | identical | complete | of them different |',
  '| --- | --: | --: | --: | --: | --: | --: | --: | --: |',
]

/** Who says of how many that they are identical. */
function witnesses(trips: readonly Trip[]): string {
  const counts = new Map<string, number>()
  for (const { outcome } of trips)
    if (outcome.kind === 'identical') counts.set(outcome.by, (counts.get(outcome.by) ?? 0) + 1)
  const said = [...counts].map(([by, count]) => `${count} identical by ${by}`)
  return said.length === 0 ? 'none identical' : said.join(', ')
}

function row(name: string, { count, identical, complete, wrong, byLines }: Figures): string {
  const cells = [
    String(count).padStart(4),
    `identical ${identical.toFixed(1).padStart(5)} %`,
    `complete ${complete.toFixed(1).padStart(5)} %`,
    `complete but different ${wrong.toFixed(1).padStart(4)} %${byLines > 0 ? ` (${byLines} by line breaks)` : ''}`,
  ]
  return `  ${name.padEnd(10)}${cells.join('   ')}`
}
