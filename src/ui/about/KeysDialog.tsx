import { keyText, SHORTCUTS, type Shortcut } from '../keys.ts'
import { Modal } from '../shared/Modal.tsx'
import styles from './KeysDialog.module.css'

/** Keys that belong to one pane and work while it has the focus. */
const OF_PANES = [
  ['← → ↑ ↓', 'Go through lists, bytes, layers along their edges; move the lines between panes'],
  ['Home, End, Page ↑ ↓', 'Go far in lists and bytes'],
  ['f', 'In the graph: fit it into view'],
  ['Shift ↑, Shift ↓, t', 'In the graph: what is upstream, downstream, tainted by code'],
  ['c, n, +, −', 'In the graph: other colours, next hit, zoom'],
  ['Space', 'In the table of files: mark the file'],
  ['Ctrl A', 'In the table of files: mark all that are listed'],
  ['Delete', 'In the table of files: take out what is marked'],
] as const

/** All keys, made from the list by which they work. */
export function KeysDialog({ onClose }: { readonly onClose: () => void }) {
  const rowsOf = (where: Shortcut['where']) =>
    SHORTCUTS.filter((shortcut) => shortcut.where === where).map(
      (shortcut) => [keyText(shortcut), shortcut.what] as const,
    )
  return (
    <Modal title="Keyboard" onClose={onClose}>
      <KeyTable title="Anywhere" rows={rowsOf('anywhere')} />
      <KeyTable title="While a model is shown" rows={rowsOf('model')} />
      <KeyTable title="In a pane" rows={OF_PANES} />
      <p>Single keys work outside fields and editors.</p>
    </Modal>
  )
}

interface KeyTableProps {
  readonly title: string
  readonly rows: readonly (readonly [keys: string, what: string])[]
}

function KeyTable({ title, rows }: KeyTableProps) {
  return (
    <table className={styles.keys}>
      <caption>{title}</caption>
      <tbody>
        {rows.map(([keys, what]) => (
          <tr key={keys}>
            <th scope="row">{keys}</th>
            <td>{what}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
