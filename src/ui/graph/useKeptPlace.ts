import { useLayoutEffect, useRef, type RefObject } from 'react'
import type { GraphViewHandle } from './GraphView.ts'
import type { Scene, SceneNode } from './scene.ts'

/**
 * Keeps what one looks at where it is when the drawing changes: the group that was opened or closed, else the
 * selected node. Then brings a newly selected node into view.
 */
export function useKeptPlace(
  view: RefObject<GraphViewHandle | null>,
  scene: Scene,
  { toggled, selected }: { readonly toggled: string | null; readonly selected: string | null },
): void {
  const last = useRef({ scene, selected })
  useLayoutEffect(() => {
    const before = last.current
    last.current = { scene, selected }
    if (before.scene !== scene)
      keepInPlace(view.current, [before.scene, scene], toggled ?? before.selected)
    const index = scene.indexById.get(selected ?? '')
    if (before.selected !== selected && index !== undefined) view.current?.reveal(index)
  }, [view, scene, toggled, selected])
}

function keepInPlace(
  view: GraphViewHandle | null,
  [before, after]: readonly [Scene, Scene],
  anchor: string | null,
): void {
  const from = nodeFor(before, anchor)
  const to = nodeFor(after, anchor)
  if (from !== null && to !== null) view?.shift(to.x - from.x, to.y - from.y)
}

function nodeFor(scene: Scene, id: string | null): SceneNode | null {
  return scene.nodes[scene.indexById.get(id ?? '') ?? -1] ?? null
}
