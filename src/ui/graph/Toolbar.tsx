import {
  ChevronDown,
  ChevronUp,
  FoldVertical,
  ListTree,
  Maximize,
  UnfoldVertical,
  ZoomIn,
  ZoomOut,
} from 'lucide-react'
import { IconButton } from '../shared/controls.tsx'
import type { GraphViewHandle } from './GraphView.ts'
import styles from './GraphPane.module.css'
import type { OpenGroups } from './useOpenGroups.ts'
import type { Search } from './useSearch.ts'

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
        disabled={isText}
        onClick={() => view()?.zoomBy(1 / STEP)}
      />
      <IconButton
        icon={ZoomIn}
        label="Zoom in"
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

function SearchBox({ text, hits, at, onText, onStep }: Search) {
  const count = hits.length
  return (
    <search className={styles.search}>
      <input
        type="search"
        aria-label="Find layers"
        placeholder="Find layers"
        maxLength={200}
        value={text}
        onChange={({ target }) => onText(target.value)}
        onKeyDown={({ key, shiftKey }) => {
          if (key === 'Enter') onStep(shiftKey ? -1 : 1)
        }}
      />
      {text.trim() !== '' && (
        <>
          <span className={styles.count} role="status">
            {count === 0 ? 'none' : `${at === -1 ? '' : `${at + 1} of `}${count}`}
          </span>
          <IconButton
            icon={ChevronUp}
            label="Previous hit"
            disabled={count === 0}
            onClick={() => onStep(-1)}
          />
          <IconButton
            icon={ChevronDown}
            label="Next hit"
            shortcut="Enter"
            disabled={count === 0}
            onClick={() => onStep(1)}
          />
        </>
      )}
    </search>
  )
}
