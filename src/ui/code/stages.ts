import type { CodeObject, Listing, Location, Stage } from '../../engine/index.ts'
import { locationKey } from '../../engine/model/Location.ts'
import { stageLocation } from '../../engine/model/stageLocation.ts'
import { extentOf } from '../shared/location.ts'

/** A stage and how deep in the tree of stages it stands: 1 for what was found in the payload itself. */
export interface StageNode {
  readonly stage: Stage
  readonly depth: number
}

const MAX_DEPTH = 20 // deeper than the engine folds

/** The stages of a payload, each below the one in which it was found. */
export function stageTree({ stages }: Pick<Listing, 'stages'>): readonly StageNode[] {
  const byParent = new Map<string | null, Stage[]>()
  for (const stage of stages) {
    const siblings = byParent.get(stage.parent) ?? []
    siblings.push(stage)
    byParent.set(stage.parent, siblings)
  }
  const below = (parent: string | null, depth: number): readonly StageNode[] =>
    depth > MAX_DEPTH
      ? []
      : (byParent.get(parent) ?? []).flatMap((stage) => [
          { stage, depth },
          ...below(stage.id, depth + 1),
        ])
  return below(null, 1)
}

/** `stage 2`. */
export function stageNumber({ id }: Pick<Stage, 'id'>): string {
  return id.replace('-', ' ')
}

/** Where the bytes of a stage are, for each place of the payload. */
export function stageLocations(code: CodeObject, stage: Stage): readonly Location[] {
  return code.locations.map((at) => stageLocation(at, code.stages, stage))
}

/** The stage in whose bytes a location lies; null when it lies in the payload itself, or elsewhere. */
export function stageAt(code: CodeObject, location: Location): Stage | null {
  const key = locationKey(extentOf(location).base)
  const isHere = (stage: Stage): boolean =>
    stageLocations(code, stage).some((at) => locationKey(at) === key)
  return code.stages.find(isHere) ?? null
}

/** Code that a stage comes to, as a code object that stands where the stage does. */
export function stageCode(code: CodeObject, stage: Stage, listing: Listing): CodeObject {
  const locations = stageLocations(code, stage)
  return { ...rereadCode(code, listing), id: `${code.id} ${stage.id}`, locations, uses: [] }
}

/** A code object with another listing of its payload; where that holds no instruction, under the name it had. */
export function rereadCode(code: CodeObject, listing: Listing): CodeObject {
  const { name, filename, firstLine } = listing.code.instructions.length === 0 ? code : listing.code
  return { ...code, ...listing, name, filename, firstLine }
}
