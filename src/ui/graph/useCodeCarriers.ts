import { useState } from 'react'
import type { LayerMark } from '../shared/marks.ts'

/** The layers that carry code: the same set as long as it holds the same ids, so that nothing is laid out again. */
export function useCodeCarriers(marks: ReadonlyMap<string, LayerMark>): ReadonlySet<string> {
  const [known, setKnown] = useState(() => ({ marks, ids: carriersOf(marks) }))
  if (known.marks === marks) return known.ids
  const ids = carriersOf(marks)
  const isSame = ids.size === known.ids.size && [...ids].every((id) => known.ids.has(id))
  const next = { marks, ids: isSame ? known.ids : ids }
  setKnown(next)
  return next.ids
}

function carriersOf(marks: ReadonlyMap<string, LayerMark>): ReadonlySet<string> {
  return new Set([...marks].flatMap(([id, { carriesCode }]) => (carriesCode ? id : [])))
}
