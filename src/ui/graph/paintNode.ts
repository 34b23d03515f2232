import type { Severity } from '../../engine/index.ts'
import type { Point } from './layout/flatLayout.ts'
import { HEADER_HEIGHT, fontOf, shapeText } from './nodeBox.ts'
import type { SceneNode } from './scene.ts'
import { SEVERITY_SHAPES } from './severityShape.ts'
import { detailAt } from './viewport.ts'

/** What a painting is made with. */
export interface Brush {
  readonly context: CanvasRenderingContext2D
  /** A colour of theme.css by its name. */
  readonly colour: (name: string) => string
  /** Names of fonts, as CSS writes them. */
  readonly fonts: string
  readonly zoom: number
  /** One pixel of the screen, in those of the scene. */
  readonly pixel: number
}

/** A layer or a closed group, or what is written on an open one. */
export function paintNode(brush: Brush, node: SceneNode, tint: string | null): void {
  const isFar = detailAt(brush.zoom) === 'far'
  if (node.kind !== 'open') paintBox(brush, node, { tint, isFar })
  if (!isFar) paintText(brush, node)
}

function paintBox(
  { context, colour, pixel }: Brush,
  { x, y, width, height, carriesCode }: SceneNode,
  { tint, isFar }: { readonly tint: string | null; readonly isFar: boolean },
): void {
  const own = carriesCode ? { fill: 'code-soft', line: 'code' } : { fill: 'raised', line: 'line' }
  const isFilled = isFar && !carriesCode
  context.fillStyle = colour(isFilled ? (tint ?? own.fill) : own.fill)
  context.fillRect(x, y, width, height)
  if (tint !== null && !isFar) {
    context.fillStyle = colour(tint)
    context.fillRect(x, y, TINT_WIDTH, height)
  }
  context.strokeStyle = colour(own.line)
  context.lineWidth = carriesCode ? Math.max(2, pixel) : pixel
  if (!isFilled) context.strokeRect(x, y, width, height)
}

const TINT_WIDTH = 6

function paintText(brush: Brush, node: SceneNode): void {
  const { kind, title, name, carriesCode, inside, width } = node
  const left = carriesCode ? 34 : 14
  const baseline =
    kind === 'open' ? { lambda: 20, title: 20, name: 20 } : { lambda: 25, title: 17, name: 32 }
  if (carriesCode) write(brush, node, { text: 'λ', x: 14, y: baseline.lambda, tone: 'code' })
  write(brush, node, { text: title, x: left, y: baseline.title, tone: 'text' })
  const start = kind === 'open' ? left + brush.context.measureText(title).width + 8 : left
  write(brush, node, { text: name, x: start, y: baseline.name })
  if (kind !== 'layer')
    write(brush, node, { text: `${inside} ${kind === 'open' ? '▾' : '▸'}`, x: width - 46, y: 22 })
  if (kind !== 'open' && node.layer.outputShape !== null && detailAt(brush.zoom) === 'near')
    paintShape(brush, node)
}

/** Upon the edge, which it covers. */
function paintShape(brush: Brush, node: SceneNode): void {
  const { context, colour } = brush
  const text = shapeText(node.layer)
  const [x, y] = [node.width / 2 + 8, node.height + 13]
  context.fillStyle = colour('pane')
  context.fillRect(node.x + x - 2, node.y + y - 10, context.measureText(text).width + 4, 13)
  write(brush, node, { text, x, y })
}

/** Writes a line at a place in a node. Only small lines are muted. */
function write(
  { context, colour, fonts }: Brush,
  node: SceneNode,
  line: Point & { readonly text: string; readonly tone?: 'text' | 'code' },
): void {
  context.font = fontOf(line.tone === undefined ? 'name' : 'title', fonts)
  context.fillStyle = colour(line.tone ?? 'muted')
  context.fillText(line.text, node.x + line.x, node.y + line.y)
}

/** The λ and the shape of the severity keep their size on screen. */
export function paintMark(
  { context, colour, fonts, zoom, pixel }: Brush,
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
    context.fillStyle = colour('code')
    context.beginPath()
    context.arc(0, 0, 6, 0, 2 * Math.PI)
    context.fill()
    context.font = `600 10px ${fonts}`
    context.fillStyle = colour('pane')
    context.fillText('λ', -3, 3.5)
    context.translate(15, 0)
  }
  if (severity !== null) {
    context.fillStyle = colour(severity)
    context.translate(-6, -6)
    context.fill(new Path2D(SEVERITY_SHAPES[severity]), 'evenodd')
  }
  context.restore()
}
