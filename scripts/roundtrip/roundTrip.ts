// Payload → source → the same CPython's compiler → code object, compared with the payload.
import { toCode } from '../../src/engine/bytecode/cpython/Code.ts'
import { cpython } from '../../src/engine/bytecode/cpython/cpython.ts'
import type { Version } from '../../src/engine/bytecode/cpython/versions/Version.ts'
import type { MarshalCode } from '../../src/engine/encodings/marshal/Marshal.ts'
import { readMarshal } from '../../src/engine/encodings/marshal/readMarshal.ts'
import type { Listing } from '../../src/engine/model/Listing.ts'
import { compareCode, type Difference } from './compareCode.ts'
import { constructOf, kindOf, type Construct, type Kind } from './constructOf.ts'
import type { Answer, Interpreter, Question } from './Interpreter.ts'
import type { Payload } from './payloads.ts'
import { wrapSource, type Wrapped } from './wrapSource.ts'

/** What became of one payload. */
export interface Trip extends Prepared {
  readonly outcome: Outcome
}

export type Outcome =
  | {
      readonly kind: 'identical'
      /** Who says so: `CPython 3.12.1`. */
      readonly by: string
    }
  | {
      readonly kind: 'different'
      readonly difference: Difference
      /** Base64 of what the source was compiled to. */
      readonly recompiled: string
      /** Whether the same source, spread over lines in another way, comes back identical. */
      readonly isByLines: boolean
    }
  | { readonly kind: 'rejected'; readonly message: string }
  | { readonly kind: 'no source' }
  /** Nobody could tell. */
  | { readonly kind: 'unknown' }

/** A payload with what was made of it. */
export interface Prepared {
  readonly payload: Payload
  readonly root: MarshalCode
  readonly kind: Kind
  readonly construct: Construct
  readonly listing: Listing
  readonly wrapped: Wrapped
}

/** Decompiles a payload, unless its source is given; undefined when it holds no code object. */
export function prepare(payload: Payload, version: Version, given?: string): Prepared | undefined {
  const bytes = Buffer.from(payload.b64, 'base64')
  const root = rootOf(bytes, version)
  if (root === undefined) return undefined
  const decoded = cpython.decode(bytes, version.id)
  const listing: Listing =
    given === undefined ? decoded : { ...decoded, source: given, sourceStatus: 'complete' }
  const code = toCode(root)
  return {
    payload,
    root,
    kind: payload.set === 'snippets' ? 'snippet' : kindOf(code, listing.code),
    construct: constructOf(code, listing.code),
    listing,
    wrapped: wrapSource(root, listing.code, listing.source),
  }
}

/** Compiles what was decompiled, and compares. */
export async function roundTrip(
  prepared: readonly Prepared[],
  interpreter: Interpreter,
  version: Version,
): Promise<readonly Trip[]> {
  const trips = await tripsOf(prepared, 'given', interpreter, version)
  const different = trips.filter(({ outcome }) => outcome.kind === 'different')
  const relaid = new Set<Payload>()
  for (const lines of ['one', 'each'] as const)
    for (const { payload, outcome } of await tripsOf(different, lines, interpreter, version))
      if (outcome.kind === 'identical') relaid.add(payload)
  return trips.map((trip) => {
    if (trip.outcome.kind !== 'different') return trip
    return { ...trip, outcome: { ...trip.outcome, isByLines: relaid.has(trip.payload) } }
  })
}

async function tripsOf(
  prepared: readonly Prepared[],
  lines: 'given' | 'one' | 'each',
  interpreter: Interpreter,
  version: Version,
): Promise<readonly Trip[]> {
  const questions = prepared.map(({ wrapped: { source, around, path, flags } }): Question => {
    return { do: 'compile', source, around, path, flags, lines }
  })
  const answers = await interpreter.ask(questions)
  return prepared.map((one, index) => {
    const answer = answers[index] ?? { codes: [], text: '', error: 'no answer' }
    return { ...one, outcome: outcomeOf(one, answer, { version, by: interpreter.title }) }
  })
}

function outcomeOf(
  { root, listing, wrapped: { path, prefixes } }: Prepared,
  { error, codes }: Answer,
  { version, by }: { readonly version: Version; readonly by: string },
): Outcome {
  if (listing.source.trim() === '') return { kind: 'no source' }
  if (error !== '') return { kind: 'rejected', message: error }
  let outcome: Outcome = { kind: 'rejected', message: `there is no ${path.join('.')} in it` }
  for (const recompiled of codes.toReversed()) {
    const candidate = rootOf(Buffer.from(recompiled, 'base64'), version)
    if (candidate === undefined) continue
    const difference = compareCode(root, candidate, { version, prefixes })
    if (difference === undefined) return { kind: 'identical', by }
    outcome = { kind: 'different', difference, recompiled, isByLines: false }
  }
  return outcome
}

function rootOf(bytes: Uint8Array, version: Version): MarshalCode | undefined {
  const { root } = readMarshal(bytes, version.layout)
  return root.kind === 'code' ? root : undefined
}
