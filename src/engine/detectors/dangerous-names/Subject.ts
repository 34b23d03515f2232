import type { CodeListing, PayloadString, Reference, Stage } from '../../model/Listing.ts'
import type { Location } from '../../model/Location.ts'
import type { CodeObject } from '../../model/Report.ts'
import { stageLocation } from '../../model/stageLocation.ts'
import { quoted } from '../wording.ts'

const MAX_LISTINGS = 2_000 // nested code objects looked into; real functions hold fewer than twenty
const MAX_TEXT = 200_000 // characters of one constant that are searched
const MAX_REFERENCES = 20_000 // of one code object; a real one has fewer than a thousand
export const MAX_STAGES = 100 // of one payload; the engine finds no more than 500

/** What is judged by itself: the code of a payload, or what it hides in a stage. */
export interface Subject {
  readonly code: CodeObject
  readonly at: Location
  readonly references: readonly Reference[]
  readonly constants: readonly ConstantText[]
  readonly strings: readonly PayloadString[]
  /** Whether all nested code, names and texts were looked into. */
  readonly complete: boolean
  /** The stage that holds it; null for the payload itself. */
  readonly stage: Stage | null
  /** Whether it shows only when something was unpacked. */
  readonly isUnpacked: boolean
}

export interface ConstantText {
  readonly text: string
  /** Whether an instruction loads it. */
  readonly isLoaded: boolean
}

/** The payload, then each stage in which names or evidence may stand. */
export function* subjectsOf(code: CodeObject): Generator<Subject> {
  const [at = []] = code.locations
  const plain = ofListing(code.code)
  yield { ...plain, code, at, strings: code.strings, stage: null, isUnpacked: false }
  const unpacked = new Set<string>()
  for (const stage of code.stages.slice(0, MAX_STAGES)) {
    const isUnpacked = unpacked.has(stage.parent ?? '') || !isOpen(stage)
    if (isUnpacked) unpacked.add(stage.id)
    const where = { code, at: stageLocation(at, code.stages, stage), stage, isUnpacked }
    const inside = ofStage(stage)
    if (inside !== null) yield { ...where, ...inside }
  }
}

/** How the finding tells that it is about something hidden, as a part of a sentence. */
export function hiddenAs({ stage }: Subject): string {
  return stage === null ? '' : `, in ${stage.id} (${quoted(stage.title)})`
}

/** Operations that run something, or do what every program does: by themselves they hide nothing. */
const OPEN: ReadonlySet<string> = new Set([
  ...['exec', 'eval', 'compile', 'pickle', 'python -c', 'sh -c'],
  ...['concat', 'join', 'format', 'slice', 'split', 'strip', 'repeat'],
])

/** Whether a reader of the code sees what the stage comes to. */
export function isOpen({ steps }: Stage): boolean {
  return steps.every(({ operation }) => OPEN.has(operation))
}

type Content = Pick<Subject, 'references' | 'constants' | 'complete' | 'strings'>

function ofStage({ result, offset, length }: Stage): Content | null {
  const plain = { constants: [], references: [], complete: true, strings: [] }
  switch (result.kind) {
    case 'code':
      return { ...ofListing(result.listing.code), strings: result.listing.strings }
    case 'text': {
      const constants = [{ text: result.text.slice(0, MAX_TEXT), isLoaded: true }]
      const references = result.references.slice(0, MAX_REFERENCES)
      const complete = result.text.length <= MAX_TEXT && result.references.length <= MAX_REFERENCES
      return { ...plain, constants, references, complete }
    }
    case 'pickle':
      return {
        ...plain,
        references: result.globals.map((name) => imported(name, { offset, length })),
      }
    case 'bytes':
      return null
  }
}

/** What a pickle imports it also calls, or hands to what it calls. */
function imported(name: string, { offset, length }: Pick<Stage, 'offset' | 'length'>): Reference {
  return { path: name.split('.'), root: 'import', called: true, arguments: [], offset, length }
}

function ofListing(code: CodeListing): Pick<Subject, 'references' | 'constants' | 'complete'> {
  const { listings, complete } = listingsOf(code)
  const references = listings.flatMap((listing) => listing.references)
  const isCut = listings.some(({ constants }) => constants.some((text) => text.length > MAX_TEXT))
  return {
    references: references.slice(0, MAX_REFERENCES),
    constants: listings.flatMap(constantsOf),
    complete: complete && !isCut && references.length <= MAX_REFERENCES,
  }
}

/** The code object and all nested ones, without recursion: how deep they nest is the file's choice. */
function listingsOf(code: CodeListing): {
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
function constantsOf({ constants, instructions }: CodeListing): readonly ConstantText[] {
  const loaded = new Set<number | null>()
  for (const { opcode, argument } of instructions)
    if (opcode.startsWith('LOAD_CONST') || opcode === 'RETURN_CONST') loaded.add(argument)
  return constants.flatMap((text, index) =>
    text.startsWith('<code object')
      ? []
      : [{ text: text.slice(0, MAX_TEXT), isLoaded: loaded.has(index) }],
  )
}
