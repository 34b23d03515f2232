import type { Stage } from './Listing.ts'
import { within, type Location } from './Location.ts'

const MAX_DEPTH = 20 // stages in stages: more than any decoder makes

/** Where the bytes of a stage are, for a payload that stands at `payload`: a derived window for each stage on the way. */
export function stageLocation(payload: Location, stages: readonly Stage[], stage: Stage): Location {
  const byId = new Map(stages.map((each) => [each.id, each]))
  const path: Stage[] = []
  for (let next: Stage | undefined = stage; next !== undefined && path.length < MAX_DEPTH;) {
    path.unshift(next)
    next = next.parent === null ? undefined : byId.get(next.parent)
  }
  return path.reduce<Location>(
    (at, { id, offset, length }) =>
      within(at, { kind: 'payload', name: id, offset, length, via: 'unrolled' }),
    payload,
  )
}
