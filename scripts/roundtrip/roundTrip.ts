// Payload → source → the same CPython's compiler → code object, compared with the payload.
import type { MarshalCode } from '../../src/engine/encodings/marshal/Marshal.ts'
import { readMarshal } from '../../src/engine/encodings/marshal/readMarshal.ts'
import { toCode } from '../../src/engine/bytecode/cpython/Code.ts'
import { cpython } from '../../src/engine/bytecode/cpython/cpython.ts'
import type { Version } from '../../src/engine/bytecode/cpython/versions/Version.ts'
import type { Listing } from '../../src/engine/model/Listing.ts'
import { compareCode, type Difference } from './compareCode.ts'
import { constructOf, kindOf, type Construct, type Kind } from './constructOf.ts'
import type { Answer, Interpreter } from './Interpreter.ts'
import type { Payload } from './payloads.ts'
import { wrapSource, type Wrapped } from './wrapSource.ts'

/** What became of one payload. */
export interface Trip {
  readonly payload: Payload
  readonly kind: Kind
  readonly construct: Construct
  readonly listing: Listing
  readonly wrapped: Wrapped
  readonly outcome: Outcome
}

export type Outcome =
  | { readonly kind: 'identical' }
  | {
      readonly kind: 'different'
      readonly difference: Difference
      /** Base64 of what the source was compiled to. */
      readonly recompiled: string
    }
  | { readonly kind: 'rejected'; readonly message: string }
  | { readonly kind: 'no source' }

interface Prepared extends Omit<Trip, 'outcome'> {
  readonly root: MarshalCode
}

/** Decompiles a payload; undefined when it holds no code object. */
export function prepare(payload: Payload, version: Version, given?: string): Prepared | undefined {
  const bytes = Buffer.from(payload.b64, 'base64')
  const root = rootOf(bytes, version)
  if (root === undefined) return undefined
  const decoded = cpython.decode(bytes, version.id)
  const listing: Listing =
    given === undefined ? decoded : { ...decoded, source: given, sourceStatus: 'complete' }
  const code = toCode(root)
  const kind = payload.set === 'snippets' ? 'snippet' : kindOf(code, listing.code)
  const construct = constructOf(code, listing.code)
  const wrapped = wrapSource(root, listing.code, listing.source)
  return { payload, root, kind, construct, listing, wrapped }
}

/** Compiles what was decompiled, and compares. */
export async function roundTrip(
  prepared: readonly Prepared[],
  interpreter: Interpreter,
  version: Version,
): Promise<readonly Trip[]> {
  const questions = prepared.map(({ wrapped: { source, around, path, flags } }) => {
    return { do: 'compile', source, around, path, flags } as const
  })
  const answers = await interpreter.ask(questions)
  return prepared.map((one, index) => {
    const answer = answers[index] ?? { codes: [], text: '', error: 'no answer' }
    return { ...one, outcome: outcomeOf(one, answer, version) }
  })
}

function outcomeOf(
  { root, listing, wrapped }: Prepared,
  answer: Answer,
  version: Version,
): Outcome {
  if (listing.source.trim() === '') return { kind: 'no source' }
  if (answer.error !== '') return { kind: 'rejected', message: answer.error }
  let first: Outcome = { kind: 'rejected', message: `no code object ${wrapped.path.join('.')}` }
  for (const recompiled of answer.codes.toReversed()) {
    const candidate = rootOf(Buffer.from(recompiled, 'base64'), version)
    if (candidate === undefined) continue
    const { prefixes } = wrapped
    const difference = compareCode(root, candidate, { version, prefixes })
    if (difference === undefined) return { kind: 'identical' }
    first = { kind: 'different', difference, recompiled }
  }
  return first
}

function rootOf(bytes: Uint8Array, version: Version): MarshalCode | undefined {
  const { root } = readMarshal(bytes, version.layout)
  return root.kind === 'code' ? root : undefined
}
