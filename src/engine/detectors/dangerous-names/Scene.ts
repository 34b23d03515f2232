import type { Capability } from '../names/Capability.ts'
import {
  evidenceIn,
  isEncodedBlob,
  programIn,
  type Evidence,
  type EvidenceKind,
} from '../names/evidence.ts'
import type { Subject } from './Subject.ts'

/** What stands around the names of one code object: its constants, and what else it reaches. */
export interface Scene {
  /** Of constants that an instruction loads, and of default arguments and closures: the intent. */
  readonly evidence: readonly Evidence[]
  /** Of constants that no instruction loads, such as a docstring. */
  readonly idleEvidence: readonly Evidence[]
  /** A constant that could be encoded code. */
  readonly blob: string | null
  /** A text that is longer than names, messages and options are. */
  readonly longText: string | null
  /** A constant that is a command by itself, such as `calc.exe`. */
  readonly program: string | null
  /** What the code calls, of all its names. */
  readonly called: ReadonlySet<Capability>
}

export function sceneOf(subject: Subject, called: ReadonlySet<Capability>): Scene {
  const { code, constants, stage } = subject
  const uses = stage === null ? code.uses : []
  const given = uses.flatMap(({ defaults, closure }) => [defaults ?? '', closure ?? ''])
  const loaded = [...constants.filter(({ isLoaded }) => isLoaded).map(({ text }) => text), ...given]
  const idle = constants.filter(({ isLoaded }) => !isLoaded).map(({ text }) => text)
  return {
    evidence: distinct(loaded.flatMap((text) => evidenceOfText(text, subject))),
    idleEvidence: distinct(idle.flatMap(evidenceIn)),
    blob: loaded.find(isEncodedBlob) ?? null,
    longText: stage === null ? (loaded.find(isLongText) ?? null) : null,
    program: loaded.map(programIn).find((text) => text !== null) ?? null,
    called,
  }
}

const LONGEST_WORDS = 200 // characters of what people write into a layer

/** Of encoded texts the other finding speaks. */
function isLongText(literal: string): boolean {
  return literal.length > LONGEST_WORDS && /^[bru]?['"]/.test(literal) && !isEncodedBlob(literal)
}

/** Source is code: that it reads like code tells nothing. */
function evidenceOfText(text: string, { stage }: Subject): readonly Evidence[] {
  const result = stage?.result
  const isSource = result?.kind === 'text' && result.language === 'python'
  return evidenceIn(text).filter(({ kind }) => !isSource || kind !== 'code')
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

function distinct(evidence: readonly Evidence[]): readonly Evidence[] {
  const byText = new Map(evidence.map((piece) => [piece.text, piece]))
  return [...byText.values()]
}
