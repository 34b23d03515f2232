import { useMemo, useRef, useState } from 'react'
import { CanvasView } from './CanvasView.tsx'
import { COLOURINGS, tintOf, type Colouring } from './colouring.ts'
import { ExportMenu } from './export/ExportMenu.tsx'
import { FlowView } from './FlowView.tsx'
import { FollowBar } from './FollowBar.tsx'
import { onGraphKey, HELP } from './graphKeys.ts'
import styles from './GraphPane.module.css'
import type { GraphPaneProps, GraphViewHandle } from './GraphView.ts'
import { groupMarks } from './groupMarks.ts'
import { Legend } from './Legend.tsx'
import { canvasMeasure } from './nodeBox.ts'
import { Notes } from './Notes.tsx'
import { Outline } from './Outline.tsx'
import { stepsOf } from './pathsThrough.ts'
import { useSearch } from './query/useSearch.ts'
import { NO_SCENE } from './scene.ts'
import { Toolbar } from './Toolbar.tsx'
import { useChosen } from './useChosen.ts'
import { useCodeCarriers } from './useCodeCarriers.ts'
import { useFitKey } from './useFitKey.ts'
import { useKeptPlace } from './useKeptPlace.ts'
import { useLit, type Following } from './useLit.ts'
import { useOpenGroups } from './useOpenGroups.ts'
import { useScene } from './useScene.ts'
import { useTree } from './useTree.ts'
import { visibleGraph } from './visibleGraph.ts'
import { Waiting } from './Waiting.tsx'
import { walk } from './walk.ts'

/** Above it a canvas paints in half the time, and moves at 50 frames a second where elements make 25. */
const MAX_ELEMENTS = 500

/** One graph: the drawing, its tools, and the same as text. */
export function GraphDrawing(props: GraphPaneProps) {
  const { graph, marks, selected, name, bytes, onSelect, onOpen } = props
  const view = useRef<GraphViewHandle>(null)
  const [isText, setText] = useState(false)
  const [isLegend, setLegend] = useState(false)
  const [hovered, setHovered] = useState<number | null>(null)
  const [following, setFollowing] = useState<Following>('nothing')
  const [colouring, setColouring] = useState<Colouring>('family')
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
  const tints = useMemo(
    () => scene.nodes.map((node) => tintOf(node, allMarks.get(node.id), colouring)),
    [scene, allMarks, colouring],
  )
  const search = useSearch({ tree, marks, bytes }, chosen, choose)
  const found = useMemo(
    () => new Set(search.hits.flatMap((id) => scene.indexById.get(id) ?? [])),
    [search.hits, scene],
  )
  const index = chosen === null ? null : (scene.indexById.get(chosen) ?? null)
  const { lit, ids } = useLit({ tree, marks, scene, steps }, following, { chosen, hovered })
  useKeptPlace(view, scene, { toggled: groups.lastToggled, selected: chosen })
  useFitKey(() => view.current?.fit())

  const open = (id: string): void => {
    if (tree.repeats.has(id)) groups.toggle(id)
    else onOpen(id)
  }
  const follow = (to: Following): void => setFollowing(following === to ? 'nothing' : to)
  const chooseIf = (id: string | null | undefined): void => {
    if (id != null) choose(id)
  }
  const View = scene.nodes.length > MAX_ELEMENTS ? CanvasView : FlowView
  const pictured = { scene, marks: allMarks, tints, lit }
  return (
    <div className={styles.pane}>
      <Toolbar
        {...{ search, groups, isText }}
        onText={() => setText(!isText)}
        view={() => view.current}
      />
      <FollowBar
        {...{ following, ids, marks, colouring, isLegend }}
        hasCode={carriers.size > 0}
        hasChosen={chosen !== null}
        onFollow={follow}
        onColouring={setColouring}
        onLegend={() => setLegend(!isLegend)}
      >
        <ExportMenu {...pictured} {...{ name, tree }} shown={() => view.current?.shown() ?? null} />
      </FollowBar>
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
          onKeyDown={(event) =>
            onGraphKey(event, {
              walk: (to) => chooseIf(walk(scene, steps, { from: index, to })),
              end: (which) => chooseIf(scene.nodes.at(which === 'first' ? 0 : -1)?.id),
              open: () => chosen !== null && open(chosen),
              toggle: () => chosen !== null && groups.toggle(chosen),
              hit: search.onStep,
              zoom: (factor) => view.current?.zoomBy(factor),
              follow,
              colour: () => setColouring(after(colouring)),
            })
          }
        >
          {drawn.scene !== null && (
            <View
              ref={view}
              {...pictured}
              selected={index}
              found={found}
              onSelect={choose}
              onOpen={open}
              onHover={setHovered}
              onToggle={groups.toggle}
            />
          )}
          {isLegend && <Legend scene={scene} marks={allMarks} colouring={colouring} />}
          <Waiting waits={drawn.waits} count={visible.nodes.length} />
        </div>
      )}
    </div>
  )
}

function after(colouring: Colouring): Colouring {
  const at = COLOURINGS.findIndex(({ id }) => id === colouring)
  return COLOURINGS[(at + 1) % COLOURINGS.length]?.id ?? 'family'
}
