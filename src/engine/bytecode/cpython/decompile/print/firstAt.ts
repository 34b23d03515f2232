import type { Range } from '../../../../model/Listing.ts'
import type { Expression, Slice } from '../ast.ts'

const MAX_STEPS = 1000 // to the left; whoever writes a longer expression will not be asked where it began

/** The bytes that tell on which line an expression begins: those of its first name, constant or bracket. */
export function firstAt(node: Expression): Range | null {
  let first = node
  for (let step = 0; step < MAX_STEPS; step++) {
    const next = leftOf(first)
    if (next === null) return first.at
    first = next
  }
  return null
}

/** What stands at the left end of an expression that does not begin with a token of its own. */
function leftOf(node: Expression): Expression | null {
  if (node.kind === 'Call') return node.func
  if (node.kind === 'BinOp' || node.kind === 'Compare') return node.left
  if (node.kind === 'UnaryOp') return node.operand
  if (node.kind === 'BoolOp') return node.values[0] ?? null
  if (node.kind === 'IfExp') return node.body
  if (node.kind === 'NamedExpr') return node.target
  return node.kind === 'Slice' ? leftOfSlice(node) : valueOf(node)
}

function leftOfSlice({ lower, upper, step }: Slice): Expression | null {
  return lower ?? upper ?? step
}

function valueOf(node: Expression): Expression | null {
  if (node.kind === 'Attribute' || node.kind === 'Subscript') return node.value
  if (node.kind === 'Yield' || node.kind === 'YieldFrom' || node.kind === 'Await') return node.value
  return node.kind === 'Starred' ? node.value : null
}
