import { useEffect, useRef, type PointerEvent } from 'react'
import type { LayerMark } from '../shared/marks.ts'
import { themeColours, useThemeName, type ThemeColours } from '../shared/themeColours.ts'
import type { Point, Size } from './layout/flatLayout.ts'
import styles from './Minimap.module.css'
import type { Scene } from './scene.ts'
import { shownArea, type Viewport } from './viewport.ts'

const LARGEST = { width: 132, height: 160 }
const MAX_SCALE = 0.12

interface MinimapProps {
  readonly scene: Scene
  readonly marks: ReadonlyMap<string, LayerMark>
  readonly tints: readonly (string | null)[]
  readonly viewport: Viewport
  readonly pane: Size
  /** Wants this point of the scene in the middle. */
  readonly onMove: (point: Point) => void
}

/** The whole graph in a corner; a very long one is squeezed, so that its marks can still be told apart. */
export function Minimap({ scene, marks, tints, viewport, pane, onMove }: MinimapProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const theme = useThemeName()
  const scaleX = Math.min(LARGEST.width / scene.width, MAX_SCALE)
  const scaleY = Math.min(LARGEST.height / scene.height, MAX_SCALE)
  const width = Math.max(Math.ceil(scene.width * scaleX), 8)
  const height = Math.max(Math.ceil(scene.height * scaleY), 8)
  useEffect(() => {
    const context = canvas.current?.getContext('2d')
    if (context) paint(context, { scene, marks, tints, scaleX, scaleY })
  }, [scene, marks, tints, scaleX, scaleY, theme])
  const area = clipped(shownArea(viewport, pane), scene)
  const moveTo = ({ clientX, clientY, currentTarget }: PointerEvent): void => {
    const { left, top } = currentTarget.getBoundingClientRect()
    onMove({ x: (clientX - left) / scaleX, y: (clientY - top) / scaleY })
  }
  return (
    <div
      className={styles.minimap}
      aria-hidden
      onPointerDown={(event) => {
        event.stopPropagation()
        event.currentTarget.setPointerCapture(event.pointerId)
        moveTo(event)
      }}
      onPointerMove={(event) => {
        if (event.buttons === 1) moveTo(event)
      }}
    >
      <canvas ref={canvas} width={width} height={height} />
      <div
        className={styles.shown}
        style={{
          left: area.x * scaleX,
          top: area.y * scaleY,
          width: Math.max(area.width * scaleX, 4),
          height: Math.max(area.height * scaleY, 4),
        }}
      />
    </div>
  )
}

function clipped(area: Point & Size, scene: Size): Point & Size {
  const x = Math.min(Math.max(area.x, 0), scene.width)
  const y = Math.min(Math.max(area.y, 0), scene.height)
  const right = Math.min(Math.max(area.x + area.width, 0), scene.width)
  const bottom = Math.min(Math.max(area.y + area.height, 0), scene.height)
  return { x, y, width: right - x, height: bottom - y }
}

function paint(
  context: CanvasRenderingContext2D,
  drawn: Pick<MinimapProps, 'scene' | 'marks' | 'tints'> & { scaleX: number; scaleY: number },
): void {
  const { scene, tints, scaleX, scaleY } = drawn
  const colours = themeColours()
  context.clearRect(0, 0, context.canvas.width, context.canvas.height)
  const known = new Map<string, string>()
  const colour = (name: string): string => {
    const value = known.get(name) ?? colours.get(name)
    known.set(name, value)
    return value
  }
  for (const [index, { kind, x, y, width, height }] of scene.nodes.entries()) {
    if (kind === 'open') continue
    context.fillStyle = colour(tints[index] ?? 'line')
    const [right, down] = [Math.max(width * scaleX, 1), Math.max(height * scaleY, 1)]
    context.fillRect(x * scaleX, y * scaleY, right, down)
  }
  paintMarks(context, drawn, colours)
}

/** Large enough to be seen, however small the nodes. */
function paintMarks(
  context: CanvasRenderingContext2D,
  { scene, marks, scaleX, scaleY }: Parameters<typeof paint>[1],
  colours: ThemeColours,
): void {
  for (const { id, kind, carriesCode, x, y, width, height } of scene.nodes) {
    const severity = marks.get(id)?.severity ?? null
    if (kind === 'open' || (!carriesCode && severity === null)) continue
    context.fillStyle = colours.get(severity ?? 'code')
    context.fillRect((x + width / 2) * scaleX - 2.5, (y + height / 2) * scaleY - 2.5, 5, 5)
  }
}
