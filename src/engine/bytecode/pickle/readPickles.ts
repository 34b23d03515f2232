import { ParseError } from '../../bytes/ParseError.ts'
import { looksLikePickle } from '../../encodings/pickle/looksLikePickle.ts'
import type { PickleRun } from '../../encodings/pickle/PickleValue.ts'
import { runPickle } from '../../encodings/pickle/runPickle.ts'
import type { Fault, Range } from '../../model/Listing.ts'

const MAX_PICKLES = 1_000 // in a row; a legacy PyTorch file is five

/** All pickles of a payload. */
export interface Pickles {
  readonly runs: readonly PickleRun[]
  /** What stands behind the last of them and is none; null when nothing does. */
  readonly rest: Range | null
  readonly faults: readonly Fault[]
}

/** Follows the pickles that stand in a row. Throws `ParseError` when not one opcode of the first could be read. */
export function readPickles(payload: Uint8Array): Pickles {
  const runs: PickleRun[] = [runPickle(payload)]
  if (runs[0]?.opcodes.length === 0) throw new ParseError(whyEnded(runs[0]), 0)
  for (let next = following(payload, runs); next !== undefined; next = following(payload, runs))
    runs.push(next)
  const last = runs.at(-1)
  const offset = last?.endOffset ?? 0
  const length = payload.length - offset
  const rest = length > 0 ? { offset, length } : null
  const trailing = last?.end === 'stop' && rest !== null
  return {
    runs,
    rest,
    faults: [
      ...runs.flatMap(faultsOf),
      ...(trailing ? [{ ...rest, message: trailingMessage(rest, runs.length) }] : []),
    ],
  }
}

/** The pickle behind the last one that was followed, when what stands there is one. */
function following(payload: Uint8Array, runs: readonly PickleRun[]): PickleRun | undefined {
  const last = runs.at(-1)
  if (last?.end !== 'stop' || runs.length === MAX_PICKLES) return undefined
  const rest = payload.subarray(last.endOffset)
  if (rest.length === 0) return undefined
  const next = runPickle(payload, last.endOffset)
  const isWhole = next.end === 'stop' && next.opcodes.length > 1
  return isWhole || looksLikePickle(rest, rest.length) ? next : undefined
}

function trailingMessage({ length }: Range, pickles: number): string {
  const limit = pickles === MAX_PICKLES ? `; only ${MAX_PICKLES} pickles were followed` : ''
  return `${length} bytes follow the STOP of the last pickle${limit}`
}

function faultsOf(run: PickleRun): readonly Fault[] {
  const { end, faults } = run
  if (end === 'stop') return faults
  const last = faults.at(-1)
  return last === undefined
    ? faults
    : [...faults.slice(0, -1), { ...last, message: breakMessage(run) }]
}

/** `it breaks off at byte 12: …`, of a run that met no STOP. */
export function breakMessage(run: PickleRun): string {
  const { end, endOffset } = run
  const how = {
    cut: 'ends',
    broken: 'breaks off',
    limit: 'was followed no further',
    stop: 'stops',
  }[end]
  return `the pickle ${how} at byte ${endOffset}: ${whyEnded(run)}`
}

function whyEnded({ faults }: PickleRun): string {
  return faults.at(-1)?.message ?? 'nothing is known of it'
}
