import { themeColours } from '../shared/themeColours.ts'
import { edgePaths, type EdgePaths } from './edgePaths.ts'
import type { GraphViewProps } from './GraphView.ts'
import type { Box, Size } from './layout/flatLayout.ts'
import { paintMark, paintNode, type Brush } from './paintNode.ts'
import type { Lit } from './pathsThrough.ts'
import { nodesIn, type RowIndex } from './rowIndex.ts'
import type { Scene } from './scene.ts'
import { shownArea, type Viewport } from './viewport.ts'

type Painted = Pick<GraphViewProps, 'scene' | 'marks' | 'tints' | 'selected' | 'found' | 'lit'> & {
  readonly rows: RowIndex
  readonly paths: EdgePaths
  readonly viewport: Viewport
  readonly pane: Size
  /** Pixels of the canvas for one of the pane. */
  readonly scale: number
}

const BACK = 0.3 // how much is left of what steps back

/** Paints the part of the scene that the pane shows. */
export function paintScene(context: CanvasRenderingContext2D, painted: Painted): void {
  const { scene, viewport, pane, rows, lit, scale, tints, marks } = painted
  const area = shownArea(viewport, pane)
  const visible = nodesIn(scene, rows, area)
  const brush = brushFor(context, viewport.zoom)
  const alone = lit?.isAlone === true ? lit.nodes : null
  const alphaOf = (index: number): number => (alone?.has(index) === false ? BACK : 1)
  context.setTransform(scale, 0, 0, scale, 0, 0)
  context.globalAlpha = 1
  context.fillStyle = brush.colour('pane')
  context.fillRect(0, 0, pane.width, pane.height)
  const { zoom, x, y } = viewport
  context.setTransform(zoom * scale, 0, 0, zoom * scale, x * scale, y * scale)
  paintFrames(brush, scene, visible)
  context.strokeStyle = brush.colour('line')
  context.lineWidth = brush.pixel
  context.globalAlpha = alone === null ? 1 : BACK
  strokeIn(context, painted.paths, area)
  context.globalAlpha = 1
  if (lit !== null) strokeLit(brush, scene, { lit, area })
  const seen = visible.flatMap((index) => {
    const node = scene.nodes[index]
    return node === undefined ? [] : [{ node, index }]
  })
  for (const { node, index } of seen) {
    context.globalAlpha = alphaOf(index)
    paintNode(brush, node, tints[index] ?? null)
  }
  context.globalAlpha = 1
  paintOutlines(brush, painted)
  for (const { node } of seen) paintMark(brush, node, marks.get(node.id)?.severity ?? null)
}

/** Colours are looked up once for each painting: the browser works them out at every question. */
function brushFor(context: CanvasRenderingContext2D, zoom: number): Brush {
  const colours = themeColours()
  const known = new Map<string, string>()
  return {
    context,
    colour(name) {
      const value = known.get(name) ?? colours.get(name)
      known.set(name, value)
      return value
    },
    fonts: colours.get('sans'),
    zoom,
    pixel: 1 / zoom,
  }
}

function paintFrames(
  { context, colour, pixel }: Brush,
  scene: Scene,
  visible: readonly number[],
): void {
  for (const index of visible) {
    const node = scene.nodes[index]
    if (node?.kind !== 'open') continue
    context.strokeStyle = colour(node.carriesCode ? 'code' : 'line')
    context.lineWidth = pixel
    context.strokeRect(node.x, node.y, node.width, node.height)
  }
}

function strokeIn(context: CanvasRenderingContext2D, { strips }: EdgePaths, area: Box): void {
  for (const { top, bottom, path } of strips)
    if (top <= area.y + area.height && bottom >= area.y) context.stroke(path())
}

const litPaths = new WeakMap<Lit, EdgePaths>()

function strokeLit(
  { context, colour, pixel }: Brush,
  scene: Scene,
  { lit, area }: { readonly lit: Lit; readonly area: Box },
): void {
  const paths =
    litPaths.get(lit) ??
    edgePaths(
      scene,
      [...lit.edges].flatMap((edge) => scene.edges[edge] ?? []),
    )
  litPaths.set(lit, paths)
  context.strokeStyle = colour(lit.tone)
  context.lineWidth = 2 * pixel
  strokeIn(context, paths, area)
}

function paintOutlines({ context, colour, pixel }: Brush, painted: Painted): void {
  const { scene, selected, found, lit } = painted
  const outline = (index: number, name: string, thick: number): void => {
    const node = scene.nodes[index]
    if (node === undefined) return
    context.strokeStyle = colour(name)
    context.lineWidth = thick * pixel
    context.strokeRect(node.x, node.y, node.width, node.height)
  }
  for (const index of lit?.nodes ?? []) outline(index, lit?.tone ?? 'select', 1.5)
  for (const index of found) outline(index, 'medium', 2)
  if (selected !== null) outline(selected, 'select', 3)
}
