import { useMemo } from 'react'
import type { LayerGraph } from '../../engine/index.ts'
import type { LayerMark } from '../shared/marks.ts'
import { layerTree, type LayerTree } from './LayerTree.ts'
import { withRepeats } from './repeatedBlocks.ts'
import { useCodeCarriers } from './useCodeCarriers.ts'

const MIN_LAYERS = 24 // a smaller model is seen at a glance, and needs no groups but its own

/** The layers of the model in their groups; in all but small models what repeats itself is a group too. */
export function useTree(graph: LayerGraph, marks: ReadonlyMap<string, LayerMark>): LayerTree {
  const carriers = useCodeCarriers(marks)
  return useMemo(() => {
    const tree = layerTree(graph)
    return tree.byId.size < MIN_LAYERS ? tree : withRepeats(tree, carriers)
  }, [graph, carriers])
}
