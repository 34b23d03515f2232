import { memo, useMemo } from 'react'
import styles from './FlowView.module.css'
import type { Scene } from './scene.ts'

/** Below the nodes: the frames of open groups and all edges, as few elements however many there are. */
export const Connections = memo(function Connections({
  scene,
  isBack,
}: {
  readonly scene: Scene
  /** Whether other edges stand out. */
  readonly isBack: boolean
}) {
  const { frames, down, up } = useMemo(() => {
    const isUp = ({ source, target }: Scene['edges'][number]): boolean =>
      (scene.nodes[target]?.y ?? 0) <= (scene.nodes[source]?.y ?? 0)
    const paths = (edges: Scene['edges']): string => edges.map(({ path }) => path).join('')
    return {
      frames: scene.nodes.filter(({ kind }) => kind === 'open'),
      down: paths(scene.edges.filter((edge) => !isUp(edge))),
      up: paths(scene.edges.filter(isUp)),
    }
  }, [scene])
  return (
    <svg className={styles.below} data-back={isBack} width={1} height={1} aria-hidden>
      {frames.map(({ id, x, y, width, height, carriesCode }) => (
        <rect
          key={id}
          className={styles.group}
          data-code={carriesCode}
          {...{ x, y, width, height }}
          rx={4}
        />
      ))}
      <path className={styles.edge} d={down} />
      <path className={styles.upward} d={up} />
    </svg>
  )
})
