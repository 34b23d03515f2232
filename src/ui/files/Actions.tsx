import { Columns2, Download, Eraser, Trash2 } from 'lucide-react'
import { IconButton } from '../shared/controls.tsx'
import { counted } from '../shared/quantities.ts'
import styles from './FilesPane.module.css'
import type { TableActions } from './TableActions.ts'
import type { Line } from './lines.ts'

interface Props extends TableActions {
  /** What the filter leaves. */
  readonly listed: readonly Line[]
  readonly marked: readonly Line[]
}

/** What can be done with the marked files, or where none is with those that are listed. */
export function Actions(props: Props) {
  const { listed, marked, onExport, onRemove, onCompare, onForget } = props
  const meant = marked.length > 0 ? marked : listed
  const known = meant.filter(({ row }) => row !== null)
  const which = marked.length > 0 ? 'marked' : 'listed'
  return (
    <div className={styles.actions} role="toolbar" aria-label="Marked files">
      <span className={styles.marked}>
        {marked.length === 0
          ? 'None marked (Space marks)'
          : `${counted(marked.length, 'file')} marked`}
      </span>
      {onCompare !== null && <Compare marked={marked} onCompare={onCompare} />}
      {(['csv', 'jsonl'] as const).map((form) => (
        <IconButton
          key={form}
          icon={Download}
          label={`Save ${counted(known.length, `${which} file`)} as ${form.toUpperCase()}`}
          disabled={known.length === 0}
          onClick={() => onExport(form, known)}
        >
          {form.toUpperCase()}
        </IconButton>
      ))}
      <IconButton
        icon={Trash2}
        label="Remove the marked files from the table"
        shortcut="Delete"
        disabled={marked.length === 0}
        onClick={() => onRemove(marked.map(({ id }) => id))}
      >
        Remove
      </IconButton>
      <span className={styles.space} />
      <IconButton
        icon={Eraser}
        label="Forget everything that is kept in this browser"
        onClick={onForget}
      >
        Forget everything
      </IconButton>
    </div>
  )
}

interface CompareProps {
  readonly marked: readonly Line[]
  readonly onCompare: (one: string, other: string) => void
}

/** For two files that are open and read. */
function Compare({ marked, onCompare }: CompareProps) {
  const [one, other] = marked
  const isReady = marked.length === 2 && marked.every(({ entry }) => entry?.analysis != null)
  return (
    <IconButton
      icon={Columns2}
      label={isReady ? 'Compare the two marked files' : 'Compare: mark two open files'}
      disabled={!isReady}
      onClick={() => {
        if (one !== undefined && other !== undefined) onCompare(one.id, other.id)
      }}
    >
      Compare
    </IconButton>
  )
}
