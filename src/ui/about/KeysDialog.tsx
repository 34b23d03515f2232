import { Modal } from '../shared/Modal.tsx'
import styles from './KeysDialog.module.css'

const KEYS = [
  ['/ or ⌘K or Ctrl K', 'find anything'],
  ['o', 'open a model of the Hugging Face Hub; its address can be pasted anywhere'],
  ['j, k', 'next and previous finding'],
  ['l', 'filter the findings; ↓ goes from the words into the list'],
  ['r', 'what the rule of the chosen finding says'],
  ['x', 'set the chosen finding aside, with a reason'],
  ['Enter', 'open what is chosen'],
  ['Esc', 'back: closes a dialog, leaves the full graph, returns to the table of files'],
  ['1, 2, 3, 4', 'findings, parts, graph, details'],
  ['h, i, y, p', 'hex, indicators, YARA, problems'],
  ['s, d, b', 'source, disassembly, both side by side'],
  ['g', 'the graph over the whole page, and back'],
  ['f', 'in the graph: fit it into view; arrow keys walk along its edges'],
  ['← → ↑ ↓', 'in lists, bytes and on the lines between panes'],
  ['?', 'this list'],
] as const

/** All keys. Single ones work outside fields and editors. */
export function KeysDialog({ onClose }: { readonly onClose: () => void }) {
  return (
    <Modal title="Keyboard" onClose={onClose}>
      <table className={styles.keys}>
        <tbody>
          {KEYS.map(([keys, what]) => (
            <tr key={keys}>
              <th scope="row">{keys}</th>
              <td>{what}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>Single keys work outside fields and editors.</p>
    </Modal>
  )
}
