import type { Severity } from '../../engine/index.ts'
import { themeColours, type ThemeColours } from '../shared/themeColours.ts'
import type { Point, Size } from './layout/flatLayout.ts'
import type { GraphViewProps } from './GraphView.ts'
import { HEADER_HEIGHT, fontOf, shapeText } from './nodeBox.ts'
import { nodesIn, type RowIndex } from './rowIndex.ts'
import type { Scene, SceneNode } from './scene.ts'
import { SEVERITY_SHAPES } from './severityShape.ts'
import { detailAt, shownArea, type Viewport } from './viewport.ts'

type Drawn = Pick<GraphViewProps, 'scene' | 'marks' | 'selected' | 'found' | 'lit'> & {
  readonly rows: RowIndex
  readonly paths: EdgePaths
  readonly viewport: Viewport
  readonly pane: Size
}

/** Edges by strips of the scene, so that only those near the pane are stroked. */
export interface EdgePaths {
  readonly strips: readonly {
    readonly top: number
    readonly bottom: number
    readonly path: Path2D
  }[]
}

const STRIP_EDGES = 200

export function toPaths({ nodes, edges }: Scene): EdgePaths {
  const sorted = edges
    .map(({ source, target, path }) => {
      const ends = [nodes[source]?.y ?? 0, nodes[target]?.y ?? 0]
      return { top: Math.min(...ends), bottom: Math.max(...ends), path }
    })
    .sort((a, b) => a.top - b.top)
  const strips = []
  for (let start = 0; start < sorted.length; start += STRIP_EDGES) {
    const strip = sorted.slice(start, start + STRIP_EDGES)
    strips.push({
      top: strip[0]?.top ?? 0,
      bottom: strip.reduce((lowest, { bottom }) => Math.max(lowest, bottom), 0),
      path: new Path2D(strip.map(({ path }) => path).join('')),
    })
  }
  return { strips }
}

/** Paints the part of the scene that the pane shows. */
export function paintScene(context: CanvasRenderingContext2D, drawn: Drawn): void {
  const { scene, viewport, pane, rows } = drawn
  const colours = themeColours()
  const area = shownArea(viewport, pane)
  const visible = nodesIn(scene, rows, area).flatMap((index) => scene.nodes[index] ?? [])
  const scale = devicePixelRatio
  context.setTransform(scale, 0, 0, scale, 0, 0)
  context.fillStyle = colours.get('pane')
  context.fillRect(0, 0, pane.width, pane.height)
  const { zoom, x, y } = viewport
  context.setTransform(zoom * scale, 0, 0, zoom * scale, x * scale, y * scale)
  const brush: Brush = { context, colours, zoom, pixel: 1 / zoom }
  paintFrames(brush, visible)
  context.strokeStyle = colours.get('line')
  context.lineWidth = brush.pixel
  for (const { top, bottom, path } of drawn.paths.strips)
    if (top <= area.y + area.height && bottom >= area.y) context.stroke(path)
  paintLitEdges(brush, drawn)
  for (const node of visible) paintNode(brush, node)
  paintOutlines(brush, drawn)
  for (const node of visible) paintMark(brush, node, drawn.marks.get(node.id)?.severity ?? null)
}

interface Brush {
  readonly context: CanvasRenderingContext2D
  readonly colours: ThemeColours
  readonly zoom: number
  /** One pixel of the screen, in those of the scene. */
  readonly pixel: number
}

function paintFrames({ context, colours, pixel }: Brush, nodes: readonly SceneNode[]): void {
  for (const { kind, x, y, width, height, carriesCode } of nodes) {
    if (kind !== 'open') continue
    context.strokeStyle = colours.get(carriesCode ? 'code' : 'line')
    context.lineWidth = pixel
    context.strokeRect(x, y, width, height)
  }
}

function paintLitEdges({ context, colours, pixel }: Brush, { scene, lit }: Drawn): void {
  if (lit === null) return
  context.strokeStyle = colours.get('select')
  context.lineWidth = 2 * pixel
  context.stroke(new Path2D([...lit.edges].map((edge) => scene.edges[edge]?.path ?? '').join('')))
}

