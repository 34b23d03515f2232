import type { LayerMark } from '../shared/marks.ts'
import { worst } from '../shared/severity.ts'
import { ancestorsOf, type LayerTree } from './LayerTree.ts'

/** The marks of layers, and on every group around them what is marked inside it. */
export function groupMarks(
  tree: LayerTree,
  marks: ReadonlyMap<string, LayerMark>,
): ReadonlyMap<string, LayerMark> {
  const all = new Map(marks)
  for (const [id, mark] of marks)
    for (const group of ancestorsOf(tree, id)) {
      const known = all.get(group)
      all.set(group, known === undefined ? mark : joined(known, mark))
    }
  return all
}

function joined(a: LayerMark, b: LayerMark): LayerMark {
  const severities = [a.severity ?? [], b.severity ?? []].flat()
  return { carriesCode: a.carriesCode || b.carriesCode, severity: worst(severities) }
}
