import type { CodeObject, Location } from '../../engine/index.ts'
import { locationKey } from '../../engine/model/Location.ts'
import type { CodeView } from '../shared/codeView.ts'
import { HostileText } from '../shared/HostileText.tsx'
import { CodeMark } from '../shared/Mark.tsx'
import styles from './CodePane.module.css'
import { outlineOf, stageKey, type OutlineItem } from './outline.ts'

interface CodeOutlineProps {
  readonly codes: readonly CodeObject[]
  /** The one that is shown. */
  readonly code: CodeObject
  readonly view: CodeView
  readonly highlight: Location | null
  readonly onChoose: (item: OutlineItem) => void
}

/** The code objects of a layer, those nested in them and what they hide; nothing when there is just one. */
export function CodeOutline({ codes, code, view, highlight, onChoose }: CodeOutlineProps) {
  const items = outlineOf(codes)
  if (items.length < 2) return null
  const current = currentKey(items, code, { view, highlight })
  return (
    <ul className={styles.outline} aria-label="Code objects and stages">
      {items.map((item) => (
        <li key={item.key}>
          <button
            type="button"
            className={styles.outlineItem}
            data-shown={item.kind === 'code' && item.code.id === code.id}
            aria-current={item.key === current}
            style={{ paddingInlineStart: 12 + item.depth * 16 }}
            onClick={() => onChoose(item)}
          >
            {item.kind === 'stage' ? (
              <span className={styles.quiet}>{item.detail}:</span>
            ) : (
              <CodeMark />
            )}
            <HostileText text={item.name} most={60} mono={item.kind !== 'stage'} />
            {item.kind !== 'stage' && (
              <span className={styles.quiet}>
                <HostileText text={item.detail} most={60} />
              </span>
            )}
          </button>
        </li>
      ))}
    </ul>
  )
}

/** The row of what is shown: the chosen stage, the code object that is highlighted, or the one that is open. */
function currentKey(
  items: readonly OutlineItem[],
  code: CodeObject,
  { view, highlight }: Pick<CodeOutlineProps, 'view' | 'highlight'>,
): string {
  if (view.stage !== null && view.code === code.id) {
    const { offset } = view.at ?? { offset: -1 }
    const nested = items.find(({ stage, at }) => stage === view.stage && at?.offset === offset)
    return nested?.key ?? stageKey(code, view.stage)
  }
  const lit = highlight === null ? '' : locationKey(highlight)
  const item = items.find(({ kind, location }) => kind !== 'stage' && locationKey(location) === lit)
  return item?.key ?? code.id
}
