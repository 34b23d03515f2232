import { useMemo, useState } from 'react'
import { findLayers } from './findLayers.ts'
import type { LayerTree } from './LayerTree.ts'

/** A text to look for, and where the selected layer is among the hits. */
export interface Search {
  readonly text: string
  /** Ids of layers. */
  readonly hits: readonly string[]
  /** From 0; -1 when no hit is selected. */
  readonly at: number
  readonly onText: (text: string) => void
  /** Selects the next hit, or the one before. */
  readonly onStep: (by: 1 | -1) => void
}

export function useSearch(
  tree: LayerTree,
  selected: string | null,
  onSelect: (layerId: string) => void,
): Search {
  const [text, onText] = useState('')
  const hits = useMemo(() => findLayers(tree, text), [tree, text])
  const at = selected === null ? -1 : hits.indexOf(selected)
  const onStep = (by: 1 | -1): void => {
    const start = at === -1 && by === -1 ? 0 : at
    const next = hits[(start + by + hits.length) % hits.length]
    if (next !== undefined) onSelect(next)
  }
  return { text, hits, at, onText, onStep }
}
