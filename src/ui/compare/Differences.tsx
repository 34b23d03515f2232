import { useMemo, useState } from 'react'
import type { Report } from '../../engine/index.ts'
import type { Difference, Place, Section, SectionCount } from '../../compare/Comparison.ts'
import { changeText, SECTION_WORDS } from '../../compare/comparisonText.ts'
import { HostileText } from '../shared/HostileText.tsx'
import { Mark } from '../shared/Mark.tsx'
import { Message } from '../shared/Message.tsx'
import { toCountText } from '../shared/quantities.ts'
import { VirtualRows } from '../shared/VirtualRows.tsx'
import styles from './compare.module.css'
import { DifferenceDetail } from './DifferenceDetail.tsx'

interface Props {
  readonly differences: readonly Difference[]
  readonly counts: readonly SectionCount[]
  readonly hidden: ReadonlySet<Section>
  readonly onHidden: (hidden: ReadonlySet<Section>) => void
  readonly reports: readonly [before: Report, after: Report]
  readonly onPlace: (side: 'before' | 'after', place: Place) => void
}

/** All that differs, by kind, and beside it the one that is chosen. */
export function Differences(props: Props) {
  const { differences, counts, hidden, onHidden, reports, onPlace } = props
  const [chosen, setChosen] = useState<string | null>(null)
  const rows = useMemo(
    () => differences.filter(({ section }) => !hidden.has(section)),
    [differences, hidden],
  )
  const found = rows.findIndex(({ id }) => id === chosen)
  const active = found < 0 ? 0 : found
  const difference = rows[active]
  const open = (row: Difference | undefined): void => {
    if (row?.after != null) onPlace('after', row.after)
    else if (row?.before != null) onPlace('before', row.before)
  }
  return (
    <>
      <Filters counts={counts} hidden={hidden} onHidden={onHidden} />
      <div className={styles.columns}>
        <div className={styles.list}>
          <VirtualRows
            label="Differences"
            role="listbox"
            rows={rows}
            heightOf={rowHeight}
            active={rows.length === 0 ? -1 : active}
            onActive={(index) => setChosen(rows[index]?.id ?? null)}
            onOpen={(index) => open(rows[index])}
          >
            {(row) => <Row difference={row} />}
          </VirtualRows>
        </div>
        {difference === undefined ? (
          <p className={styles.wait}>All kinds are hidden.</p>
        ) : (
          <DifferenceDetail
            key={difference.id}
            difference={difference}
            reports={reports}
            onPlace={onPlace}
          />
        )}
      </div>
    </>
  )
}

type FilterProps = Pick<Props, 'counts' | 'hidden' | 'onHidden'>

function Filters({ counts, hidden, onHidden }: FilterProps) {
  const present = counts
    .map(({ section, added, removed, changed }) => ({ section, count: added + removed + changed }))
    .filter(({ count }) => count > 0)
  return (
    <div className={styles.filters} role="group" aria-label="Kinds of differences">
      {present.map(({ section, count }) => (
        <button
          key={section}
          type="button"
          aria-pressed={!hidden.has(section)}
          className={styles.filter}
          onClick={() => onHidden(toggled(hidden, section))}
        >
          {SECTION_WORDS[section][1]} <span>{toCountText(count)}</span>
        </button>
      ))}
      {hidden.size > 0 && (
        <button type="button" className={styles.filter} onClick={() => onHidden(new Set())}>
          show all
        </button>
      )}
    </div>
  )
}

function toggled(hidden: ReadonlySet<Section>, section: Section): ReadonlySet<Section> {
  const next = new Set(hidden)
  if (!next.delete(section)) next.add(section)
  return next
}

function Row({ difference }: { readonly difference: Difference }) {
  const { section, change, name, severity } = difference
  return (
    <div className={styles.row} data-change={change}>
      <span className={styles.change}>{changeText(difference)}</span>
      <span className={styles.kind}>{SECTION_WORDS[section][0]}</span>
      <span className={styles.name}>
        {severity !== null && <Mark shape={severity} />}{' '}
        {section === 'finding' ? (
          <Message text={name} most={120} />
        ) : (
          <HostileText text={name} most={96} />
        )}
      </span>
    </div>
  )
}

function rowHeight(): number {
  return 28
}
