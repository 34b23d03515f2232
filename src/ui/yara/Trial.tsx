import { Button } from '../shared/controls.tsx'
import { HostileText } from '../shared/HostileText.tsx'
import { counted } from '../shared/quantities.ts'
import styles from './YaraPane.module.css'

/** How a file of rules did on one open model. */
export interface TrialRow {
  readonly name: string
  /** Rules that matched, with in how many parts. */
  readonly hits: readonly (readonly [rule: string, count: number])[]
  readonly problem: string | null
}

export interface TrialState {
  readonly file: string
  readonly rows: readonly TrialRow[]
  /** Models that are still to be tried. */
  readonly left: number
}

interface Props {
  readonly trial: TrialState
  readonly onClose: () => void
}

/** The hits of one file of rules in every open model. */
export function Trial({ trial: { file, rows, left }, onClose }: Props) {
  const hit = rows.filter(({ hits }) => hits.length > 0).length
  return (
    <section className={styles.trial} aria-label="Hits in all open models" tabIndex={0}>
      <p role="status">
        {file}: hits in {hit} of {counted(rows.length, 'model')}
        {left > 0 ? `, ${left} to go …` : ''} <Button onClick={onClose}>Close the table</Button>
      </p>
      <table>
        <thead>
          <tr>
            <th scope="col">Model</th>
            <th scope="col">Rules that match</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, hits, problem }, at) => (
            <tr key={at}>
              <td>
                <HostileText text={name} most={60} />
              </td>
              <td>{problem ?? hitsText(hits)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function hitsText(hits: TrialRow['hits']): string {
  if (hits.length === 0) return 'none'
  return hits.map(([rule, count]) => `${rule} (${counted(count, 'part')})`).join(', ')
}
