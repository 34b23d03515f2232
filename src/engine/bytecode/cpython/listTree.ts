import type { MarshalCode, MarshalValue } from '../../encodings/marshal/Marshal.ts'
import type { CodeListing } from '../../model/Listing.ts'
import type { Codes } from './gatherCodes.ts'
import { listCode, type Shared } from './listCode.ts'
import { findReferences, visibleToAll, type Known } from './references/findReferences.ts'
import type { Value } from './references/values.ts'
import type { TextLine } from './text.ts'

/** A payload, listed. */
export interface ListedPayload {
  readonly listing: CodeListing
  readonly lines: readonly TextLine[]
  /** Whether lines had to be left out. */
  readonly isCut: boolean
}

/** Lists all code objects: each as a child of the one that it was first met in. */
export function listTree(root: MarshalCode, codes: Codes, shared: Shared): ListedPayload {
  const nodes = new Map<MarshalCode, Node>()
  const listing = listNode(root, new Map(), { codes, shared, nodes, globals: new Map() })
  const { lines, isCut } = linesOf(root, nodes, shared)
  return { listing, lines, isCut }
}

/** A code object as text: its own, and the code objects that `dis` goes on to. */
interface Node {
  readonly lines: readonly TextLine[]
  readonly next: readonly MarshalCode[]
}

interface Walk {
  readonly codes: Codes
  readonly shared: Shared
  readonly nodes: Map<MarshalCode, Node>
  /** What the code objects so far have bound to global names. */
  readonly globals: Map<string, Value>
}

/** Its depth is limited where the codes are gathered. */
function listNode(value: MarshalCode, around: Known, walk: Walk): CodeListing {
  const { codes, shared, nodes } = walk
  const gathered = codes.all.get(value)
  if (gathered === undefined) throw new Error('a code object was not gathered')
  const { code, inner } = gathered
  const { raw, listing, lines } = listCode(code, shared)
  const { version, repr } = shared
  const toText = (item: MarshalValue) => repr.of(item)
  const subject = { code, raw, version, constants: listing.constants, repr: toText }
  const { references, known } = findReferences(subject, new Map([...walk.globals, ...around]))
  for (const [name, bound] of visibleToAll(known)) walk.globals.set(name, bound)
  const direct = code.constants.filter((constant) => constant.kind === 'code')
  const printed = new Set(direct)
  const elsewhere = inner.filter((child) => !printed.has(child))
  nodes.set(value, { lines, next: [...direct, ...elsewhere] })
  const children = inner
    .filter((child) => codes.all.has(child))
    .map((child) => listNode(child, known, walk))
  return { ...listing, references, children }
}

const MAX_LINES = 1_000_000 // what a 1 MB code object comes to; shared code objects can repeat without end

/** The text of all, in the order of `dis`: after each code object those in its constants. */
function linesOf(
  root: MarshalCode,
  nodes: ReadonlyMap<MarshalCode, Node>,
  { version, repr }: Shared,
): Pick<ListedPayload, 'lines' | 'isCut'> {
  const lines: TextLine[] = []
  const waiting = [root]
  for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
    const node = nodes.get(value)
    if (node === undefined) continue
    if (lines.length + node.lines.length > MAX_LINES) return { lines, isCut: true }
    if (value !== root) {
      lines.push({ text: '', range: null })
      const range = { offset: value.offset, length: value.length }
      lines.push({ text: `Disassembly of ${repr.code(value)}:`, range })
    }
    for (const line of node.lines) lines.push(line)
    if (version.text.recurses) for (const next of node.next.toReversed()) waiting.push(next)
  }
  return { lines, isCut: false }
}
