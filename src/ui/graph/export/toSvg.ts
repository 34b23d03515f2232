import type { Box } from '../layout/flatLayout.ts'
import type { GraphViewProps } from '../GraphView.ts'
import { HEADER_HEIGHT, shapeText } from '../nodeBox.ts'
import type { SceneNode } from '../scene.ts'
import { SEVERITY_SHAPES } from '../severityShape.ts'

export type Pictured = Pick<GraphViewProps, 'scene' | 'marks' | 'tints' | 'lit'>

const MARGIN = 24
const TINT_WIDTH = 6
const BACK = 0.3 // what steps back while a part stands out
const SPECIALS: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&#39;'],
])

/** The part of the scene in `area` as an SVG without scripts, links or styles: text from the file is text in it. */
export function toSvg(pictured: Pictured, area: Box, colour: (name: string) => string): string {
  const { scene, lit, tints } = pictured
  const isSeen = (box: Box): boolean =>
    box.x <= area.x + area.width &&
    area.x <= box.x + box.width &&
    box.y <= area.y + area.height &&
    area.y <= box.y + box.height
  const alphaOf = (isLit: boolean): string =>
    lit?.isAlone === true && !isLit ? ` opacity="${BACK}"` : ''
  const edges = scene.edges.map(({ source, target, path }, index) => {
    const [from, to] = [scene.nodes[source], scene.nodes[target]]
    if (from === undefined || to === undefined || !isSeen(joined(from, to))) return ''
    const isLit = lit?.edges.has(index) === true
    const stroke = isLit ? ` stroke="${colour(lit.tone)}" stroke-width="2"` : ''
    return `<path d="${path}"${stroke}${alphaOf(isLit)}/>`
  })
  const nodes = scene.nodes.map((node, index) =>
    isSeen(node)
      ? `<g${alphaOf(lit?.nodes.has(index) === true)}>${nodeSvg(node, tints[index] ?? null, colour)}${markSvg(node, pictured, colour)}</g>\n`
      : '',
  )
  const { x, y, width, height } = area
  const box = [x - MARGIN, y - MARGIN, width + 2 * MARGIN, height + 2 * MARGIN].map(Math.round)
  const [left = 0, top = 0, wide = 0, high = 0] = box
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${box.join(' ')}" width="${wide}" height="${high}" font-family="system-ui, sans-serif" font-size="11">`,
    `<rect x="${left}" y="${top}" width="${wide}" height="${high}" fill="${colour('pane')}"/>`,
    `<g fill="none" stroke="${colour('line')}">${edges.join('')}</g>`,
    `${nodes.join('')}</svg>\n`,
  ].join('\n')
}

/** Text that XML takes as text. Control characters were escaped before. */
function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => SPECIALS.get(character) ?? '')
}

function nodeSvg(node: SceneNode, tint: string | null, colour: (name: string) => string): string {
  const isOpen = node.kind === 'open'
  const parts = [
    boxSvg(node, isOpen ? null : tint, colour),
    labelSvg(node, colour),
    node.kind === 'layer'
      ? ''
      : text(
          { x: node.x + node.width - 46, y: node.y + 22, fill: colour('muted') },
          `${node.inside} ${isOpen ? '▾' : '▸'}`,
        ),
    isOpen || node.layer.outputShape === null ? '' : shapeSvg(node, colour),
  ]
  return parts.join('')
}

function boxSvg(
  { x, y, width, height, kind, carriesCode }: SceneNode,
  tint: string | null,
  colour: (name: string) => string,
): string {
  const own = carriesCode ? 'code-soft' : 'raised'
  const fill = kind === 'open' ? 'none' : colour(own)
  const stroke = carriesCode ? `${colour('code')}" stroke-width="2` : colour('line')
  const place = `x="${x}" y="${y}" height="${height}"`
  const box = `<rect ${place} width="${width}" rx="4" fill="${fill}" stroke="${stroke}"/>`
  return tint === null ? box : `${box}<rect ${place} width="${TINT_WIDTH}" fill="${colour(tint)}"/>`
}

function labelSvg(
  { x, y, kind, title, name, carriesCode }: SceneNode,
  colour: (name: string) => string,
): string {
  const left = x + (carriesCode ? 34 : 14)
  const second =
    kind === 'open' ? { x: left + title.length * 8 + 8, y: y + 20 } : { x: left, y: y + 32 }
  const first = kind === 'open' ? y + 20 : y + 17
  return [
    carriesCode ? text({ x: x + 14, y: y + 24, fill: colour('code'), isBold: true }, 'λ') : '',
    text({ x: left, y: first, fill: colour('text'), isBold: true }, title),
    text({ ...second, fill: colour('muted') }, name),
  ].join('')
}

function shapeSvg(node: SceneNode, colour: (name: string) => string): string {
  const place = { x: node.x + node.width / 2 + 8, y: node.y + node.height + 13 }
  return text({ ...place, fill: colour('muted') }, shapeText(node.layer))
}

function text(
  { x, y, fill, isBold = false }: { x: number; y: number; fill: string; isBold?: boolean },
  content: string,
): string {
  const weight = isBold ? ' font-size="13" font-weight="600"' : ''
  return `<text x="${x}" y="${y}" fill="${fill}"${weight}>${escapeXml(content)}</text>`
}

function markSvg(node: SceneNode, { marks }: Pictured, colour: (name: string) => string): string {
  const severity = marks.get(node.id)?.severity ?? null
  if (severity === null) return ''
  const height = node.kind === 'open' ? HEADER_HEIGHT : node.height
  const place = `translate(${node.x + node.width + 4} ${node.y + height / 2 - 6})`
  return `<path transform="${place}" fill="${colour(severity)}" fill-rule="evenodd" d="${SEVERITY_SHAPES[severity]}"><title>${severity}</title></path>`
}

function joined(a: Box, b: Box): Box {
  const [x, y] = [Math.min(a.x, b.x), Math.min(a.y, b.y)]
  return {
    x,
    y,
    width: Math.max(a.x + a.width, b.x + b.width) - x,
    height: Math.max(a.y + a.height, b.y + b.height) - y,
  }
}
