import {
  ReactFlow,
  ReactFlowProvider,
  ViewportPortal,
  useReactFlow,
  useStore,
  useStoreApi,
} from '@xyflow/react'
import '@xyflow/react/dist/base.css'
import { useEffect, useImperativeHandle, useMemo, useRef, type RefObject } from 'react'
import { Connections } from './Connections.tsx'
import styles from './FlowView.module.css'
import type { GraphViewProps } from './GraphView.ts'
import { LayerNode, type FlowNode } from './LayerNode.tsx'
import { Minimap } from './Minimap.tsx'
import { HEADER_HEIGHT } from './nodeBox.ts'
import { Outlines } from './Outlines.tsx'
import { isWorthSeeing } from './scene.ts'
import {
  MAX_ZOOM,
  MIN_ZOOM,
  centredOn,
  detailAt,
  firstViewport,
  fitted,
  panned,
  revealing,
  zoomedAt,
  type Viewport,
} from './viewport.ts'

const NODE_TYPES = { layer: LayerNode }
const MANY_NODES = 150 // below it all nodes stay mounted, and nothing pops up while panning
const MOVE_MS = 120

/** The graph drawn by React Flow: nodes are elements; edges and frames are a few paths below and above them. */
export function FlowView(props: GraphViewProps) {
  return (
    <ReactFlowProvider>
      <Flow {...props} />
    </ReactFlowProvider>
  )
}

function Flow({ ref, ...props }: GraphViewProps) {
  const { scene, marks, selected, onHover, onSelect, onOpen, onToggle } = props
  const frame = useRef<HTMLDivElement>(null)
  const { getViewport, setViewport } = useReactFlow()
  const store = useStoreApi()
  useZoomInStyle(frame)
  const nodes = useMemo(
    () =>
      scene.nodes.map((node, index): FlowNode => {
        const { x, y, width, height, kind } = node
        return {
          id: String(index),
          type: 'layer',
          position: { x, y },
          width,
          height: kind === 'open' ? HEADER_HEIGHT : height,
          data: { node, mark: marks.get(node.id) ?? null, onToggle },
        }
      }),
    [scene, marks, onToggle],
  )
  const pane = () => {
    const { width, height } = store.getState()
    return { width, height }
  }
  const move = (viewport: Viewport, duration = MOVE_MS): void => {
    void setViewport(viewport, { duration: isMotionReduced() ? 0 : duration })
  }
  useImperativeHandle(ref, () => ({
    fit: () => move(fitted(scene, pane())),
    zoomBy: (factor) => move(zoomedAt(getViewport(), middle(pane()), factor)),
    reveal(index) {
      const node = scene.nodes[index]
      if (node !== undefined) move(revealing(getViewport(), pane(), node))
    },
    shift(dx, dy) {
      const from = getViewport()
      move(panned(from, { x: -dx * from.zoom, y: -dy * from.zoom }), 0)
    },
  }))
  const layerAt = (id: string): string => scene.nodes[Number(id)]?.id ?? ''
  return (
    <div ref={frame} className={styles.frame}>
      <ReactFlow<FlowNode>
        aria-label="Layers"
        nodes={nodes}
        edges={[]}
        nodeTypes={NODE_TYPES}
        minZoom={MIN_ZOOM}
        maxZoom={MAX_ZOOM}
        onlyRenderVisibleElements={nodes.length > MANY_NODES}
        nodesDraggable={false}
        nodesConnectable={false}
        nodesFocusable={false}
        edgesFocusable={false}
        elementsSelectable={false}
        disableKeyboardA11y
        deleteKeyCode={null}
        selectionKeyCode={null}
        multiSelectionKeyCode={null}
        panActivationKeyCode={null}
        zoomActivationKeyCode={null}
        zoomOnDoubleClick={false}
        onInit={() => {
          const first = selected ?? scene.nodes.findIndex(isWorthSeeing)
          move(firstViewport(scene, pane(), scene.nodes[first] ?? null), 0)
        }}
        onNodeClick={(_, { id }) => onSelect(layerAt(id))}
        onNodeDoubleClick={(_, { id }) => onOpen(layerAt(id))}
        onNodeMouseEnter={(_, { id }) => onHover(Number(id))}
        onNodeMouseLeave={() => onHover(null)}
        onDoubleClick={({ target }) => {
          if (target instanceof Element && target.classList.contains('react-flow__pane'))
            move(fitted(scene, pane()))
        }}
      >
        <ViewportPortal>
          <Connections scene={scene} />
          <Outlines {...props} />
        </ViewportPortal>
        <FlowMinimap
          scene={scene}
          marks={marks}
          onMove={(point) => {
            move(centredOn(point, pane(), getViewport().zoom), 0)
          }}
        />
      </ReactFlow>
    </div>
  )
}

/** Tells the style sheet how much can be read, and how large a mark must be to keep its size on screen. */
function useZoomInStyle(frame: RefObject<HTMLDivElement | null>): void {
  const zoom = useStore(({ transform }) => transform[2])
  useEffect(() => {
    frame.current?.setAttribute('data-detail', detailAt(zoom))
    frame.current?.style.setProperty('--mark-scale', String(Math.max(1, 1 / zoom)))
  }, [frame, zoom])
}

function FlowMinimap(props: Pick<Parameters<typeof Minimap>[0], 'scene' | 'marks' | 'onMove'>) {
  const [x, y, zoom] = useStore(({ transform }) => transform)
  const width = useStore((state) => state.width)
  const height = useStore((state) => state.height)
  return <Minimap {...props} viewport={{ x, y, zoom }} pane={{ width, height }} />
}

function middle({ width, height }: { width: number; height: number }) {
  return { x: width / 2, y: height / 2 }
}

function isMotionReduced(): boolean {
  return matchMedia('(prefers-reduced-motion: reduce)').matches
}
