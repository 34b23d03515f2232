import { useEffect, useMemo, useRef, useState } from 'react'
import { drawnLayout, type DrawnLayout } from './layout/drawnLayout.ts'
import { createLayouter, type Layouter } from './layout/layouter.ts'
import type { NestedGraph } from './layout/levels.ts'
import type { MeasureText } from './nodeBox.ts'
import { boxesOf, sceneFrom, type Scene } from './scene.ts'
import type { VisibleGraph } from './visibleGraph.ts'

/** Nodes and edges that are laid out in the page, in a few milliseconds; more are a worker's. */
const MAX_AT_ONCE = 500

/** What is drawn, and how far the layout of what is to be drawn next has come. */
export interface Drawn {
  /** The last one that was laid out; null before the first. */
  readonly scene: Scene | null
  readonly waits: Waits
}

/** From 0 to 1; null when nothing is awaited. */
type Waits = { readonly share: number } | 'failed' | null

/** The scene of what is visible. A large one is laid out in a worker, while the one before stays. */
export function useScene(
  visible: VisibleGraph,
  carriers: ReadonlySet<string>,
  measure: MeasureText,
): Drawn {
  const graph = useMemo(() => boxesOf(visible, carriers, measure), [visible, carriers, measure])
  const isSmall = graph.boxes.length + graph.edges.length <= MAX_AT_ONCE
  const laid = useLayouter(isSmall ? null : graph)
  const layout = useMemo(() => {
    if (isSmall) return drawnLayout(graph, () => undefined)
    return laid.of === graph ? laid.layout : null
  }, [isSmall, graph, laid])
  const next = useMemo(
    () => (layout === null ? null : sceneFrom(visible, carriers, layout)),
    [layout, visible, carriers],
  )
  const [kept, setKept] = useState<Scene | null>(null)
  if (next !== null && kept !== next) setKept(next)
  if (next !== null) return { scene: next, waits: null }
  return { scene: kept, waits: laid.of === graph ? laid.waits : { share: 0 } }
}

interface Laid {
  readonly of: NestedGraph | null
  readonly layout: DrawnLayout | null
  readonly waits: Waits
}

const NOTHING: Laid = { of: null, layout: null, waits: null }

/** The layout of a graph as soon as the worker has it. */
function useLayouter(graph: NestedGraph | null): Laid {
  const [laid, setLaid] = useState(NOTHING)
  const layouter = useRef<Layouter | null>(null)
  useEffect(() => {
    if (graph === null) return
    layouter.current ??= createLayouter()
    layouter.current.ask(graph, {
      onProgress: (share) => setLaid({ of: graph, layout: null, waits: { share } }),
      onLayout: (layout) => setLaid({ of: graph, layout, waits: null }),
      onFailure: () => setLaid({ of: graph, layout: null, waits: 'failed' }),
    })
  }, [graph])
  useEffect(
    () => () => {
      layouter.current?.stop()
      layouter.current = null
    },
    [],
  )
  return laid
}
