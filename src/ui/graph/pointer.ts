import {
  useEffect,
  useEffectEvent,
  useRef,
  useState,
  type PointerEvent,
  type RefObject,
} from 'react'
import type { Point, Size } from './layout/flatLayout.ts'

const CLICK_PIXELS = 4 // a press that moves farther pans
const LINE_PIXELS = 20
const ZOOM_PER_PIXEL = 0.002 // octaves, as React Flow zooms

/** Pixels; nothing before the browser has measured. */
export function useSizeOf(element: RefObject<HTMLElement | null>): Size {
  const [size, setSize] = useState<Size>({ width: 0, height: 0 })
  useEffect(() => {
    if (element.current === null) return
    const observer = new ResizeObserver(([entry]) => {
      if (entry !== undefined)
        setSize({ width: entry.contentRect.width, height: entry.contentRect.height })
    })
    observer.observe(element.current)
    return () => observer.disconnect()
  }, [element])
  return size
}

/** Tells a click from a drag. Points are pixels of the element. */
export function usePanning(on: {
  onPan: (delta: Point) => void
  onPoint: (point: Point) => void
  onClick: (point: Point) => void
}) {
  const press = useRef<{ readonly start: Point; last: Point; isDrag: boolean } | null>(null)
  return {
    onPointerDown(event: PointerEvent) {
      if (event.button !== 0) return
      const start = pointIn(event)
      press.current = { start, last: start, isDrag: false }
    },
    onPointerMove(event: PointerEvent) {
      const point = pointIn(event)
      const held = event.buttons === 1 ? press.current : null
      if (held === null) {
        on.onPoint(point)
        return
      }
      const far = Math.hypot(point.x - held.start.x, point.y - held.start.y) > CLICK_PIXELS
      if (!held.isDrag && !far) return
      if (!held.isDrag) event.currentTarget.setPointerCapture(event.pointerId)
      held.isDrag = true
      on.onPan({ x: point.x - held.last.x, y: point.y - held.last.y })
      held.last = point
    },
    onPointerUp(event: PointerEvent) {
      if (press.current?.isDrag === false) on.onClick(pointIn(event))
      press.current = null
    },
  }
}

/** React listens to the wheel passively, so that the page would scroll too: hence by hand. */
export function useWheel(
  element: RefObject<HTMLElement | null>,
  onZoom: (point: Point, factor: number) => void,
): void {
  const onWheel = useEffectEvent((event: WheelEvent) => {
    event.preventDefault()
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE_PIXELS : 1
    onZoom(pointIn(event), 2 ** (-event.deltaY * lines * ZOOM_PER_PIXEL))
  })
  useEffect(() => {
    const target = element.current
    const listener = (event: WheelEvent): void => onWheel(event)
    target?.addEventListener('wheel', listener, { passive: false })
    return () => target?.removeEventListener('wheel', listener)
  }, [element])
}

/** Where in its element an event happened. */
export function pointIn(event: {
  readonly clientX: number
  readonly clientY: number
  readonly currentTarget: unknown
}): Point {
  const { currentTarget } = event
  const { left, top } =
    currentTarget instanceof Element ? currentTarget.getBoundingClientRect() : { left: 0, top: 0 }
  return { x: event.clientX - left, y: event.clientY - top }
}
