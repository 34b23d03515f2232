import type { CodeObject, Location } from '../../engine/index.ts'
import { locationKey } from '../../engine/model/Location.ts'
import { HostileText } from '../shared/HostileText.tsx'
import { CodeMark } from '../shared/Mark.tsx'
import styles from './CodePane.module.css'
import { outlineOf, type OutlineItem } from './outline.ts'
import { stageAt } from './stages.ts'

interface CodeOutlineProps {
  readonly codes: readonly CodeObject[]
  /** The one that is shown. */
  readonly code: CodeObject
  readonly highlight: Location | null
  readonly onSelect: (location: Location) => void
}

/** The code objects of a layer, those nested in them and what they hide; nothing when there is just one. */
export function CodeOutline({ codes, code, highlight, onSelect }: CodeOutlineProps) {
  const items = outlineOf(codes)
  if (items.length < 2) return null
  const current = currentKey(items, code, highlight)
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
            onClick={() => onSelect(item.location)}
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

/** The row of what is highlighted; else that of the stage in which it lies, or of the code that is open. */
function currentKey(
  items: readonly OutlineItem[],
  code: CodeObject,
  highlight: Location | null,
): string {
  if (highlight === null) return code.id
  const lit = locationKey(highlight)
  const item = items.find(({ location }) => locationKey(location) === lit)
  const stage = stageAt(code, highlight)
  return item?.key ?? (stage === null ? code.id : `${code.id} ${stage.id}`)
}