function paintNode(brush: Brush, node: SceneNode): void {
  const { context, colours, zoom, pixel } = brush
  const { x, y, width, height, kind, family, carriesCode } = node
  const isFar = detailAt(zoom) === 'far'
  if (kind !== 'open') {
    context.fillStyle = colours.get(carriesCode ? 'code-soft' : 'raised')
    context.fillRect(x, y, width, height)
    if (family !== null) {
      context.fillStyle = colours.get(`family-${family}`)
      context.fillRect(x, y, 4, height)
    }
    context.strokeStyle = colours.get(carriesCode ? 'code' : 'line')
    context.lineWidth = carriesCode ? Math.max(2, pixel) : pixel
    if (!isFar || carriesCode) context.strokeRect(x, y, width, height)
  }
  if (!isFar) paintText(brush, node)
}

function paintText(brush: Brush, node: SceneNode): void {
  const { kind, title, name, carriesCode, inside, width } = node
  const left = carriesCode ? 34 : 14
  const baseline =
    kind === 'open' ? { lambda: 20, title: 20, name: 20 } : { lambda: 25, title: 17, name: 32 }
  if (carriesCode) write(brush, node, { text: 'λ', x: 14, y: baseline.lambda, tone: 'code' })
  const end = write(brush, node, { text: title, x: left, y: baseline.title, tone: 'text' })
  write(brush, node, { text: name, x: kind === 'open' ? end + 8 : left, y: baseline.name })
  if (kind !== 'layer')
    write(brush, node, { text: `${inside} ${kind === 'open' ? '▾' : '▸'}`, x: width - 46, y: 22 })
  if (kind !== 'open' && node.layer.outputShape !== null && detailAt(brush.zoom) === 'near')
    paintShape(brush, node)
}

/** Upon the edge, which it covers. */
function paintShape(brush: Brush, node: SceneNode): void {
  const { context, colours } = brush
  const text = shapeText(node.layer)
  const [x, y] = [node.width / 2 + 8, node.height + 13]
  context.fillStyle = colours.get('pane')
  context.fillRect(node.x + x - 2, node.y + y - 10, context.measureText(text).width + 4, 13)
  write(brush, node, { text, x, y })
}

/** Writes a line at a place in a node, and returns where it ends there. Only small lines are muted. */
function write(
  { context, colours }: Brush,
  node: SceneNode,
  line: Point & { readonly text: string; readonly tone?: 'text' | 'code' },
): number {
  const family = getComputedStyle(context.canvas).fontFamily
  context.font = fontOf(line.tone === undefined ? 'name' : 'title', family)
  context.fillStyle = colours.get(line.tone ?? 'muted')
  context.fillText(line.text, node.x + line.x, node.y + line.y)
  return line.x + context.measureText(line.text).width
}

function paintOutlines({ context, colours, pixel }: Brush, drawn: Drawn): void {
  const { scene, selected, found, lit } = drawn
  const outline = (index: number, colour: string, thick: number): void => {
    const node = scene.nodes[index]
    if (node === undefined) return
    context.strokeStyle = colours.get(colour)
    context.lineWidth = thick * pixel
    context.strokeRect(node.x, node.y, node.width, node.height)
  }
  for (const index of lit?.nodes ?? []) outline(index, 'select', 1.5)
  for (const index of found) outline(index, 'medium', 2)
  if (selected !== null) outline(selected, 'select', 3)
}

/** The λ and the shape of the severity keep their size on screen. */
function paintMark(
  { context, colours, zoom, pixel }: Brush,
  node: SceneNode,
  severity: Severity | null,
): void {
  if (severity === null && !node.carriesCode) return
  const scale = Math.max(1, pixel)
  const isFar = detailAt(zoom) === 'far'
  const height = node.kind === 'open' ? HEADER_HEIGHT : node.height
  context.save()
  context.translate(node.x + node.width, node.y + height / 2)
  context.scale(scale, scale)
  context.translate(10, 0)
  if (node.carriesCode && isFar) {
    context.fillStyle = colours.get('code')
    context.beginPath()
    context.arc(0, 0, 6, 0, 2 * Math.PI)
    context.fill()
    context.font = `600 10px ${getComputedStyle(context.canvas).fontFamily}`
    context.fillStyle = colours.get('pane')
    context.fillText('λ', -3, 3.5)
    context.translate(15, 0)
  }
  if (severity !== null) {
    context.fillStyle = colours.get(severity)
    context.translate(-6, -6)
    context.fill(new Path2D(SEVERITY_SHAPES[severity]), 'evenodd')
  }
  context.restore()
}
