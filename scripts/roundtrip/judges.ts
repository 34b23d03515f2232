import type { Version } from '../../src/engine/bytecode/cpython/versions/Version.ts'
import type { Interpreter } from './Interpreter.ts'
import { isProven, type Pairs } from './pairs.ts'
import { roundTrip, type Prepared, type Trip } from './roundTrip.ts'

/** Says of payloads whether their source leads back to them. */
export type Judge = (prepared: readonly Prepared[]) => Promise<readonly Trip[]>

/** A CPython that compiles. */
export function interpreterJudge(interpreter: Interpreter, version: Version): Judge {
  return (prepared) => roundTrip(prepared, interpreter, version)
}

/** Pairs that a CPython has proven before. */
export function pairsJudge(pairs: Pairs): Judge {
  return (prepared) =>
    Promise.resolve(
      prepared.map((one) => {
        const by = 'proven pairs'
        const outcome = isProven(one, pairs)
          ? ({ kind: 'identical', by } as const)
          : ({ kind: 'unknown' } as const)
        return { ...one, outcome }
      }),
    )
}

/**
 * Asks each judge in turn about what is not identical yet: compilers of one version differ a little from patch to
 * patch, and the payload was written by one of them. What the first judge says of the others stays.
 */
export async function judged(
  prepared: readonly Prepared[],
  judges: readonly Judge[],
): Promise<readonly Trip[]> {
  let trips: readonly Trip[] = prepared.map((one) => ({ ...one, outcome: { kind: 'unknown' } }))
  for (const judge of judges) {
    const open = trips.filter(({ outcome }) => outcome.kind !== 'identical')
    const answers = new Map((await judge(open)).map((trip) => [trip.payload, trip]))
    trips = trips.map((trip) => {
      const answer = answers.get(trip.payload)
      const isBetter = answer?.outcome.kind === 'identical' || trip.outcome.kind === 'unknown'
      return isBetter && answer !== undefined ? answer : trip
    })
  }
  return trips
}
