import { Columns2 } from 'lucide-react'
import { useState } from 'react'
import type { Location, Range, Report } from '../../engine/index.ts'
import { classes } from '../shared/classes.ts'
import { IconButton } from '../shared/controls.tsx'
import type { CodeSide } from '../shared/layout.ts'
import styles from './CodePane.module.css'
import type { PaneLook } from './PaneLook.ts'
import { TabBar } from './TabBar.tsx'
import type { Tab, TabId } from './tabs.ts'
import { TextView } from './TextView.tsx'

interface ViewsProps {
  readonly report: Report
  readonly tabs: readonly Tab[]
  readonly tab: Tab
  readonly highlight: Location | null
  readonly isSplit: boolean
  readonly onLook: (look: PaneLook) => void
  readonly onSide: (side: CodeSide) => void
  readonly onSplit: (isSplit: boolean) => void
}

/** The open tab; of source and disassembly both, when they are to stand side by side. */
export function Views(props: ViewsProps) {
  const { report, tabs, tab, highlight, onLook } = props
  const [pointed, setPointed] = useState<Pointed | null>(null)
  const pair = pairOf(tabs, tab)
  const open = pair.length === 2 && props.isSplit ? pair : [tab]
  const openTab = (id: TabId): void => {
    if (id === 'source' || id === 'disassembly') props.onSide(id)
    onLook({ view: (before) => ({ ...before, tab: id }), isStep: false })
  }
  return (
    <>
      <TabBar tabs={tabs} current={tab.id} open={open.map(({ id }) => id)} onTab={openTab}>
        {pair.length === 2 && (
          <IconButton
            icon={Columns2}
            label="Source and disassembly side by side"
            shortcut="b"
            pressed={props.isSplit}
            onClick={() => props.onSplit(!props.isSplit)}
          />
        )}
      </TabBar>
      <div className={styles.panels}>
        <div className={classes(styles.views, open.length > 1 && styles.split)}>
          {open.map((each) => (
            <TextView
              key={each.id}
              {...{ report, highlight, onLook }}
              tab={each}
              pointed={pointed === null || pointed.from === each.id ? null : pointed.range}
              onPoint={(range) => setPointed(range === null ? null : { from: each.id, range })}
            />
          ))}
        </div>
      </div>
    </>
  )
}

/** What the pointer is on. */
interface Pointed {
  readonly from: TabId
  readonly range: Range
}

/** Source and disassembly, when `tab` is one of them and there is source. */
function pairOf(tabs: readonly Tab[], tab: Tab): readonly Tab[] {
  const pair = tabs.filter(({ id }) => id === 'source' || id === 'disassembly')
  return pair.includes(tab) && tab.code?.sourceStatus !== 'none' ? pair : []
}
