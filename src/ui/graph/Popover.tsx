import { useId, useRef, type ReactNode } from 'react'
import styles from './Popover.module.css'

interface PopoverProps {
  /** Its name, and its tooltip. */
  readonly label: string
  /** What stands on the button. */
  readonly face: ReactNode
  readonly onOpen?: () => void
  readonly children: ReactNode
}

/** A button, and what it opens below it; a choice in it, Escape and a press beside it close it. */
export function Popover({ label, face, onOpen, children }: PopoverProps) {
  const id = useId()
  const button = useRef<HTMLButtonElement>(null)
  const box = useRef<HTMLDivElement>(null)
  return (
    <>
      <button
        ref={button}
        type="button"
        className={styles.button}
        aria-label={label}
        title={label}
        popoverTarget={id}
      >
        {face}
      </button>
      <div
        ref={box}
        id={id}
        popover="auto"
        className={styles.box}
        onClick={({ target, currentTarget }) => {
          if (target instanceof Element && target.closest('button') !== null)
            currentTarget.hidePopover()
        }}
        onBeforeToggle={({ newState }) => {
          if (newState !== 'open') return
          onOpen?.()
          if (button.current !== null && box.current !== null) place(box.current, button.current)
        }}
      >
        {children}
      </div>
    </>
  )
}

const MARGIN = 8

/** Below the button, and inside the window. */
function place(box: HTMLElement, button: HTMLElement): void {
  const { left, right, bottom } = button.getBoundingClientRect()
  const isLeft = left < innerWidth / 2
  box.style.inset = isLeft
    ? `${bottom + 4}px auto auto ${Math.max(left, MARGIN)}px`
    : `${bottom + 4}px ${Math.max(innerWidth - right, MARGIN)}px auto auto`
  box.style.maxHeight = `${innerHeight - bottom - 2 * MARGIN}px`
}
