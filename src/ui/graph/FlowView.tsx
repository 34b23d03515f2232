import {
  ReactFlow,
  ReactFlowProvider,
  ViewportPortal,
  useReactFlow,
  useStore,
  useStoreApi,
} from '@xyflow/react'
import '@xyflow/react/dist/base.css'
import { useCallback, useImperativeHandle, useMemo } from 'react'
import { Connections } from './Connections.tsx'
import styles from './FlowView.module.css'
import type { GraphViewProps } from './GraphView.ts'
import { LayerNode, type FlowNode } from './LayerNode.tsx'
import { Minimap } from './Minimap.tsx'
import { HEADER_HEIGHT } from './nodeBox.ts'
import { Outlines } from './Outlines.tsx'
import type { Size } from './layout/flatLayout.ts'
import { isWorthSeeing, type Scene, type SceneNode } from './scene.ts'
import {
  MAX_ZOOM,
  MIN_ZOOM,
  centredOn,
  detailAt,
  firstViewport,
  fitted,
  panned,
  revealing,
  shownArea,
  zoomedAt,
  type Viewport,
} from './viewport.ts'

const NODE_TYPES = { layer: LayerNode }
const NO_EDGES: never[] = [] // edges are drawn by `Connections`
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
  const { scene, marks, tints, selected, lit, onHover, onSelect, onOpen, onToggle } = props
  const { getViewport, setViewport } = useReactFlow()
  const store = useStoreApi()
  const detail = useStore(({ transform }) => detailAt(transform[2]))
  const alone = lit?.isAlone === true ? lit.nodes : null
  const nodes = useMemo(
    () =>
      scene.nodes.map((node, index) =>
        toFlowNode(node, index, {
          mark: marks.get(node.id) ?? null,
          tint: tints[index] ?? null,
          isBack: alone?.has(index) === false,
        }),
      ),
    [scene, marks, tints, alone],
  )
  const pane = (): Size => store.getState()
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
    shown: () => shownArea(getViewport(), pane()),
    shift(dx, dy) {
      const from = getViewport()
      move(panned(from, { x: -dx * from.zoom, y: -dy * from.zoom }), 0)
    },
  }))
  const onInit = useCallback(() => {
    const first = selected ?? scene.nodes.findIndex(isWorthSeeing)
    const { width, height } = store.getState()
    const node = scene.nodes[first] ?? null
    void setViewport(firstViewport(scene, { width, height }, node))
  }, [scene, selected, store, setViewport])
  return (
    // One listener for all nodes: with handlers of its own each node would be drawn again at every hover.
    <div
      className={styles.frame}
      data-detail={detail}
      onClick={({ target }) => {
        const node = nodeOf(scene, target)
        if (node === null) return
        if (isToggle(target)) onToggle(node.id)
        else onSelect(node.id)
      }}
      onDoubleClick={({ target }) => {
        const node = nodeOf(scene, target)
        if (node === null && isBackground(target)) move(fitted(scene, pane()))
        if (node !== null && !isToggle(target)) onOpen(node.id)
      }}
      onMouseOver={({ target }) => onHover(indexOf(target))}
      onMouseLeave={() => onHover(null)}
    >
      <ReactFlow<FlowNode>
        aria-label="Layers"
        nodes={nodes}
        edges={NO_EDGES}
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
        onInit={onInit}
      >
        <ViewportPortal>
          <Connections scene={scene} isBack={alone !== null} />
          <Outlines {...props} />
        </ViewportPortal>
        <FlowMinimap
          scene={scene}
          marks={marks}
          tints={tints}
          onMove={(point) => move(centredOn(point, pane(), getViewport().zoom), 0)}
        />
      </ReactFlow>
    </div>
  )
}

function toFlowNode(
  node: SceneNode,
  index: number,
  look: Omit<FlowNode['data'], 'node'>,
): FlowNode {
  const { x, y, width, height, kind } = node
  return {
    id: String(index),
    type: 'layer',
    position: { x, y },
    width,
    height: kind === 'open' ? HEADER_HEIGHT : height,
    style: { pointerEvents: 'all' }, // without handlers of its own React Flow lets the pointer through
    data: { node, ...look },
  }
}

/** The index of the node that an event happened on. */
function indexOf(target: EventTarget): number | null {
  const element = target instanceof Element ? target.closest('.react-flow__node') : null
  const id = element?.getAttribute('data-id') ?? null
  return id === null ? null : Number(id)
}

function nodeOf(scene: Scene, target: EventTarget): SceneNode | null {
  return scene.nodes[indexOf(target) ?? -1] ?? null
}

function isToggle(target: EventTarget): boolean {
  return target instanceof Element && target.closest('[aria-expanded]') !== null
}

function isBackground(target: EventTarget): boolean {
  return target instanceof Element && target.classList.contains('react-flow__pane')
}

function FlowMinimap(
  props: Pick<Parameters<typeof Minimap>[0], 'scene' | 'marks' | 'tints' | 'onMove'>,
) {
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
