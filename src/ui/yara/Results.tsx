import { useMemo, useState } from 'react'
import type { Location } from '../../engine/index.ts'
import type { BenchProgress, FileMatch } from '../../worker/client.ts'
import type { Bytes } from '../shared/bytesAt.ts'
import { Button } from '../shared/controls.tsx'
import { HostileText } from '../shared/HostileText.tsx'
import { Mark } from '../shared/Mark.tsx'
import { Message } from '../shared/Message.tsx'
import { counted } from '../shared/quantities.ts'
import { VirtualRows } from '../shared/VirtualRows.tsx'
import { MatchDetail } from './MatchDetail.tsx'
import { firstString, resultRows, type Grouping, type ResultRow } from './resultRows.ts'
import type { RunState } from './useRun.ts'
import styles from './YaraPane.module.css'

interface Props {
  readonly found: readonly FileMatch[]
  readonly problems: readonly string[]
  readonly state: RunState
  /** How long the last run took; null when the matches are those of the report. */
  readonly ms: number | null
  readonly none: string
  readonly bytesOf: (location: Location) => Bytes
  readonly onSelect: (location: Location) => void
  readonly onHex: (location: Location) => void
  readonly onRule: (found: FileMatch) => void
  readonly onMake: (found: FileMatch) => void
  readonly onRun: () => void
  readonly onCancel: () => void
}

/** What the rules found, by rule or by part, and the match that is chosen. */
export function Results(props: Props) {
  const { found, problems, state, ms, none, bytesOf, onSelect, onRule } = props
  const [grouping, setGrouping] = useState<Grouping>('rule')
  const rows = useMemo(() => resultRows(found, grouping, none), [found, grouping, none])
  const [chosen, setChosen] = useState(1)
  const row = rows[chosen]
  const match = row?.kind === 'match' ? row.found : null
  return (
    <div className={styles.results}>
      <div className={styles.tools} role="toolbar" aria-label="Matches">
        <span className={styles.status} role="status">
          {statusText(state, found.length, ms)}
        </span>
        {state.kind === 'running' ? (
          <Button onClick={props.onCancel}>Cancel the run</Button>
        ) : (
          <Button onClick={props.onRun} title="Run all rules that are on over this model">
            Run
          </Button>
        )}
        <Button onClick={() => setGrouping(grouping === 'rule' ? 'part' : 'rule')}>
          {grouping === 'rule' ? 'List by part' : 'List by rule'}
        </Button>
      </div>
      {problems.map((problem) => (
        <p key={problem} className={styles.problem}>
          <Message text={problem} most={600} />
        </p>
      ))}
      <div className={styles.rows}>
        <VirtualRows
          label="YARA matches"
          role="listbox"
          rows={rows}
          heightOf={rowHeight}
          isPassive={isHeading}
          active={chosen}
          onActive={(index) => {
            setChosen(index)
            const next = rows[index]
            if (next?.kind === 'match') onSelect(firstString(next.found.match))
          }}
          onOpen={(index) => {
            const next = rows[index]
            if (next?.kind === 'match') onRule(next.found)
          }}
        >
          {(each) => <RowView row={each} />}
        </VirtualRows>
      </div>
      {match !== null && (
        <div className={styles.detail} tabIndex={0} role="group" aria-label="Match">
          <MatchDetail
            key={`${match.match.rule} ${match.match.part}`}
            match={match.match}
            bytes={bytesOf(match.match.location)}
            onSelect={onSelect}
            onHex={props.onHex}
            onRule={() => onRule(match)}
            onMake={() => props.onMake(match)}
          />
        </div>
      )}
    </div>
  )
}

function statusText(state: RunState, count: number, ms: number | null): string {
  if (state.kind === 'failed') return `The run failed: ${state.message}`
  if (state.kind === 'running') return progressText(state.progress)
  const matches = counted(count, 'match', 'matches')
  return ms === null ? matches : `${matches} in ${ms.toFixed(0)} ms`
}

function progressText(progress: BenchProgress | null): string {
  if (progress === null) return 'starting …'
  const { doing, done, total } = progress
  return total > 1_000_000 ? `${doing}, ${Math.floor((100 * done) / total)} %` : `${doing} …`
}

function RowView({ row }: { readonly row: ResultRow }) {
  if (row.kind === 'heading')
    return (
      <div className={styles.heading}>
        <HostileText text={row.text} most={120} />
      </div>
    )
  const { rule, severity, location, stringCount } = row.found.match
  return (
    <div className={styles.row}>
      <Mark shape={severity} />
      <span className={styles.name}>{rule}</span>
      <span className={styles.part}>
        <HostileText text={location.at(-1)?.name ?? ''} most={28} />
      </span>
      <span className={styles.count}>{counted(stringCount, 'string')}</span>
    </div>
  )
}

function rowHeight(): number {
  return 24
}

function isHeading(row: ResultRow): boolean {
  return row.kind === 'heading'
}
