import { useRef, type KeyboardEvent, type PointerEvent } from 'react'
import { classes } from './classes.ts'
import styles from './Splitter.module.css'

interface Props {
  /** What it resizes: `Width of findings`. */
  readonly label: string
  /** Of the line itself: a vertical line stands between columns. */
  readonly orientation: 'vertical' | 'horizontal'
  /** Size in pixels of what it resizes; 0 when that is closed. */
  readonly size: number
  readonly max: number
  /** 1 when what it resizes lies before it, -1 when after. */
  readonly direction: 1 | -1
  readonly onResize: (size: number) => void
  readonly onReset: () => void
}

const STEP = 16
const LONG_STEP = 64

/** A line that is dragged, moved with the arrow keys, and put back by a double click or Home. */
export function Splitter(props: Props) {
  const { label, orientation, size, max, direction, onResize, onReset } = props
  const start = useRef<{ readonly at: number; readonly size: number } | null>(null)
  const along = (event: PointerEvent): number =>
    orientation === 'vertical' ? event.clientX : event.clientY

  const onKeyDown = (event: KeyboardEvent): void => {
    const step = keyStep(event, orientation) * direction
    if (event.key === 'Home' || event.key === 'Enter') onReset()
    else if (step !== 0) onResize(Math.min(max, Math.max(0, size + step)))
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <div
      className={classes(styles.splitter, styles[orientation])}
      role="separator"
      tabIndex={0}
      aria-label={label}
      aria-orientation={orientation}
      aria-valuenow={Math.round(size)}
      aria-valuemin={0}
      aria-valuemax={Math.round(max)}
      title={`${label}: drag, or arrow keys; double-click puts it back`}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        start.current = { at: along(event), size }
      }}
      onPointerMove={(event) => {
        if (start.current === null) return
        const moved = (along(event) - start.current.at) * direction
        onResize(Math.min(max, Math.max(0, start.current.size + moved)))
      }}
      onPointerUp={() => {
        start.current = null
      }}
      onDoubleClick={onReset}
      onKeyDown={onKeyDown}
    />
  )
}

function keyStep({ key, shiftKey }: KeyboardEvent, orientation: Props['orientation']): number {
  const step = shiftKey ? LONG_STEP : STEP
  const [less, more] =
    orientation === 'vertical' ? ['ArrowLeft', 'ArrowRight'] : ['ArrowUp', 'ArrowDown']
  if (key === less) return -step
  return key === more ? step : 0
}
