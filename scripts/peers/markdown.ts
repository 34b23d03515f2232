import { rowsOf, standingOf, type Comparison, type Row } from './comparison.ts'
import { kindOf } from './kinds.ts'
import type { Outcome } from './Peer.ts'
import { reasonFor } from './reasons.ts'

/** The table of who found what, how fast, and the rows in which we are not ahead. */
export function tableOf(comparison: Comparison): readonly string[] {
  const { outcomes } = comparison
  const rows = rowsOf(comparison)
  const head = ['label', 'kind', 'files', ...outcomes.map(titleOf), 'we are']
  const speed = outcomes.map(({ filesPerSecond }) => filesPerSecond.toFixed(0))
  return [
    line(head),
    line(['---', '---', '---:', ...outcomes.map(() => '---:'), '---']),
    ...rows.map((row) => line([...cellsOf(row), standingOf(row, outcomes).place])),
    line(['files a second', '', '', ...speed, '']),
    '',
    ...notAhead(rows, outcomes),
  ]
}

/** Files that only one side is right about: `dangerous` ones that others alarm on and we do not. */
export function differencesOf({ subjects, formats, outcomes }: Comparison): readonly string[] {
  const [ours, ...others] = outcomes
  return subjects.flatMap(({ name, truth }, index) => {
    const ourAlarm = ours?.answers[index]?.says === 'alarm'
    const alarmed = others.filter(({ answers }) => answers[index]?.says === 'alarm')
    const isWrong = truth === 'dangerous' ? !ourAlarm && alarmed.length > 0 : ourAlarm
    const who = alarmed.map((outcome) => outcome.name).join(', ') || 'none'
    const kind = kindOf(formats[index] ?? '')
    return isWrong ? [`${truth} ${kind} ${name}: alarm of others: ${who}`] : []
  })
}

function titleOf({ name, version }: Outcome): string {
  return `${name} ${version}`
}

function cellsOf({ truth, kind, count, cells }: Row): readonly string[] {
  return [
    truth,
    kind,
    String(count),
    ...cells.map(({ alarm, note, 'not scanned': unseen }) => {
      const found = `${alarm} + ${note}`
      return unseen === 0 ? found : `${found} (${unseen} not scanned)`
    }),
  ]
}

function notAhead(rows: readonly Row[], outcomes: readonly Outcome[]): readonly string[] {
  const standings = rows.map((row) => ({ row, ...standingOf(row, outcomes) }))
  const sentences = standings
    .filter(({ place }) => place !== 'ahead')
    .map(
      ({ row, place, best }) =>
        `- ${row.truth}, ${row.kind}: ${place} with ${best}: ${reasonFor(row)}`,
    )
  return sentences.length === 0
    ? ['We are ahead in every row.']
    : ['Rows in which we are not ahead:', '', ...sentences]
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`
}
