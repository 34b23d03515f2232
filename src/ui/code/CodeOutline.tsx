import type { CodeObject, Location } from '../../engine/index.ts'
import { HostileText } from '../shared/HostileText.tsx'
import { locationKey } from '../../engine/model/Location.ts'
import { CodeMark } from '../shared/Mark.tsx'
import styles from './CodePane.module.css'
import { outlineOf } from './outline.ts'

interface CodeOutlineProps {
  readonly codes: readonly CodeObject[]
  /** The one that is shown. */
  readonly code: CodeObject
  readonly highlight: Location | null
  readonly onSelect: (location: Location) => void
}

/** The code objects of a layer and those nested in them; nothing when there is just one. */
export function CodeOutline({ codes, code, highlight, onSelect }: CodeOutlineProps) {
  const items = outlineOf(codes)
  if (items.length < 2) return null
  const lit = highlight === null ? '' : locationKey(highlight)
  const isLit = items.some(({ location }) => locationKey(location) === lit)
  return (
    <ul className={styles.outline} aria-label="Code objects">
      {items.map(({ key, depth, name, firstLine, slot, location, ...item }) => {
        const isCurrent = isLit ? locationKey(location) === lit : key === code.id
        return (
          <li key={key}>
            <button
              type="button"
              className={styles.outlineItem}
              data-shown={item.code === code}
              aria-current={isCurrent}
              style={{ paddingInlineStart: 12 + depth * 16 }}
              onClick={() => onSelect(location)}
            >
              <CodeMark />
              <HostileText text={name} most={40} mono />
              <span className={styles.quiet}>
                {slot !== null && <HostileText text={`${slot}, `} most={40} />}line {firstLine}
              </span>
            </button>
          </li>
        )
      })}
    </ul>
  )
}
