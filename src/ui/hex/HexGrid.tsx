import { useLayoutEffect, useRef, useState, useSyncExternalStore, type KeyboardEvent } from 'react'
import type { Blocks } from '../shared/blocks.ts'
import type { Field } from '../shared/fields.ts'
import { HexRow } from './HexRow.tsx'
import {
  clampRow,
  movedOffset,
  ROW_BYTES,
  ROW_HEIGHT,
  rowToShow,
  toRow,
  toScale,
  toScrollTop,
} from './hexView.ts'
import styles from './HexGrid.module.css'

interface Props {
  readonly label: string
  readonly blocks: Blocks
  readonly fields: readonly Field[]
  /** The chosen bytes. */
  readonly offset: number
  readonly length: number
  /** `isStep`: a choice of its own, and not one of many on the way of a key. */
  readonly onSelect: (offset: number, length: number, isStep: boolean) => void
}

const ASSUMED_HEIGHT = 200 // pixels, before the browser has measured

/** Bytes in rows of sixteen, of which only those that are seen are read and drawn. */
export function HexGrid({ label, blocks, fields, offset, length, onSelect }: Props) {
  const box = useRef<HTMLDivElement>(null)
  const [height, setHeight] = useState(ASSUMED_HEIGHT)
  const scale = toScale(blocks.size, height)
  const [top, setTop] = useState(() => rowToShow(offset, 0, scale))
  const [dragged, setDragged] = useState<{ from: number; to: number } | null>(null)
  const [shownOffset, setShownOffset] = useState(offset)
  if (shownOffset !== offset) {
    setShownOffset(offset)
    setTop(rowToShow(offset, top, scale))
  }
  useSyncExternalStore(blocks.subscribe, blocks.version, blocks.version)

  useLayoutEffect(() => {
    const element = box.current
    if (element === null) return
    const observer = new ResizeObserver(() => setHeight(element.clientHeight))
    observer.observe(element)
    return () => observer.disconnect()
  }, [])

  useLayoutEffect(() => {
    if (box.current !== null) box.current.scrollTop = toScrollTop(top, scale, height)
  })
  useLayoutEffect(() => blocks.want(top * ROW_BYTES, (scale.visible + 1) * ROW_BYTES))

  // Where the scroll bar is too short for the rows, a turn of the wheel would skip many of them.
  useLayoutEffect(() => {
    const element = box.current
    if (element === null) return
    const onWheel = (event: WheelEvent): void => {
      if (event.ctrlKey || event.deltaY === 0) return
      event.preventDefault()
      const rows = Math.max(1, Math.round(Math.abs(event.deltaY) / ROW_HEIGHT / 2))
      setTop((row) => clampRow(row + Math.sign(event.deltaY) * rows, scale))
    }
    element.addEventListener('wheel', onWheel, { passive: false })
    return () => element.removeEventListener('wheel', onWheel)
  })

  const onKeyDown = (event: KeyboardEvent): void => {
    const caret = event.shiftKey ? offset + Math.max(0, length - 1) : offset
    const to = movedOffset(event.key, caret, blocks.size, scale.visible)
    if (to === null || event.metaKey || event.ctrlKey || event.altKey) return
    event.preventDefault()
    if (!event.shiftKey) onSelect(to, 1, false)
    else if (to >= offset) onSelect(offset, to - offset + 1, false)
  }

  const from = dragged === null ? offset : Math.min(dragged.from, dragged.to)
  const to = dragged === null ? offset + length : Math.max(dragged.from, dragged.to) + 1
  const isWhole = from === 0 && to === blocks.size // nothing in it is chosen before anything else
  return (
    <div
      ref={box}
      className={styles.box}
      role="group"
      aria-label={label}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onScroll={({ currentTarget: { scrollTop } }) => {
        const drift = Math.abs(scrollTop - toScrollTop(top, scale, height))
        if (drift > 1) setTop(clampRow(toRow(scrollTop, scale, height), scale))
      }}
      onPointerDown={(event) => {
        const at = byteUnder(event.target)
        if (at === null || event.button !== 0) return
        setDragged({ from: event.shiftKey ? offset : at, to: at })
      }}
      onPointerOver={(event) => {
        const at = byteUnder(event.target)
        if (dragged !== null && at !== null) setDragged({ ...dragged, to: at })
      }}
      onPointerUp={() => {
        if (dragged !== null) onSelect(from, to - from, true)
        setDragged(null)
      }}
    >
      <div style={{ height: scale.height }}>
        <div className={styles.rows} style={{ height }}>
          {visibleRows(top, scale.visible + 1, blocks).map((row) => (
            <HexRow
              key={row.offset}
              offset={row.offset}
              size={blocks.size}
              bytes={row.bytes}
              fields={fields.filter((field) => touches(field, row.offset))}
              from={from}
              to={isWhole ? 0 : to}
            />
          ))}
        </div>
      </div>
    </div>
  )
}

interface Row {
  readonly offset: number
  readonly bytes: readonly (number | null)[]
}

function visibleRows(top: number, count: number, blocks: Blocks): readonly Row[] {
  const rows: Row[] = []
  for (let row = top; row < top + count && row * ROW_BYTES < blocks.size; row++) {
    const offset = row * ROW_BYTES
    const length = Math.min(ROW_BYTES, blocks.size - offset)
    rows.push({ offset, bytes: Array.from({ length }, (_, at) => blocks.byteAt(offset + at)) })
  }
  return rows
}

function touches(field: Field, offset: number): boolean {
  return field.offset < offset + ROW_BYTES && field.offset + field.length > offset
}

function byteUnder(target: EventTarget): number | null {
  const at = target instanceof HTMLElement ? target.dataset.at : undefined
  return at === undefined ? null : Number(at)
}
