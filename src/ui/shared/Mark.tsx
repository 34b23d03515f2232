import type { ReactElement } from 'react'
import type { Severity } from '../../engine/index.ts'
import { classes } from './classes.ts'
import styles from './Mark.module.css'

/** The shapes of severities, and those of verdicts that are no severity. */
export type Shape = Severity | 'ok' | 'unknown' | 'running'

const SIZE = 12

/** A shape in its colour. The word stands beside it: the shape alone is hidden from screen readers. */
export function Mark({
  shape,
  large = false,
}: {
  readonly shape: Shape
  readonly large?: boolean
}) {
  const side = large ? 18 : SIZE
  return (
    <svg
      className={classes(styles.mark, styles[shape])}
      width={side}
      height={side}
      viewBox="0 0 12 12"
      aria-hidden="true"
    >
      {OUTLINES[shape]}
    </svg>
  )
}

/** ◆ critical, ▲ high, ■ medium, ● low, ○ info; ✓ nothing found, a broken ring where nothing was examined, … what goes on. */
const OUTLINES: Readonly<Record<Shape, ReactElement>> = {
  critical: <path d="M6 0 12 6 6 12 0 6Z" />,
  high: <path d="M6 .5 12 11.5H0Z" />,
  medium: <path d="M1 1H11V11H1Z" />,
  low: <circle cx="6" cy="6" r="5" />,
  info: <circle className={styles.ring} cx="6" cy="6" r="4.25" />,
  ok: <path className={styles.stroke} d="M1.5 6.5 4.75 9.75 10.5 2.5" />,
  unknown: <circle className={classes(styles.ring, styles.broken)} cx="6" cy="6" r="4.25" />,
  running: (
    <path d="M0 6a1.5 1.5 0 1 1 3 0a1.5 1.5 0 1 1-3 0m4.5 0a1.5 1.5 0 1 1 3 0a1.5 1.5 0 1 1-3 0M9 6a1.5 1.5 0 1 1 3 0a1.5 1.5 0 1 1-3 0" />
  ),
}

/** The sign of everything that carries code. */
export function CodeMark({ label = 'carries code' }: { readonly label?: string }) {
  return (
    <span className={styles.code} role="img" aria-label={label} title={label}>
      λ
    </span>
  )
}
