import type { Layer } from '../../engine/index.ts'
import { escapeText, shorten } from '../../engine/model/escapeText.ts'
import type { Size } from './layout/flatLayout.ts'
import type { VisibleNode } from './visibleGraph.ts'

/** What is written on a node, escaped and shortened. */
export interface NodeLabel {
  readonly title: string
  readonly name: string
}

/** Width in pixels of one line of a node. */
export type MeasureText = (text: string, line: keyof NodeLabel) => number

const MAX_CHARACTERS = 36 // 250 px: wider nodes would push the graph apart
const TEXT_LEFT = 14 // after the family's edge
const TEXT_RIGHT = 12
const CODE_WIDTH = 20 // the λ
const TOGGLE_WIDTH = 24 // the button that opens a group
const COUNT_WIDTH = 40 // how many layers are inside
const NODE_HEIGHT = 40
export const HEADER_HEIGHT = 32

export function labelOf({ className, name }: Layer): NodeLabel {
  return {
    title: shorten(escapeText(className), MAX_CHARACTERS),
    name: shorten(escapeText(name), MAX_CHARACTERS),
  }
}

/** The output shape as it is written below a node; empty when the file does not say. */
export function shapeText({ outputShape }: Layer): string {
  return shorten(escapeText(outputShape ?? ''), MAX_CHARACTERS)
}

/** One height, and a width by the text; of an open group the size of its header. */
export function nodeSize(
  { kind, layer }: VisibleNode,
  carriesCode: boolean,
  measure: MeasureText,
): Size {
  const { title, name } = labelOf(layer)
  const [titleWidth, nameWidth] = [measure(title, 'title'), measure(name, 'name')]
  const text = kind === 'open' ? titleWidth + nameWidth + 8 : Math.max(titleWidth, nameWidth)
  const group = kind === 'layer' ? 0 : TOGGLE_WIDTH + COUNT_WIDTH
  const width = TEXT_LEFT + text + TEXT_RIGHT + group + (carriesCode ? CODE_WIDTH : 0)
  return { width: Math.ceil(width), height: kind === 'open' ? HEADER_HEIGHT : NODE_HEIGHT }
}

/** Measures by a canvas in the page's own fonts; text that was measured before costs nothing. */
export function canvasMeasure(): MeasureText {
  const context = document.createElement('canvas').getContext('2d')
  const family = getComputedStyle(document.documentElement).getPropertyValue('--sans')
  const known = { title: new Map<string, number>(), name: new Map<string, number>() }
  return (text, line) => {
    const before = known[line].get(text)
    if (before !== undefined || context === null) return before ?? text.length * 8
    context.font = fontOf(line, family)
    const { width } = context.measureText(text)
    known[line].set(text, width)
    return width
  }
}

/** The font of a line as CSS writes it. */
export function fontOf(line: keyof NodeLabel, family: string): string {
  return line === 'title' ? `600 13px ${family}` : `11px ${family}`
}
