import type { Scene } from './scene.ts'

/** Everything that leads to a node and that it leads to. */
export interface Lit {
  /** Indices of nodes. */
  readonly nodes: ReadonlySet<number>
  /** Indices of edges. */
  readonly edges: ReadonlySet<number>
  /** Code: what has been through code of the file. */
  readonly tone: 'select' | 'code'
  /** Whether everything else steps back. */
  readonly isAlone: boolean
}

type Neighbours = readonly (readonly Step[])[]

interface Step {
  readonly node: number
  readonly edge: number
}

/** For each node the steps along its edges, against and with their direction. */
export interface Steps {
  readonly up: Neighbours
  readonly down: Neighbours
}

export function stepsOf({ nodes, edges }: Pick<Scene, 'nodes' | 'edges'>): Steps {
  const up: Step[][] = nodes.map(() => [])
  const down: Step[][] = nodes.map(() => [])
  for (const [edge, { source, target }] of edges.entries()) {
    up[target]?.push({ node: source, edge })
    down[source]?.push({ node: target, edge })
  }
  return { up, down }
}

/** The paths from the inputs to a node and from it to the outputs. */
export function pathsThrough({ up, down }: Steps, node: number): Lit {
  const nodes = new Set([node])
  const edges = new Set<number>()
  for (const neighbours of [up, down]) {
    const seen = new Set([node])
    for (const at of seen)
      for (const step of neighbours[at] ?? []) {
        edges.add(step.edge)
        nodes.add(step.node)
        seen.add(step.node)
      }
  }
  return { nodes, edges, tone: 'select', isAlone: false }
}
