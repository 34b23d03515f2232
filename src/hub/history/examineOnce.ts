import type { Report } from '../../engine/index.ts'
import type { Cost } from '../ranges/Kept.ts'
import type { FileRevision } from './FileRevision.ts'
import type { Presence } from './findOrigin.ts'
import { contentKey } from './walkHistory.ts'

/** What is looked for in each revision: code by its bytes, or whatever code stands in one slot of one layer. */
export type Wanted =
  | { readonly kind: 'code'; readonly sha256: string }
  | { readonly kind: 'slot'; readonly layer: string | null; readonly slot: string }

/** A report of one revision, and what reading it has cost. */
export interface Examined {
  readonly report: Report
  readonly cost: Cost
}

/** Examines each content once, however many revisions have it; what fails may be asked again. */
export interface Examiner {
  readonly examine: (revision: FileRevision) => Promise<Examined & { readonly isReused: boolean }>
  /** What all of it has cost. */
  readonly total: () => Cost & { readonly files: number }
}

export function createExaminer(read: (revision: FileRevision) => Promise<Examined>): Examiner {
  const known = new Map<string, Examined>()
  return {
    async examine(revision) {
      const key = contentKey(revision.file)
      const before = known.get(key)
      if (before !== undefined) return { ...before, isReused: true }
      const examined = await read(revision)
      known.set(key, examined)
      return { ...examined, isReused: false }
    },
    total: () =>
      [...known.values()].reduce(
        ({ bytes, requests, files }, { cost }) => ({
          bytes: bytes + cost.bytes,
          requests: requests + cost.requests,
          files: files + 1,
        }),
        { bytes: 0, requests: 0, files: 0 },
      ),
  }
}

/** Whether it is in a report. What was not seen where not everything was examined is not known. */
export function presenceOf({ code, problems, passes }: Report, wanted: Wanted): Presence {
  const isIn =
    wanted.kind === 'code'
      ? code.some(({ sha256 }) => sha256 === wanted.sha256)
      : code.some(({ uses }) =>
          uses.some(({ layer, slot }) => layer === wanted.layer && slot === wanted.slot),
        )
  if (isIn) return 'yes'
  return problems.length > 0 || passes.structure !== 'done' ? 'unknown' : 'no'
}
