import {
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type AriaAttributes,
  type KeyboardEvent,
  type ReactNode,
} from 'react'
import { classes } from './classes.ts'
import { rowTops, visibleRange } from './visibleRange.ts'
import styles from './VirtualRows.module.css'

interface Props<T> {
  readonly label: string
  readonly role: 'listbox' | 'tree' | 'grid'
  readonly rows: readonly T[]
  /** Pixels. */
  readonly heightOf: (row: T) => number
  /** The chosen row, or -1. */
  readonly active: number
  readonly onActive: (index: number) => void
  /** A click, after `onActive`. */
  readonly onClicked?: (index: number) => void
  /** Enter, or a double click. */
  readonly onOpen?: ((index: number) => void) | undefined
  /** Rows that the keyboard passes over, such as headings. */
  readonly isPassive?: (row: T) => boolean
  readonly ariaOf?: (row: T) => AriaAttributes
  /** Keys that lists do not know; returns whether it did something. */
  readonly onKey?: (event: KeyboardEvent) => boolean
  readonly children: (row: T, index: number) => ReactNode
}

const ROW_ROLES = { listbox: 'option', tree: 'treeitem', grid: 'row' } as const
const ASSUMED_HEIGHT = 600 // pixels, before the browser has measured

/** A list of which only what is seen is in the page. One stop for Tab; arrows, Home, End and Enter inside. */
export function VirtualRows<T>(props: Props<T>) {
  const { label, role, rows, heightOf, active, onActive, onOpen, isPassive, ariaOf, children } =
    props
  const box = useRef<HTMLDivElement>(null)
  const id = useId()
  const [view, setView] = useState({ top: 0, height: ASSUMED_HEIGHT })
  const tops = useMemo(() => rowTops(rows.map(heightOf)), [rows, heightOf])
  const { first, end } = visibleRange(tops, view.top, view.top + view.height)

  useLayoutEffect(() => {
    const element = box.current
    if (element === null) return
    const measure = (): void => setView({ top: element.scrollTop, height: element.clientHeight })
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [])

  useLayoutEffect(() => {
    if (box.current === null || active < 0) return
    const above = rows[active - 1]
    const hasHeading = above !== undefined && isPassive?.(above) === true
    reveal(box.current, tops, active, hasHeading ? active - 1 : active)
  }, [active, tops, rows, isPassive])

  const onKeyDown = (event: KeyboardEvent): void => {
    const next = nextRow(event.key, active, rows, isPassive ?? (() => false))
    if (props.onKey?.(event) === true) event.preventDefault()
    else if (event.key === 'Enter' && active >= 0) onOpen?.(active)
    else if (next !== null) onActive(next)
    else return
    event.preventDefault()
  }

  return (
    <div
      ref={box}
      className={styles.box}
      role={role}
      aria-label={label}
      aria-rowcount={role === 'grid' ? rows.length : undefined}
      aria-activedescendant={active >= first && active < end ? `${id}-${active}` : undefined}
      tabIndex={0}
      onScroll={({ currentTarget }) =>
        setView({ top: currentTarget.scrollTop, height: currentTarget.clientHeight })
      }
      onKeyDown={onKeyDown}
    >
      <div className={styles.all} role="presentation" style={{ height: tops.at(-1) }}>
        {rows.slice(first, end).map((row, at) => {
          const index = first + at
          const passive = isPassive?.(row) === true
          return (
            <div
              key={index}
              id={`${id}-${index}`}
              className={classes(styles.row, index === active && styles.active)}
              style={{ top: tops[index], height: heightOf(row) }}
              role={passive && role !== 'grid' ? 'presentation' : ROW_ROLES[role]}
              aria-selected={passive ? undefined : index === active}
              aria-rowindex={role === 'grid' ? index + 1 : undefined}
              {...ariaOf?.(row)}
              onClick={
                passive
                  ? undefined
                  : () => {
                      onActive(index)
                      props.onClicked?.(index)
                    }
              }
              onDoubleClick={passive ? undefined : () => onOpen?.(index)}
            >
              {children(row, index)}
            </div>
          )
        })}
      </div>
    </div>
  )
}

/** Brings a row into view, with the heading above it when it comes from below. */
function reveal(box: HTMLElement, tops: readonly number[], index: number, from: number): void {
  const [top = 0, bottom = 0] = [tops[from], tops[index + 1]]
  if (top < box.scrollTop) box.scrollTop = top
  else if (bottom > box.scrollTop + box.clientHeight) box.scrollTop = bottom - box.clientHeight
}

const PAGE = 10 // rows

function nextRow<T>(
  key: string,
  active: number,
  rows: readonly T[],
  isPassive: (row: T) => boolean,
): number | null {
  const wanted = new Map([
    ['ArrowDown', active + 1],
    ['ArrowUp', active - 1],
    ['PageDown', active + PAGE],
    ['PageUp', active - PAGE],
    ['Home', 0],
    ['End', rows.length - 1],
  ]).get(key)
  if (wanted === undefined || rows.length === 0) return null
  const upwards = key === 'ArrowUp' || key === 'PageUp' || key === 'End'
  let index = Math.min(rows.length - 1, Math.max(0, wanted))
  for (let row = rows[index]; row !== undefined && isPassive(row); row = rows[index])
    index += upwards ? -1 : 1
  return rows[index] === undefined ? null : index
}
