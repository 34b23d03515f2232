import {
  useLayoutEffect,
  useRef,
  useState,
  useSyncExternalStore,
  type KeyboardEvent,
  type RefObject,
} from 'react'
import type { PlacedField } from '../../engine/index.ts'
import type { Blocks } from '../shared/blocks.ts'
import type { Field } from '../shared/fields.ts'
import { HexRow } from './HexRow.tsx'
import {
  choiceOf,
  clampRow,
  movedOffset,
  rangeOf,
  ROW_BYTES,
  ROW_HEIGHT,
  rowToShow,
  toRow,
  toScale,
  toScrollTop,
  type Scale,
} from './hexView.ts'
import styles from './HexGrid.module.css'

interface Props {
  readonly label: string
  readonly blocks: Blocks
  /** What of the report lies here. */
  readonly fields: readonly Field[]
  /** What the structure says of the rows that are seen. */
  readonly parsed: readonly PlacedField[]
  /** The chosen bytes. */
  readonly offset: number
  readonly length: number
  /** `isStep`: a choice of its own, and not one of many on the way of a key. */
  readonly onSelect: (offset: number, length: number, isStep: boolean) => void
  /** Which bytes are seen: from the first up to the one behind the last. */
  readonly onView: (start: number, end: number) => void
}

const ASSUMED_HEIGHT = 200 // pixels, before the browser has measured

/** Bytes in rows of sixteen, of which only those that are seen are read and drawn. */
export function HexGrid(props: Props) {
  const { label, blocks, fields, parsed, offset, length, onSelect, onView } = props
  const box = useRef<HTMLDivElement>(null)
  const height = useHeight(box)
  const scale = toScale(blocks.size, height)
  const [top, setTop] = useState(() => rowToShow(offset, 0, scale))
  const [anchor, setAnchor] = useState(offset)
  const [dragged, setDragged] = useState<{ from: number; to: number } | null>(null)
  const [shownOffset, setShownOffset] = useState(offset)
  if (shownOffset !== offset) {
    setShownOffset(offset)
    setTop(rowToShow(offset, top, scale))
  }
  useSyncExternalStore(blocks.subscribe, blocks.version, blocks.version)
  useLayoutEffect(() => {
    if (box.current !== null) box.current.scrollTop = toScrollTop(top, scale, height)
  })
  const end = Math.min(blocks.size, (top + scale.visible + 1) * ROW_BYTES)
  useLayoutEffect(() => blocks.want(top * ROW_BYTES, end - top * ROW_BYTES))
  useLayoutEffect(() => onView(top * ROW_BYTES, end), [top, end, onView])
  useWheel(box, scale, setTop)

  const onKeyDown = (event: KeyboardEvent): void => {
    const choice = choiceOf(offset, length, anchor)
    const caret = event.shiftKey ? choice.caret : offset
    const to = movedOffset(event.key, caret, blocks.size, scale.visible)
    if (to === null || event.metaKey || event.ctrlKey || event.altKey) return
    event.preventDefault()
    setTop(rowToShow(to, top, scale))
    setAnchor(event.shiftKey ? choice.anchor : to)
    if (!event.shiftKey) return onSelect(to, 1, false)
    const range = rangeOf({ anchor: choice.anchor, caret: to })
    setShownOffset(range.offset) // the end that moves stays in view, not the beginning
    onSelect(range.offset, range.length, false)
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
        setDragged({ from: event.shiftKey ? anchor : at, to: at })
      }}
      onPointerOver={(event) => {
        const at = byteUnder(event.target)
        if (dragged !== null && at !== null) setDragged({ ...dragged, to: at })
      }}
      onPointerUp={() => {
        if (dragged !== null) {
          setAnchor(dragged.from)
          onSelect(from, to - from, true)
        }
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
              parsed={parsed.filter((field) => touches(field, row.offset))}
              from={from}
              to={isWhole ? 0 : to}
            />
          ))}
        </div>
      </div>
    </div>
  )
}

function useHeight(box: RefObject<HTMLDivElement | null>): number {
  const [height, setHeight] = useState(ASSUMED_HEIGHT)
  useLayoutEffect(() => {
    const element = box.current
    if (element === null) return
    const observer = new ResizeObserver(() => setHeight(element.clientHeight))
    observer.observe(element)
    return () => observer.disconnect()
  }, [box])
  return height
}

/** Where the scroll bar is too short for the rows, a turn of the wheel would skip many of them. */
function useWheel(
  box: RefObject<HTMLDivElement | null>,
  scale: Scale,
  setTop: (next: (row: number) => number) => void,
): void {
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

function touches(field: { readonly offset: number; readonly length: number }, offset: number) {
  return field.offset < offset + ROW_BYTES && field.offset + field.length > offset
}

function byteUnder(target: EventTarget): number | null {
  const at = target instanceof HTMLElement ? target.dataset['at'] : undefined
  return at === undefined ? null : Number(at)
}
