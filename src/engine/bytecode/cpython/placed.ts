import type { CodeListing, Range } from '../../model/Listing.ts'
import type { Decoded } from '../Decoder.ts'

/** The listing with all its places moved: of a repaired payload to the one that was given. */
export function placed(listing: Decoded, toGiven: (offset: number) => number): Decoded {
  const move = <T extends Range>(range: T): T => {
    const offset = toGiven(range.offset)
    return { ...range, offset, length: toGiven(range.offset + range.length) - offset }
  }
  const moveCode = (code: CodeListing): CodeListing => ({
    ...move(code),
    instructions: code.instructions.map(move),
    references: code.references.map(move),
    children: code.children.map(moveCode),
  })
  return {
    ...listing,
    code: moveCode(listing.code),
    lines: listing.lines.map((range) => (range === null ? null : move(range))),
    sourceLines: listing.sourceLines.map((range) => (range === null ? null : move(range))),
    stages: listing.stages.map((stage) => (stage.parent === null ? move(stage) : stage)),
    strings: listing.strings.map(move),
    codeBytes: toGiven(listing.codeBytes),
    faults: listing.faults.map(move),
  }
}
