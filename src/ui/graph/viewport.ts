import type { Box, Point, Size } from './layout/flatLayout.ts'
import { HEADER_HEIGHT } from './nodeBox.ts'
import type { SceneNode } from './scene.ts'

/** Where the scene stands in the pane: its origin in pixels of the pane, and its magnification. */
export interface Viewport extends Point {
  readonly zoom: number
}

type Focus = Pick<SceneNode, 'kind' | keyof Box>

export const MIN_ZOOM = 0.005 // a chain of 3,000 layers still fits into the pane
export const MAX_ZOOM = 2
const MARGIN = 24
const READABLE_ZOOM = 0.5 // below it no name can be read
const CLOSE_ZOOM = 0.8

/** All of the scene, never magnified. */
export function fitted(scene: Size, pane: Size): Viewport {
  const room = { width: pane.width - 2 * MARGIN, height: pane.height - 2 * MARGIN }
  const zoom = clampZoom(Math.min(room.width / scene.width, room.height / scene.height, 1))
  const spare = pane.height - scene.height * zoom
  return { zoom, x: (pane.width - scene.width * zoom) / 2, y: Math.max(spare / 2, MARGIN) }
}

/** A point of the scene in the middle of the pane. */
export function centredOn({ x, y }: Point, pane: Size, zoom: number): Viewport {
  return { zoom, x: pane.width / 2 - x * zoom, y: pane.height / 2 - y * zoom }
}

/** What to show first: all of it when that can be read, else the node that matters, else the beginning. */
export function firstViewport(scene: Size, pane: Size, node: Focus | null): Viewport {
  const whole = fitted(scene, pane)
  if (whole.zoom >= READABLE_ZOOM) return whole
  if (node !== null) return centredOn(middleOf(focusOf(node)), pane, CLOSE_ZOOM)
  const middle = { x: scene.width / 2, y: 0 }
  return { ...centredOn(middle, pane, CLOSE_ZOOM), y: MARGIN }
}

/** The nearest viewport that shows a node at a readable size; the same one when it already does. */
export function revealing(viewport: Viewport, pane: Size, node: Focus): Viewport {
  const { x, y, width, height } = focusOf(node)
  const isReadable = viewport.zoom >= READABLE_ZOOM
  const corner = { x: x * viewport.zoom + viewport.x, y: y * viewport.zoom + viewport.y }
  const isInside =
    isBetween(corner.x, width * viewport.zoom, pane.width) &&
    isBetween(corner.y, height * viewport.zoom, pane.height)
  if (isInside && isReadable) return viewport
  const middle = middleOf({ x, y, width, height })
  return centredOn(middle, pane, isReadable ? viewport.zoom : CLOSE_ZOOM)
}

/** Moved by pixels of the pane. */
export function panned({ x, y, zoom }: Viewport, by: Point): Viewport {
  return { x: x + by.x, y: y + by.y, zoom }
}

/** Magnified by `factor` about a point of the pane. */
export function zoomedAt(viewport: Viewport, { x, y }: Point, factor: number): Viewport {
  const zoom = clampZoom(viewport.zoom * factor)
  const scale = zoom / viewport.zoom
  return { zoom, x: x - (x - viewport.x) * scale, y: y - (y - viewport.y) * scale }
}

/** A point of the pane as a point of the scene. */
export function toScene({ x, y }: Point, viewport: Viewport): Point {
  return { x: (x - viewport.x) / viewport.zoom, y: (y - viewport.y) / viewport.zoom }
}

/** The part of the scene that the pane shows. */
export function shownArea(viewport: Viewport, pane: Size): Box {
  const { x, y } = toScene({ x: 0, y: 0 }, viewport)
  return { x, y, width: pane.width / viewport.zoom, height: pane.height / viewport.zoom }
}

/** How much of a node can be told apart at a zoom. */
export type Detail = 'far' | 'middle' | 'near'

export function detailAt(zoom: number): Detail {
  if (zoom < READABLE_ZOOM) return 'far'
  return zoom < CLOSE_ZOOM ? 'middle' : 'near'
}

/** What to look at of a node: of an open group its header. */
function focusOf({ kind, x, y, width, height }: Focus): Box {
  return { x, y, width, height: kind === 'open' ? HEADER_HEIGHT : height }
}

function isBetween(start: number, length: number, room: number): boolean {
  return start >= 0 && start + Math.min(length, room) <= room
}

function middleOf({ x, y, width, height }: Box): Point {
  return { x: x + width / 2, y: y + height / 2 }
}

function clampZoom(zoom: number): number {
  return Math.min(Math.max(zoom, MIN_ZOOM), MAX_ZOOM)
}
