import type { Box, Point } from './layout/flatLayout.ts'
import { HEADER_HEIGHT } from './nodeBox.ts'
import type { Scene } from './scene.ts'

const BUCKET_HEIGHT = 400

/** Nodes by the strips of the scene that they reach into. */
export type RowIndex = ReadonlyMap<number, readonly number[]>

export function rowIndex({ nodes }: Scene): RowIndex {
  const rows = new Map<number, number[]>()
  for (const [index, { y, height }] of nodes.entries())
    for (let row = rowOf(y); row <= rowOf(y + height); row++) {
      const others = rows.get(row)
      if (others === undefined) rows.set(row, [index])
      else others.push(index)
    }
  return rows
}

/** Nodes that reach into an area; parents before their children. */
export function nodesIn({ nodes }: Scene, rows: RowIndex, area: Box): readonly number[] {
  const found = new Set<number>()
  const last = Math.min(rowOf(area.y + area.height), rowOf(area.y) + rows.size)
  for (let row = Math.max(rowOf(area.y), 0); row <= last; row++)
    for (const index of rows.get(row) ?? []) {
      const node = nodes[index]
      if (node !== undefined && overlaps(node, area)) found.add(index)
    }
  return [...found].sort((a, b) => a - b)
}

/** The innermost node at a point; of an open group only its header counts. */
export function nodeAt(scene: Scene, rows: RowIndex, point: Point): number | null {
  const around = nodesIn(scene, rows, { ...point, width: 0, height: 0 })
  const solid = around.filter((index) => {
    const node = scene.nodes[index]
    return node !== undefined && (node.kind !== 'open' || point.y <= node.y + HEADER_HEIGHT)
  })
  return solid.at(-1) ?? null
}

function rowOf(y: number): number {
  return Math.floor(y / BUCKET_HEIGHT)
}

function overlaps(a: Box, b: Box): boolean {
  return (
    a.x <= b.x + b.width && b.x <= a.x + a.width && a.y <= b.y + b.height && b.y <= a.y + a.height
  )
}
