import type { WireFault } from '../../encodings/protobuf/Message.ts'
import { rangeWithin, type Location } from '../../model/Location.ts'
import type { ModelPart } from '../../model/ModelPart.ts'

/** What is wrong with the protobuf file at `at`, as the problems of a report. */
export function* faultProblems(faults: readonly WireFault[], at: Location): Generator<ModelPart> {
  for (const { kind, message, offset } of faults) {
    const piece = { kind: 'range', name: `byte ${offset}`, offset, length: 0 } as const
    yield { kind: 'problem', problem: { kind, message, location: rangeWithin(at, piece) } }
  }
}
