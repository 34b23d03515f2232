import { useMemo } from 'react'
import type { Finding } from '../../engine/index.ts'
import { Mark } from '../shared/Mark.tsx'
import { Message } from '../shared/Message.tsx'
import { VirtualRows } from '../shared/VirtualRows.tsx'
import { toFindingRows, type FindingRow } from './findingRows.ts'
import styles from './FindingsPane.module.css'

interface Props {
  readonly findings: readonly Finding[]
  /** The id of the chosen one. */
  readonly selected: string | null
  /** What to say when there are none. */
  readonly none: string
  readonly onSelect: (id: string) => void
  readonly onOpen: (id: string) => void
}

/** Findings by severity. */
export function FindingsPane({ findings, selected, none, onSelect, onOpen }: Props) {
  const rows = useMemo(() => toFindingRows(findings), [findings])
  const idAt = (index: number): string | null => {
    const row = rows[index]
    return row?.kind === 'finding' ? row.finding.id : null
  }
  if (rows.length === 0) return <p className={styles.none}>{none}</p>
  return (
    <VirtualRows
      label="Findings"
      role="listbox"
      rows={rows}
      heightOf={heightOf}
      isPassive={isHeading}
      active={rows.findIndex((row) => row.kind === 'finding' && row.finding.id === selected)}
      onActive={(index) => {
        const id = idAt(index)
        if (id !== null) onSelect(id)
      }}
      onOpen={(index) => {
        const id = idAt(index)
        if (id !== null) onOpen(id)
      }}
    >
      {(row) => (row.kind === 'group' ? <Heading row={row} /> : <Row finding={row.finding} />)}
    </VirtualRows>
  )
}

function Heading({ row }: { readonly row: Extract<FindingRow, { kind: 'group' }> }) {
  return (
    <div className={styles.heading}>
      <Mark shape={row.severity} />
      <span className={styles[row.severity]}>{row.severity}</span>
      <span className={styles.count}>{row.count}</span>
    </div>
  )
}

function Row({ finding }: { readonly finding: Finding }) {
  const { title, rule, message, severity, why } = finding
  return (
    <div className={styles.finding} title={`${rule}: ${why}`}>
      <Mark shape={severity} />
      <span className={styles.title}>{title}</span>
      <span className={styles.message}>
        <Message text={message} most={160} />
      </span>
    </div>
  )
}

const ONE_LINE = 36 // characters that fit into the usual width; longer messages take two lines

function heightOf(row: FindingRow): number {
  if (row.kind === 'group') return 24
  return row.finding.message.length > ONE_LINE ? 68 : 48
}

function isHeading(row: FindingRow): boolean {
  return row.kind === 'group'
}
