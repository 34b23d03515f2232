import { useState } from 'react'
import type { LayerTree } from './LayerTree.ts'

/** What is chosen in the graph: the layer that the page has selected, or a group that only the graph knows. */
export function useChosen(
  tree: LayerTree,
  selected: string | null,
  onSelect: (layerId: string) => void,
): readonly [chosen: string | null, choose: (id: string) => void] {
  const [group, setGroup] = useState<{ id: string; over: string | null } | null>(null)
  const isCurrent = group !== null && group.over === selected && tree.repeats.has(group.id)
  const choose = (id: string): void => {
    const isOurs = tree.repeats.has(id)
    setGroup(isOurs ? { id, over: selected } : null)
    if (!isOurs) onSelect(id)
  }
  return [isCurrent ? group.id : selected, choose]
}
