import type { CodeListing } from '../../model/Listing.ts'
import type { CodeObject } from '../../model/Report.ts'
import type { Capability } from '../names/Capability.ts'
import {
  evidenceIn,
  isEncodedBlob,
  programIn,
  type Evidence,
  type EvidenceKind,
} from '../names/evidence.ts'

const MAX_LISTINGS = 2_000 // nested code objects looked into; real functions hold fewer than twenty
const MAX_TEXT = 20_000 // characters of one constant that are searched

/** What stands around the names of one code object: its constants, and what else it reaches. */
export interface Scene {
  readonly listings: readonly CodeListing[]
  /** Whether all nested code was looked into. */
  readonly complete: boolean
  /** Of constants that an instruction loads, and of default arguments and closures: the intent. */
  readonly evidence: readonly Evidence[]
  /** Of constants that no instruction loads, such as a docstring. */
  readonly idleEvidence: readonly Evidence[]
  /** A constant that could be encoded code. */
  readonly blob: string | null
  /** A constant that is a command by itself, such as `calc.exe`. */
  readonly program: string | null
  /** What the code calls, of all its names. */
  readonly called: ReadonlySet<Capability>
}

export function sceneOf(code: CodeObject, called: ReadonlySet<Capability>): Scene {
  const { listings, complete } = listingsOf(code.code)
  const constants = listings.flatMap(constantsOf)
  const given = code.uses.flatMap(({ defaults, closure }) => [defaults ?? '', closure ?? ''])
  const loaded = [...constants.filter(({ isLoaded }) => isLoaded).map(({ text }) => text), ...given]
  const idle = constants.filter(({ isLoaded }) => !isLoaded).map(({ text }) => text)
  return {
    listings,
    complete,
    evidence: distinct(loaded.flatMap(evidenceIn)),
    idleEvidence: distinct(idle.flatMap(evidenceIn)),
    blob: loaded.find(isEncodedBlob) ?? null,
    program: loaded.map(programIn).find((text) => text !== null) ?? null,
    called,
  }
}

/** The first piece of evidence of one of `kinds`; idle constants count when they are asked for. */
export function evidenceOf(
  { evidence, idleEvidence }: Scene,
  kinds: readonly EvidenceKind[],
  withIdle: boolean,
): string | null {
  const all = withIdle ? [...evidence, ...idleEvidence] : evidence
  return all.find(({ kind }) => kinds.includes(kind))?.text ?? null
}

/** The text in the `repr` of a text or bytes constant, or of a named argument; null for anything else. */
export function literalText(literal: string): string | null {
  return /^(?:[A-Za-z_]\w*=)?[bu]?(['"])(.*)\1$/s.exec(literal)?.[2] ?? null
}

/** The code object and all nested ones, without recursion: how deep they nest is the file's choice. */
export function listingsOf(code: CodeListing): {
  listings: readonly CodeListing[]
  complete: boolean
} {
  const listings: CodeListing[] = []
  const waiting = [code]
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    if (listings.length === MAX_LISTINGS) return { listings, complete: false }
    listings.push(next)
    waiting.push(...next.children)
  }
  return { listings, complete: true }
}

/** Constants as text; a nested code object shows the author's path and is left out. */
function constantsOf({
  constants,
  instructions,
}: CodeListing): readonly { text: string; isLoaded: boolean }[] {
  const loaded = new Set<number | null>()
  for (const { opcode, argument } of instructions)
    if (opcode.startsWith('LOAD_CONST') || opcode === 'RETURN_CONST') loaded.add(argument)
  return constants.flatMap((text, index) =>
    text.startsWith('<code object')
      ? []
      : [{ text: text.slice(0, MAX_TEXT), isLoaded: loaded.has(index) }],
  )
}

function distinct(evidence: readonly Evidence[]): readonly Evidence[] {
  const byText = new Map(evidence.map((piece) => [piece.text, piece]))
  return [...byText.values()]
}
