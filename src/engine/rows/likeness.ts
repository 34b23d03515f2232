import { sha256Hex } from '../encodings/sha256/sha256Hex.ts'
import type { CodeListing } from '../model/Listing.ts'

const MAX_DEPTH = 32 // deeper than compilers nest
const MAX_TEXT = 4_000_000 // characters: of more, what comes first stands for all

/**
 * SHA-256 of what a code object does: instructions, constants and the names that it loads, nested code included. What
 * it is called, in which file and on which lines it stood is left out.
 */
export function likenessOf(code: CodeListing): string {
  const lines: string[] = []
  let length = 0
  const add = (listing: CodeListing, depth: number): void => {
    const line = JSON.stringify([
      listing.argumentCount,
      listing.flags,
      listing.names,
      listing.variables.length,
      listing.constants.filter((constant) => !constant.startsWith('<code object')),
      listing.instructions.map(({ opcode, argument }) => `${opcode} ${argument ?? ''}`),
    ])
    lines.push(line)
    length += line.length
    if (depth === MAX_DEPTH || length > MAX_TEXT) return
    for (const child of listing.children) add(child, depth + 1)
  }
  add(code, 0)
  return sha256Hex(new TextEncoder().encode(lines.join('\n')))
}
