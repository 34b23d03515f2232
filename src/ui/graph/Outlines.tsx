import styles from './FlowView.module.css'
import type { GraphViewProps } from './GraphView.ts'
import type { SceneNode } from './scene.ts'

/** Above the nodes: what is selected, found, or on the paths through the node under the pointer. */
export function Outlines({
  scene,
  selected,
  found,
  lit,
}: Pick<GraphViewProps, 'scene' | 'selected' | 'found' | 'lit'>) {
  const nodes = (indices: Iterable<number>): string =>
    [...indices].map((index) => outline(scene.nodes[index])).join('')
  const edges = [...(lit?.edges ?? [])].map((index) => scene.edges[index]?.path ?? '').join('')
  return (
    <svg className={styles.above} data-tone={lit?.tone} width={1} height={1} aria-hidden>
      <path className={styles.litEdge} d={edges} />
      <path className={styles.litNode} d={nodes(lit?.nodes ?? [])} />
      <path className={styles.found} d={nodes(found)} />
      <path className={styles.selected} d={nodes(selected === null ? [] : [selected])} />
    </svg>
  )
}

function outline(node: SceneNode | undefined): string {
  if (node === undefined) return ''
  const { x, y, width, height } = node
  return `M${x} ${y}h${width}v${height}h${-width}Z`
}
