import type { EffectCell, Finding, Report } from '../../engine/index.ts'
import { EFFECTS } from '../../engine/model/Effect.ts'
import { EFFECT_WORDS, effectText, WHEN_WORDS } from '../shared/effects.ts'
import { Mark } from '../shared/Mark.tsx'
import { counted } from '../shared/quantities.ts'
import { worst } from '../shared/severity.ts'
import { hasEnded } from '../shared/verdictLook.ts'
import styles from './EffectMatrix.module.css'

interface Props {
  readonly report: Report
  readonly onCell: (cell: EffectCell) => void
}

const TIMES = ['load', 'call'] as const

/** What the model can do to the machine, and when; each cell leads to its findings. */
export function EffectMatrix({ report, onCell }: Props) {
  const { effects, findings } = report
  if (effects.length === 0)
    return (
      <p className={styles.none} title={`Looked for: ${Object.values(EFFECT_WORDS).join(', ')}`}>
        Capabilities: {noneText(report)}
      </p>
    )
  return (
    <table className={styles.matrix} aria-label="Capabilities">
      <thead>
        <tr>
          <th scope="col" className={styles.corner}>
            Capabilities
          </th>
          {EFFECTS.map((kind) => (
            <th key={kind} scope="col" data-empty={!effects.some((each) => each.kind === kind)}>
              {EFFECT_WORDS[kind]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {TIMES.map((when) => (
          <tr key={when}>
            <th scope="row">{WHEN_WORDS[when]}</th>
            {EFFECTS.map((kind) => {
              const cell = effects.find((each) => each.kind === kind && each.when === when)
              return (
                <td key={kind}>
                  {cell === undefined ? <None /> : <Cell {...{ cell, findings, onCell }} />}
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

interface CellProps extends Pick<Props, 'onCell'> {
  readonly cell: EffectCell
  readonly findings: readonly Finding[]
}

function Cell({ cell, findings, onCell }: CellProps) {
  const ids = new Set(cell.findings)
  const own = findings.filter(({ id }) => ids.has(id))
  const severity = worst(own.map((finding) => finding.severity)) ?? 'info'
  const label = `${effectText(cell)}: ${severity}, ${counted(cell.findings.length, 'finding')}`
  return (
    <button
      type="button"
      className={styles.cell}
      aria-label={label}
      title={`${label}. Lists them`}
      onClick={() => onCell(cell)}
    >
      <Mark shape={severity} />
      {cell.findings.length}
    </button>
  )
}

function None() {
  return (
    <span className={styles.empty}>
      <span aria-hidden="true">–</span>
      <span className={styles.unseen}>none</span>
    </span>
  )
}

/** Nothing that was not examined is said to reach nothing. */
function noneText(report: Report): string {
  if (!hasEnded(report)) return 'none so far'
  return report.complete ? 'none' : 'none in what was examined'
}
