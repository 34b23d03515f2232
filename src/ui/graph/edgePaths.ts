import type { Scene } from './scene.ts'

/** Edges by strips of the scene, so that only those near the pane are stroked. */
export interface EdgePaths {
  readonly strips: readonly {
    readonly top: number
    readonly bottom: number
    /** Made when it is first seen. */
    readonly path: () => Path2D
  }[]
}

const STRIP_EDGES = 200

/** The strips of some edges. */
export function edgePaths({ nodes }: Scene, edges: Scene['edges']): EdgePaths {
  const sorted = edges
    .map(({ source, target, path }) => {
      const ends = [nodes[source]?.y ?? 0, nodes[target]?.y ?? 0]
      return { top: Math.min(...ends), bottom: Math.max(...ends), path }
    })
    .sort((a, b) => a.top - b.top)
  const strips = []
  for (let start = 0; start < sorted.length; start += STRIP_EDGES) {
    const strip = sorted.slice(start, start + STRIP_EDGES)
    strips.push({
      top: strip[0]?.top ?? 0,
      bottom: strip.reduce((lowest, { bottom }) => Math.max(lowest, bottom), 0),
      path: once(() => new Path2D(strip.map(({ path }) => path).join(''))),
    })
  }
  return { strips }
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null
  return () => (made ??= { value: make() }).value
}
