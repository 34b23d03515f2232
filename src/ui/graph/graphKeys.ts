import type { KeyboardEvent } from 'react'
import { directionOf, type Direction } from './walk.ts'
import type { Following } from './useLit.ts'

/** What keys do while the drawing has the focus. */
export interface GraphActions {
  readonly walk: (to: Direction) => void
  readonly follow: (following: Following) => void
  readonly zoom: (factor: number) => void
  readonly hit: (by: 1 | -1) => void
  readonly end: (which: 'first' | 'last') => void
  readonly open: () => void
  readonly toggle: () => void
  readonly colour: () => void
}

export const HELP =
  'Layer graph. Arrow keys walk along connections, Home and End to the first and last layer, Enter opens a layer, ' +
  'Space opens or closes a group, Shift and up or down shows what is upstream or downstream, t what is tainted by code, ' +
  'c changes the colours, n and Shift n go through what was found, plus and minus zoom, f fits'

const STEP = 1.5

/** Does what a key of the drawing does; others go on to the page. */
export function onGraphKey(event: KeyboardEvent, actions: GraphActions): void {
  if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return
  const action = actionOf(event, actions)
  if (action === null) return
  event.preventDefault()
  action()
}

function actionOf({ key, shiftKey }: KeyboardEvent, on: GraphActions): (() => void) | null {
  if (shiftKey && key === 'ArrowUp') return () => on.follow('upstream')
  if (shiftKey && key === 'ArrowDown') return () => on.follow('downstream')
  const to = directionOf(key)
  if (to !== null) return () => on.walk(to)
  const single: ReadonlyMap<string, () => void> = new Map([
    ['Enter', on.open],
    [' ', on.toggle],
    ['Home', () => on.end('first')],
    ['End', () => on.end('last')],
    ['t', () => on.follow('tainted')],
    ['c', on.colour],
    ['n', () => on.hit(1)],
    ['N', () => on.hit(-1)],
    ['+', () => on.zoom(STEP)],
    ['=', () => on.zoom(STEP)],
    ['-', () => on.zoom(1 / STEP)],
  ])
  return single.get(key) ?? null
}
