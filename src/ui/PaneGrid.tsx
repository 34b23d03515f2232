import { useRef, type ReactNode } from 'react'
import type { Area, Layout, LayoutControl } from './shared/layout.ts'
import { Splitter } from './shared/Splitter.tsx'
import { useStore } from './shared/Store.ts'
import styles from './PaneGrid.module.css'

interface Props {
  readonly layout: LayoutControl
  readonly findings: ReactNode
  readonly parts: ReactNode
  readonly graph: ReactNode
  readonly detail: ReactNode
  readonly drawer: ReactNode
}

// The share of the page that an area may take at the most, so that the others stay in sight.
const MOST: Readonly<Record<Area, number>> = { left: 0.4, findings: 0.85, right: 0.6, drawer: 0.7 }

/** Three columns and a drawer, with lines between them that can be moved. */
export function PaneGrid({ layout, findings, parts, graph, detail, drawer }: Props) {
  const state = useStore(layout.store)
  const grid = useRef<HTMLDivElement>(null)
  const { closed, full } = state

  /** A function of an event: what is measured is what is on the page then. */
  const splitter = (area: Area, label: string, direction: 1 | -1) => (
    <Splitter
      label={label}
      orientation={area === 'left' || area === 'right' ? 'vertical' : 'horizontal'}
      direction={direction}
      size={closed[area] ? 0 : state.sizes[area]}
      max={1_200}
      onResize={(size) => layout.resize(area, Math.min(size, room(grid.current, area)))}
      onReset={() => layout.reset(area)}
    />
  )

  return (
    <div ref={grid} className={styles.grid} style={template(state)}>
      <div className={styles.left} hidden={full || closed.left}>
        <div className={styles.findings} style={{ height: size(state, 'findings') }}>
          {findings}
        </div>
        {splitter('findings', 'Height of findings', 1)}
        <div className={styles.parts}>{parts}</div>
      </div>
      <div className={styles.leftLine} hidden={full}>
        {splitter('left', 'Width of findings and parts', 1)}
      </div>
      <div className={styles.center}>{graph}</div>
      <div className={styles.rightLine} hidden={full}>
        {splitter('right', 'Width of details', -1)}
      </div>
      <div className={styles.right} hidden={full || closed.right}>
        {detail}
      </div>
      <div className={styles.drawerLine} hidden={full}>
        {splitter('drawer', 'Height of bytes', -1)}
      </div>
      <div className={styles.drawer} hidden={full || closed.drawer}>
        {drawer}
      </div>
    </div>
  )
}

function template(state: Layout): { gridTemplateColumns: string; gridTemplateRows: string } {
  if (state.full)
    return { gridTemplateColumns: '0 0 minmax(0, 1fr) 0 0', gridTemplateRows: 'minmax(0, 1fr) 0 0' }
  return {
    gridTemplateColumns: `${column(state, 'left')} 1px minmax(200px, 1fr) 1px ${column(state, 'right')}`,
    gridTemplateRows: `minmax(0, 1fr) 1px ${size(state, 'drawer')}`,
  }
}

/** In a narrow window the columns give way to the graph, but not below what can be read. */
function column(state: Layout, area: 'left' | 'right'): string {
  return `minmax(min(200px, ${size(state, area)}), ${size(state, area)})`
}

function size({ sizes, closed }: Layout, area: Area): string {
  return closed[area] ? '0px' : `min(${sizes[area]}px, ${MOST[area] * 100}%)`
}

function room(grid: HTMLElement | null, area: Area): number {
  const { clientWidth = 0, clientHeight = 0 } = grid ?? {}
  return MOST[area] * (area === 'left' || area === 'right' ? clientWidth : clientHeight)
}
