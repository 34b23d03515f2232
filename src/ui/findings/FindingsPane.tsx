import { useMemo, useState, type KeyboardEvent } from 'react'
import type { Finding } from '../../engine/index.ts'
import { Button } from '../shared/controls.tsx'
import {
  ALL_FINDINGS,
  filterText,
  isFiltering,
  listed,
  type FindingFilter,
} from '../shared/findingFilter.ts'
import { HostileText } from '../shared/HostileText.tsx'
import { counted } from '../shared/quantities.ts'
import { VirtualRows } from '../shared/VirtualRows.tsx'
import { FilterBar } from './FilterBar.tsx'
import { rowOf, toFindingRows, type FindingRow, type Toggled } from './findingRows.ts'
import styles from './FindingsPane.module.css'
import { heightOf, RowView } from './RowView.tsx'

interface Props {
  readonly findings: readonly Finding[]
  readonly filter: FindingFilter
  /** The reason of each finding that was set aside, by id. */
  readonly reasons: ReadonlyMap<string, string>
  /** The id of the chosen one. */
  readonly selected: string | null
  /** What to say when there are none. */
  readonly none: string
  readonly onFilter: (filter: FindingFilter) => void
  readonly onSelect: (id: string) => void
  readonly onOpen: (id: string) => void
  readonly onRule: (rule: string) => void
}

/** Findings by severity and rule, with a filter above them. */
export function FindingsPane(props: Props) {
  const { findings, filter, reasons, selected, onFilter, onSelect, onOpen, onRule } = props
  const [toggled, setToggled] = useState<Toggled>(new Map())
  const [cursor, setCursor] = useState<{ key: string; at: string | null } | null>(null)
  const shown = useMemo(() => listed(findings, filter), [findings, filter])
  const rows = useMemo(() => toFindingRows(shown, toggled, selected), [shown, toggled, selected])
  const onGroup = rows.findIndex(
    (row) => row.kind !== 'finding' && cursor?.at === selected && row.key === cursor.key,
  )
  const active = onGroup === -1 ? rowOf(rows, selected) : onGroup

  const toggle = (row: FindingRow | undefined): boolean => {
    if (row === undefined || row.kind === 'finding') return false
    setToggled(new Map([...toggled, [row.key, { isOpen: !row.isOpen, at: selected }]]))
    return true
  }
  const choose = (index: number): void => {
    const row = rows[index]
    if (row === undefined) return
    if (row.kind !== 'finding') {
      setCursor({ key: row.key, at: selected })
      return
    }
    setCursor(null)
    onSelect(row.finding.id)
  }
  const onKey = ({ key }: KeyboardEvent): boolean => {
    const row = rows[active]
    if (row?.kind === 'finding' && key === 'ArrowLeft') {
      choose(rows.findLastIndex((each, at) => at < active && each.kind !== 'finding'))
      return true
    }
    if (row === undefined || row.kind === 'finding') return false
    const turns = key === 'Enter' || key === (row.isOpen ? 'ArrowLeft' : 'ArrowRight')
    return turns && toggle(row)
  }

  if (findings.length === 0) return <p className={styles.none}>{props.none}</p>
  return (
    <>
      <FilterBar {...{ findings, filter, onFilter }} />
      {isFiltering(filter) && (
        <p className={styles.shown} role="status">
          <span className={styles.how}>
            {shown.length} of {counted(findings.length, 'finding')}
            <HostileText text={filterText(filter)} most={80} />
          </span>
          <Button onClick={() => onFilter(ALL_FINDINGS)}>Show all</Button>
        </p>
      )}
      {rows.length > 0 && (
        <VirtualRows
          label="Findings"
          role="tree"
          rows={rows}
          heightOf={heightOf}
          active={active}
          ariaOf={(row) => ({
            'aria-level': row.depth,
            'aria-expanded': row.kind === 'finding' ? undefined : row.isOpen,
          })}
          onActive={choose}
          onClicked={(index) => toggle(rows[index])}
          onOpen={(index) => {
            const row = rows[index]
            if (row?.kind === 'finding') onOpen(row.finding.id)
          }}
          onKey={onKey}
        >
          {(row) => <RowView row={row} reasons={reasons} onRule={onRule} />}
        </VirtualRows>
      )}
    </>
  )
}
