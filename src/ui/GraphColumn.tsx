import { Maximize2, Minimize2 } from 'lucide-react'
import { lazy, Suspense, useMemo } from 'react'
import type { Analysis } from '../engine/index.ts'
import { focusPane } from './focusPane.ts'
import type { Files } from './shared/bytesAt.ts'
import { IconButton } from './shared/controls.tsx'
import type { LayoutControl } from './shared/layout.ts'
import { toMarks } from './shared/marks.ts'
import { Pane } from './shared/Pane.tsx'
import { useStore } from './shared/Store.ts'
import styles from './GraphColumn.module.css'

const GraphPane = lazy(async () => {
  const { GraphPane: component } = await import('./graph/GraphPane.tsx')
  return { default: component }
})

interface Props {
  readonly analysis: Analysis
  readonly files: Files
  /** The id of the chosen layer. */
  readonly selected: string | null
  readonly layout: LayoutControl
  readonly onSelect: (layer: string) => void
}

/** The graph, which may fill the page. */
export function GraphColumn({ analysis, files, selected, layout, onSelect }: Props) {
  const { report, contents } = analysis
  const { full } = useStore(layout.store)
  const marks = useMemo(() => toMarks(report), [report])
  const bytes = useMemo(() => ({ files, contents }), [files, contents])
  return (
    <Pane
      id="pane-graph"
      title="Graph"
      count={report.graph.layers.length}
      actions={
        <IconButton
          icon={full ? Minimize2 : Maximize2}
          label={full ? 'Show the other panes' : 'Fill the page'}
          shortcut="g"
          onClick={() => layout.setFull(!full)}
        />
      }
    >
      <Suspense fallback={<p className={styles.waits}>Loading the graph …</p>}>
        <GraphPane
          graph={report.graph}
          name={report.source.name}
          bytes={bytes}
          marks={marks}
          selected={selected}
          onSelect={onSelect}
          onOpen={(layer) => {
            onSelect(layer)
            layout.setFull(false)
            layout.setClosed('right', false)
            focusPane('detail')
          }}
        />
      </Suspense>
    </Pane>
  )
}
