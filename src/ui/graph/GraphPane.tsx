import { useState } from 'react'
import type { LayerGraph } from '../../engine/index.ts'
import { GraphDrawing } from './GraphDrawing.tsx'
import styles from './GraphPane.module.css'
import type { GraphPaneProps } from './GraphView.ts'
import { Notes } from './Notes.tsx'
import { sameGraph } from './sameGraph.ts'

/** The layers of the model and what feeds what. */
export function GraphPane({ graph, ...rest }: GraphPaneProps) {
  const { drawn, version } = useDrawnGraph(graph)
  if (drawn.layers.length === 0) return <NoGraph notes={drawn.notes} />
  return <GraphDrawing key={version} graph={drawn} {...rest} />
}

function NoGraph({ notes }: Pick<LayerGraph, 'notes'>) {
  return (
    <div className={styles.pane}>
      <p className={styles.empty}>
        <strong>No graph.</strong>{' '}
        {notes.length === 0 && 'Nothing in this file describes layers and their connections.'}
      </p>
      <Notes notes={notes} leftOut={0} />
    </div>
  )
}

/** A report that grows comes as a new copy: what is drawn stays as long as the graph in it says the same. */
function useDrawnGraph(graph: LayerGraph): { drawn: LayerGraph; version: number } {
  const [known, setKnown] = useState({ seen: graph, drawn: graph, version: 0 })
  if (known.seen === graph) return known
  const next = sameGraph(known.drawn, graph)
    ? { ...known, seen: graph }
    : { seen: graph, drawn: graph, version: known.version + 1 }
  setKnown(next)
  return next
}
