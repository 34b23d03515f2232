import type { Location } from '../../engine/index.ts'
import { classes } from './classes.ts'
import { HostileText } from './HostileText.tsx'
import styles from './LocationPath.module.css'

interface Props {
  readonly location: Location
  readonly onSelect: (location: Location) => void
  /** Goes on in the next line instead of being cut. */
  readonly wraps?: boolean
}

/** The windows on the way to a location, each a link to itself. */
export function LocationPath({ location, onSelect, wraps = false }: Props) {
  return (
    <nav className={classes(styles.path, wraps && styles.wraps)} aria-label="Where this is">
      {location.map((window, at) => (
        <span key={at} className={styles.step}>
          {at > 0 && <span aria-hidden="true">›</span>}
          <button
            type="button"
            className={styles.window}
            title={`${window.kind}${window.via === 'same' ? '' : `, ${window.via}`}, ${window.length} bytes`}
            onClick={() => onSelect(location.slice(0, at + 1))}
          >
            <HostileText text={window.name} most={32} />
          </button>
        </span>
      ))}
    </nav>
  )
}
