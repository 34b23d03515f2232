import type { Location, Problem } from '../../engine/index.ts'
import { HostileText } from '../shared/HostileText.tsx'
import { locationText } from '../shared/location.ts'
import { Message } from '../shared/Message.tsx'
import { VirtualRows } from '../shared/VirtualRows.tsx'
import styles from './ProblemsPane.module.css'

interface Props {
  readonly problems: readonly Problem[]
  /** What to say when there are none. */
  readonly none: string
  readonly selected: Location | null
  readonly onSelect: (location: Location) => void
}

const KINDS: Readonly<Record<Problem['kind'], string>> = {
  malformed: 'Malformed',
  limit: 'Limit met',
  'not-analysed': 'Not analysed',
  'unknown-format': 'Unknown format',
  absent: 'Not here',
  interrupted: 'Interrupted',
  mismatch: 'Other bytes',
  stopped: 'Stopped',
  bug: 'Our fault',
}

/** What could not be examined, and why. */
export function ProblemsPane({ problems, none, selected, onSelect }: Props) {
  if (problems.length === 0) return <p className={styles.none}>{none}</p>
  return (
    <VirtualRows
      label="Problems"
      role="listbox"
      rows={problems}
      heightOf={rowHeight}
      active={problems.findIndex(({ location }) => location === selected)}
      onActive={(index) => {
        const problem = problems[index]
        if (problem !== undefined) onSelect(problem.location)
      }}
    >
      {({ kind, message, location }) => (
        <div className={styles.problem}>
          <span className={styles.kind}>{KINDS[kind]}</span>
          <span className={styles.message}>
            <Message text={message} most={400} />
          </span>
          <span className={styles.where} title={locationText(location)}>
            <HostileText text={location.at(-1)?.name ?? ''} most={40} />
          </span>
        </div>
      )}
    </VirtualRows>
  )
}

function rowHeight(): number {
  return 28
}
