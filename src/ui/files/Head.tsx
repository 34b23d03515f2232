import { ArrowDown, ArrowUp } from 'lucide-react'
import { COLUMNS, nextSorting, type Sorting } from './columns.ts'
import styles from './FilesPane.module.css'

interface Props {
  readonly sorting: Sorting
  readonly onSort: (sorting: Sorting) => void
  readonly isAllMarked: boolean
  readonly onMarkAll: (isMarked: boolean) => void
}

/** The names of the columns, each a button that sorts by it. */
export function Head({ sorting, onSort, isAllMarked, onMarkAll }: Props) {
  return (
    <div className={styles.head} role="group" aria-label="Sort by">
      <input
        type="checkbox"
        aria-label="Mark all that are listed"
        checked={isAllMarked}
        onChange={({ currentTarget }) => onMarkAll(currentTarget.checked)}
      />
      {COLUMNS.map(({ id, title }) => (
        <HeadCell
          key={id}
          title={title}
          isDescending={sorting?.column === id ? sorting.isDescending : null}
          onClick={() => onSort(nextSorting(sorting, id))}
        />
      ))}
      <span className={styles.plainHead}>Note</span>
      <span />
    </div>
  )
}

interface HeadCellProps {
  readonly title: string
  /** Null when the table is not sorted by this column. */
  readonly isDescending: boolean | null
  readonly onClick: () => void
}

function HeadCell({ title, isDescending, onClick }: HeadCellProps) {
  const Arrow = isDescending === true ? ArrowDown : ArrowUp
  return (
    <button
      type="button"
      className={styles.headCell}
      aria-pressed={isDescending !== null}
      onClick={onClick}
    >
      {title}
      {isDescending !== null && <Arrow size={12} aria-hidden="true" />}
    </button>
  )
}
