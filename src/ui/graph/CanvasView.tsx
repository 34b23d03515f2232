import { useEffect, useImperativeHandle, useMemo, useRef, useState } from 'react'
import { useThemeName } from '../shared/themeColours.ts'
import styles from './CanvasView.module.css'
import type { GraphViewProps } from './GraphView.ts'
import { Minimap } from './Minimap.tsx'
import { edgePaths } from './edgePaths.ts'
import { paintScene } from './paintScene.ts'
import { pointIn, usePanning, useSizeOf, useWheel } from './pointer.ts'
import { nodeAt, rowIndex } from './rowIndex.ts'
import type { Point } from './layout/flatLayout.ts'
import { isWorthSeeing, type SceneNode } from './scene.ts'
import {
  centredOn,
  firstViewport,
  fitted,
  panned,
  revealing,
  shownArea,
  toScene,
  zoomedAt,
  type Viewport,
} from './viewport.ts'

const TOGGLE_WIDTH = 64 // the right end of a group, with its count and arrow

/** The graph on one canvas, for thousands of nodes; the outline beside it is for those who cannot see it. */
export function CanvasView({ ref, ...props }: GraphViewProps) {
  const { scene, selected, onHover, onSelect, onOpen, onToggle } = props
  const canvas = useRef<HTMLCanvasElement>(null)
  const pane = useSizeOf(canvas)
  const [moved, setMoved] = useState<Viewport | null>(null)
  useThemeName() // another theme is another painting
  const rows = useMemo(() => rowIndex(scene), [scene])
  const paths = useMemo(() => edgePaths(scene, scene.edges), [scene])
  const [first] = useState(() => selected ?? scene.nodes.findIndex(isWorthSeeing))
  const focus = (index: number | null): SceneNode | null => scene.nodes[index ?? -1] ?? null
  const viewport = moved ?? firstViewport(scene, pane, focus(first))

  useEffect(() => {
    const context = canvas.current?.getContext('2d')
    if (!context || pane.width === 0) return
    const frame = requestAnimationFrame(() => {
      paintScene(context, { ...props, rows, paths, viewport, pane, scale: devicePixelRatio })
      context.canvas.dataset['painted'] = '' // benchmarks and tests wait for it
    })
    return () => cancelAnimationFrame(frame)
  })

  const move = (change: (from: Viewport) => Viewport): void =>
    setMoved((before) => change(before ?? viewport))
  const nodeUnder = (point: Point): SceneNode | null =>
    focus(nodeAt(scene, rows, toScene(point, viewport)))

  useImperativeHandle(ref, () => ({
    fit: () => setMoved(fitted(scene, pane)),
    zoomBy(factor) {
      const middle = { x: pane.width / 2, y: pane.height / 2 }
      move((from) => zoomedAt(from, middle, factor))
    },
    reveal(index) {
      const node = focus(index)
      if (node !== null && pane.width > 0) move((from) => revealing(from, pane, node))
    },
    shown: () => shownArea(viewport, pane),
    shift: (dx, dy) => move((from) => panned(from, { x: -dx * from.zoom, y: -dy * from.zoom })),
  }))

  const pointer = usePanning({
    onPan: (by) => move((from) => panned(from, by)),
    onPoint: (point) => onHover(nodeAt(scene, rows, toScene(point, viewport))),
    onClick(point) {
      const node = nodeUnder(point)
      if (node === null) return
      const fromRight = node.x + node.width - toScene(point, viewport).x
      if (node.kind !== 'layer' && fromRight < TOGGLE_WIDTH) onToggle(node.id)
      else onSelect(node.id)
    },
  })
  useWheel(canvas, (point, factor) => move((from) => zoomedAt(from, point, factor)))

  return (
    <div className={styles.frame}>
      <canvas
        ref={canvas}
        className={styles.canvas}
        width={Math.round(pane.width * devicePixelRatio)}
        height={Math.round(pane.height * devicePixelRatio)}
        {...pointer}
        onPointerLeave={() => onHover(null)}
        onDoubleClick={(event) => {
          const node = nodeUnder(pointIn(event))
          if (node === null) setMoved(fitted(scene, pane))
          else onOpen(node.id)
        }}
      />
      <Minimap
        {...props}
        viewport={viewport}
        pane={pane}
        onMove={(point) => setMoved(centredOn(point, pane, viewport.zoom))}
      />
    </div>
  )
}
