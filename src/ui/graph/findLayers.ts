import type { LayerTree } from './LayerTree.ts'

/** Ids of the layers whose name, class or path holds the text, whatever its case; none for an empty text. */
export function findLayers({ byId }: LayerTree, text: string): readonly string[] {
  const wanted = text.trim().toLowerCase()
  if (wanted === '') return []
  const found: string[] = []
  for (const { id, name, className } of byId.values())
    if ([id, name, className].some((field) => field.toLowerCase().includes(wanted))) found.push(id)
  return found
}
