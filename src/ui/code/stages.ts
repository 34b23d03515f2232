import type { CodeObject, Listing, Location, Range, Stage } from '../../engine/index.ts'

/** A stage and how deep in the tree of stages it stands: 1 for what was found in the payload itself. */
export interface StageNode {
  readonly stage: Stage
  readonly depth: number
}

const PAYLOAD = 'stage-1' // the payload itself is no stage of its listing, or the one without a parent
const MAX_DEPTH = 20 // deeper than the engine folds

/** The stages of a payload, each below the one in which it was found. */
export function stageTree({ stages }: Pick<Listing, 'stages'>): readonly StageNode[] {
  const byParent = new Map<string, Stage[]>()
  for (const stage of stages) {
    if (stage.id === PAYLOAD) continue
    const parent = stage.parent ?? PAYLOAD
    byParent.set(parent, [...(byParent.get(parent) ?? []), stage])
  }
  const below = (parent: string, depth: number): readonly StageNode[] =>
    depth > MAX_DEPTH
      ? []
      : (byParent.get(parent) ?? []).flatMap((stage) => [
          { stage, depth },
          ...below(stage.id, depth + 1),
        ])
  return below(PAYLOAD, 1)
}

/** `stage 2`. */
export function stageNumber({ id }: Pick<Stage, 'id'>): string {
  return id.replace('-', ' ')
}

/** Where in the payload the constants stand that a stage, or the stage that it was found in, came from. */
export function stageRange({ stages }: Pick<Listing, 'stages'>, stage: Stage): Range {
  let outer = stage
  for (let steps = 0; steps < MAX_DEPTH; steps += 1) {
    const parent = stages.find(({ id }) => id === outer.parent && id !== PAYLOAD)
    if (parent === undefined) break
    outer = parent
  }
  return { offset: outer.offset, length: outer.length }
}

/** As `stageRange`, as a location in the first place where the payload stands. */
export function stageLocation(code: CodeObject, stage: Stage): Location {
  const [at = []] = code.locations
  const { offset, length } = stageRange(code, stage)
  return [...at, { kind: 'range', name: stageNumber(stage), offset, length, via: 'same' }]
}

/** Code that a stage comes to, as a code object that stands in no file. */
export function stageCode(code: CodeObject, stage: Stage, listing: Listing): CodeObject {
  return { ...rereadCode(code, listing), id: `${code.id} ${stage.id}`, locations: [], uses: [] }
}

/** A code object with another listing of its payload; where that holds no instruction, under the name it had. */
export function rereadCode(code: CodeObject, listing: Listing): CodeObject {
  const { name, filename, firstLine } = listing.code.instructions.length === 0 ? code : listing.code
  return { ...code, ...listing, name, filename, firstLine }
}
