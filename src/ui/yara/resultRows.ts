import type { Location, YaraMatch } from '../../engine/index.ts'
import type { FileMatch } from '../../worker/client.ts'
import { locationText } from '../shared/location.ts'
import { counted } from '../shared/quantities.ts'
import { SEVERITIES } from '../shared/severity.ts'

/** How matches are listed. */
export type Grouping = 'rule' | 'part'

export type ResultRow =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'match'; readonly found: FileMatch }

/** Matches below their rule, those of the user's own rules first, then the worst; or below the part they are in, in the order of the parts. */
export function resultRows(
  found: readonly FileMatch[],
  grouping: Grouping,
  none: string,
): readonly ResultRow[] {
  if (found.length === 0) return [{ kind: 'heading', text: none }]
  const worstFirst = found.toSorted(
    (a, b) => Number(a.file === null) - Number(b.file === null) || rankOf(a) - rankOf(b),
  )
  const groups = new Map<string, FileMatch[]>()
  for (const each of grouping === 'rule' ? worstFirst : found) {
    const key = grouping === 'rule' ? each.match.rule : locationText(each.match.location)
    const group = groups.get(key) ?? []
    groups.set(key, group)
    group.push(each)
  }
  return [...groups].flatMap(([key, group]) => [
    { kind: 'heading', text: `${key}: ${counted(group.length, 'match', 'matches')}` } as const,
    ...group.map((each) => ({ kind: 'match', found: each }) as const),
  ])
}

function rankOf({ match }: FileMatch): number {
  return SEVERITIES.indexOf(match.severity)
}

/** Where the first string of a match lies; the part itself for a rule without strings. */
export function firstString({ location, strings }: YaraMatch): Location {
  const [first] = strings
  if (first === undefined) return location
  const { id, offset, length } = first
  return [...location, { kind: 'range', name: id, offset, length, via: 'same' }]
}
