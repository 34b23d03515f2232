import type { Ref } from 'react'
import type { LayerGraph } from '../../engine/index.ts'
import type { LayerMark } from '../shared/marks.ts'
import type { Lit } from './pathsThrough.ts'
import type { Box } from './layout/flatLayout.ts'
import type { Bytes } from './query/useProperties.ts'
import type { Scene } from './scene.ts'

export interface GraphPaneProps {
  /** Of the model: what is saved bears it. */
  readonly name: string
  /** Where the configurations of the layers are. */
  readonly bytes: Bytes
  readonly graph: LayerGraph
  /** By layer id. */
  readonly marks: ReadonlyMap<string, LayerMark>
  /** A layer's id. */
  readonly selected: string | null
  readonly onSelect: (layerId: string) => void
  /** Double click, or Enter. */
  readonly onOpen: (layerId: string) => void
}

/** What both drawings take, that of React Flow and that on a canvas. Nodes are indices in the scene. */
export interface GraphViewProps {
  readonly scene: Scene
  /** By layer id; groups have the marks of what is inside. */
  readonly marks: ReadonlyMap<string, LayerMark>
  /** The colour of each node, by its name in theme.css. */
  readonly tints: readonly (string | null)[]
  readonly selected: number | null
  readonly found: ReadonlySet<number>
  readonly lit: Lit | null
  readonly onHover: (node: number | null) => void
  readonly onSelect: (layerId: string) => void
  readonly onOpen: (layerId: string) => void
  readonly onToggle: (groupId: string) => void
  readonly ref: Ref<GraphViewHandle>
}

/** What the pane asks of a drawing; nothing happens before it has a size. */
export interface GraphViewHandle {
  fit(): void
  zoomBy(factor: number): void
  /** Brings a node into view, if it is not there already. */
  reveal(node: number): void
  /** Moves what is shown by pixels of the scene. */
  shift(dx: number, dy: number): void
  /** The part of the scene that is seen. */
  shown(): Box
}
