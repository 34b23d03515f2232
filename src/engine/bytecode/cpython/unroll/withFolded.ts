import type { CodeListing, Reference } from '../../../model/Listing.ts'
import type { FoundReference } from './PathBook.ts'

/**
 * The listing with the references that only folding tells. One that is there already, at the same instruction, is
 * replaced when folding knows more of its arguments, so that nothing is told twice.
 */
export function withFolded(code: CodeListing, folded: readonly FoundReference[]): CodeListing {
  if (folded.length === 0) return code
  const all = referencesIn(code)
  const told = new Set(all.map(keyOf))
  const added = folded.map(({ reference }) => reference).filter((each) => !told.has(keyOf(each)))
  const byPlace = new Map(added.map((reference) => [placeOf(reference), reference]))
  const known = new Set(all.map(placeOf))
  const fresh = added.filter((reference) => !known.has(placeOf(reference)))
  return place(code, { byPlace, fresh: [...fresh] })
}

interface Folded {
  readonly byPlace: ReadonlyMap<string, Reference>
  /** References that stand nowhere yet: each goes to the innermost code that holds its instruction. */
  readonly fresh: readonly Reference[]
}

/** Code nests no deeper than its reader allows. */
function place(code: CodeListing, { byPlace, fresh }: Folded): CodeListing {
  const left = new Set(fresh)
  const children = code.children.map((child) => {
    const inside = [...left].filter((reference) => isInside(reference, child))
    for (const reference of inside) left.delete(reference)
    return place(child, { byPlace, fresh: inside })
  })
  const references = code.references.map((reference) =>
    better(reference, byPlace.get(placeOf(reference))),
  )
  return { ...code, children, references: [...references, ...left] }
}

function better(reference: Reference, folded: Reference | undefined): Reference {
  return folded !== undefined && folded.arguments.length > reference.arguments.length
    ? folded
    : reference
}

function isInside({ offset }: Reference, code: CodeListing): boolean {
  return offset >= code.offset && offset < code.offset + code.length
}

function referencesIn(code: CodeListing): readonly Reference[] {
  return [...code.references, ...code.children.flatMap(referencesIn)]
}

function placeOf({ path, offset, called }: Reference): string {
  return JSON.stringify([path, offset, called])
}

function keyOf({ path, called, arguments: literals }: Reference): string {
  return JSON.stringify([path, called, literals])
}
