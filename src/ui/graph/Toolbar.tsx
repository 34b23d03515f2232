import { FoldVertical, ListTree, Maximize, UnfoldVertical, ZoomIn, ZoomOut } from 'lucide-react'
import { IconButton } from '../shared/controls.tsx'
import type { GraphViewHandle } from './GraphView.ts'
import styles from './GraphPane.module.css'
import { SearchBox } from './query/SearchBox.tsx'
import type { Search } from './query/useSearch.ts'
import type { OpenGroups } from './useOpenGroups.ts'

const STEP = 1.5

interface ToolbarProps {
  readonly search: Search
  readonly groups: OpenGroups
  /** Whether the graph is shown as text instead. */
  readonly isText: boolean
  readonly onText: () => void
  /** Null while nothing is drawn. */
  readonly view: () => GraphViewHandle | null
}

/** Finds layers, opens groups and moves the drawing. */
export function Toolbar({ search, groups, isText, onText, view }: ToolbarProps) {
  return (
    <div className={styles.toolbar}>
      <SearchBox {...search} />
      {groups.all.size > 0 && (
        <>
          <IconButton icon={UnfoldVertical} label="Open all groups" onClick={groups.openAll} />
          <IconButton icon={FoldVertical} label="Close all groups" onClick={groups.closeAll} />
        </>
      )}
      <IconButton icon={ListTree} label="Show as text" pressed={isText} onClick={onText} />
      <IconButton
        icon={ZoomOut}
        label="Zoom out"
        shortcut="-"
        disabled={isText}
        onClick={() => view()?.zoomBy(1 / STEP)}
      />
      <IconButton
        icon={ZoomIn}
        label="Zoom in"
        shortcut="+"
        disabled={isText}
        onClick={() => view()?.zoomBy(STEP)}
      />
      <IconButton
        icon={Maximize}
        label="Fit"
        shortcut="f"
        disabled={isText}
        onClick={() => view()?.fit()}
      />
    </div>
  )
}
