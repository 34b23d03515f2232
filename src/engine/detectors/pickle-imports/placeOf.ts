import type { Judgement } from '../../model/Finding.ts'
import { rangeWithin } from '../../model/Location.ts'
import type { CodeObject } from '../../model/Report.ts'

/** A pickle as the place of a finding, or a piece of it. */
export function placeOf(
  { id, locations }: CodeObject,
  piece?: { readonly name: string; readonly offset: number; readonly length: number },
): Pick<Judgement, 'location' | 'code'> {
  const [at = []] = locations
  if (piece === undefined) return { location: at, code: id }
  const { name, offset, length } = piece
  return { location: rangeWithin(at, { kind: 'instruction', name, offset, length }), code: id }
}
