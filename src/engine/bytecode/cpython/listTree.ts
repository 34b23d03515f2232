import type { MarshalCode } from '../../encodings/marshal/Marshal.ts'
import type { CodeListing } from '../../model/Listing.ts'
import { listCode, type Shared } from './listCode.ts'
import { findReferences, visibleToAll, type Known } from './references/findReferences.ts'
import type { TextLine } from './text.ts'

/** A code object with those inside it. */
interface Tree {
  readonly listing: CodeListing
  readonly lines: readonly TextLine[]
  /** Global names that it, or code inside it, has bound. */
  readonly known: Known
}

/** Lists a code object and, as children, those in its constants. */
export function listTree(value: MarshalCode, shared: Shared, around: Known = new Map()): Tree {
  const { code, raw, listing, lines } = listCode(value, shared)
  const { version, repr } = shared
  const subject = {
    code,
    raw,
    version,
    constants: listing.constants,
    repr: (item: Parameters<typeof repr.of>[0]) => repr.of(item),
  }
  const { references, known } = findReferences(subject, around)
  const all = [...lines]
  const children: CodeListing[] = []
  for (const constant of code.constants) {
    if (constant.kind !== 'code') continue
    const child = listTree(constant, shared, known)
    children.push(child.listing)
    if (!version.text.recurses) continue
    all.push({ text: '', range: null })
    all.push({ text: `Disassembly of ${repr.of(constant)}:`, range: constant })
    for (const line of child.lines) all.push(line)
  }
  return { listing: { ...listing, references, children }, lines: all, known: visibleToAll(known) }
}
