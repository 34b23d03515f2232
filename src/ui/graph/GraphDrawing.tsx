import { useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { CanvasView } from './CanvasView.tsx'
import { FlowView } from './FlowView.tsx'
import styles from './GraphPane.module.css'
import type { GraphPaneProps, GraphViewHandle } from './GraphView.ts'
import { groupMarks } from './groupMarks.ts'
import { canvasMeasure } from './nodeBox.ts'
import { Notes } from './Notes.tsx'
import { Outline } from './Outline.tsx'
import { pathsThrough, stepsOf } from './pathsThrough.ts'
import { NO_SCENE } from './scene.ts'
import { Toolbar } from './Toolbar.tsx'
import { useChosen } from './useChosen.ts'
import { useCodeCarriers } from './useCodeCarriers.ts'
import { useFitKey } from './useFitKey.ts'
import { useKeptPlace } from './useKeptPlace.ts'
import { useOpenGroups } from './useOpenGroups.ts'
import { useScene } from './useScene.ts'
import { useSearch } from './useSearch.ts'
import { useTree } from './useTree.ts'
import { visibleGraph } from './visibleGraph.ts'
import { Waiting } from './Waiting.tsx'
import { directionOf, walk } from './walk.ts'

/** Above it a canvas paints in half the time, and moves at 50 frames a second where elements make 25. */
const MAX_ELEMENTS = 500
const HELP =
  'Layer graph: arrow keys walk along connections, Enter opens a layer, Space opens or closes a group'

/** One graph: the drawing, its tools, and the same as text. */
export function GraphDrawing({ graph, marks, selected, onSelect, onOpen }: GraphPaneProps) {
  const view = useRef<GraphViewHandle>(null)
  const [isText, setText] = useState(false)
  const [hovered, setHovered] = useState<number | null>(null)
  const [measure] = useState(canvasMeasure)
  const tree = useTree(graph, marks)
  const [chosen, choose] = useChosen(tree, selected, onSelect)
  const allMarks = useMemo(() => groupMarks(tree, marks), [tree, marks])
  const carriers = useCodeCarriers(allMarks)
  const groups = useOpenGroups(tree, carriers, chosen)
  const visible = useMemo(() => visibleGraph(tree, groups.open), [tree, groups.open])
  const drawn = useScene(visible, carriers, measure)
  const scene = drawn.scene ?? NO_SCENE
  const steps = useMemo(() => stepsOf(scene), [scene])
  const search = useSearch(tree, chosen, choose)
  const found = useMemo(
    () => new Set(search.hits.flatMap((id) => scene.indexById.get(id) ?? [])),
    [search.hits, scene],
  )
  const index = chosen === null ? null : (scene.indexById.get(chosen) ?? null)
  useKeptPlace(view, scene, { toggled: groups.lastToggled, selected: chosen })
  useFitKey(() => view.current?.fit())

  const open = (id: string): void => {
    if (tree.repeats.has(id)) groups.toggle(id)
    else onOpen(id)
  }
  const actions: ReadonlyMap<string, (layer: string) => void> = new Map([
    ['Enter', open],
    [' ', groups.toggle],
  ])
  const onKeyDown = (event: KeyboardEvent): void => {
    const action = actions.get(event.key)
    const to = directionOf(event.key)
    if (event.target !== event.currentTarget || (action === undefined && to === null)) return
    event.preventDefault()
    const next = to === null ? null : walk(scene, steps, { from: index, to })
    if (next !== null) choose(next)
    if (chosen !== null) action?.(chosen)
  }
  const View = scene.nodes.length > MAX_ELEMENTS ? CanvasView : FlowView
  return (
    <div className={styles.pane}>
      <Toolbar
        search={search}
        groups={groups}
        isText={isText}
        onText={() => setText(!isText)}
        view={() => view.current}
      />
      <Notes notes={graph.notes} leftOut={visible.leftOut} />
      {isText ? (
        <Outline {...{ tree, marks: allMarks, selected: chosen }} onSelect={choose} onOpen={open} />
      ) : (
        <div
          className={styles.drawing}
          role="application"
          aria-label={HELP}
          aria-busy={drawn.waits !== null}
          tabIndex={0}
          onKeyDown={onKeyDown}
        >
          {drawn.scene !== null && (
            <View
              ref={view}
              {...{ scene, marks: allMarks, selected: index, found }}
              onSelect={choose}
              onOpen={open}
              lit={hovered === null ? null : pathsThrough(steps, hovered)}
              onHover={setHovered}
              onToggle={groups.toggle}
            />
          )}
          <Waiting waits={drawn.waits} count={visible.nodes.length} />
        </div>
      )}
    </div>
  )
}
