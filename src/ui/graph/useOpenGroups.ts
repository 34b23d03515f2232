import { useMemo, useState } from 'react'
import { countInside, type LayerTree } from './LayerTree.ts'
import { openedFor } from './visibleGraph.ts'

/**
 * A model with fewer layers is shown with all its own groups open; in a larger one those that hold code are. What
 * repeats itself is closed.
 */
const SMALL_GRAPH = 60
const MAX_OPENED = 300

export interface OpenGroups {
  readonly all: ReadonlySet<string>
  readonly open: ReadonlySet<string>
  readonly lastToggled: string | null
  /** Does nothing for a layer that holds none. */
  readonly toggle: (layerId: string) => void
  readonly openAll: () => void
  readonly closeAll: () => void
}

interface State extends Pick<OpenGroups, 'open' | 'lastToggled'> {
  /** The selection that these groups were opened for. */
  readonly seen: string | null
}

/** Which groups are open; those around the selected layer open when it is selected. */
export function useOpenGroups(
  tree: LayerTree,
  codeCarriers: ReadonlySet<string>,
  selected: string | null,
): OpenGroups {
  const counts = useMemo(() => countInside(tree), [tree])
  const all = useMemo(() => new Set(counts.keys()), [counts])
  const [state, setState] = useState<State>(() => ({
    open: openedFor(tree, openAtFirst(tree, counts, codeCarriers), selected ?? ''),
    seen: selected,
    lastToggled: null,
  }))
  const current =
    state.seen === selected
      ? state
      : { open: openedFor(tree, state.open, selected ?? ''), seen: selected, lastToggled: null }
  if (current !== state) setState(current)
  const set = (open: ReadonlySet<string>, lastToggled: string | null): void =>
    setState({ open, lastToggled, seen: selected })
  return {
    all,
    open: current.open,
    lastToggled: current.lastToggled,
    toggle(group) {
      if (!all.has(group)) return
      const open = new Set(current.open)
      if (!open.delete(group)) open.add(group)
      set(open, group)
    },
    openAll: () => set(all, null),
    closeAll: () => set(new Set(), null),
  }
}

function openAtFirst(
  tree: LayerTree,
  counts: ReadonlyMap<string, number>,
  codeCarriers: ReadonlySet<string>,
): ReadonlySet<string> {
  const ofFile = [...counts.keys()].filter((id) => !tree.repeats.has(id))
  if (tree.byId.size <= SMALL_GRAPH) return new Set(ofFile)
  const withCode = [...counts].filter(([id]) => codeCarriers.has(id))
  const opened = withCode.reduce((sum, [, inside]) => sum + inside, 0)
  return new Set(opened <= MAX_OPENED ? withCode.map(([id]) => id) : [])
}
