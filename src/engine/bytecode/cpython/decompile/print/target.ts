import type { Expression } from '../ast.ts'
import type { Sheet } from './Sheet.ts'

/** What is assigned to or deleted: a tuple bare where `least` lets it. */
export function targetText(node: Expression, least: number, sheet: Sheet): string {
  sheet.expects(isTarget(node))
  return sheet.print(node, least)
}

const MAX_DEPTH = 200 // deeper ones are marked by the printer itself

function isTarget(node: Expression, depth = 0): boolean {
  if (node.kind === 'Name' || node.kind === 'Attribute' || node.kind === 'Subscript') return true
  if ((node.kind !== 'Tuple' && node.kind !== 'List') || depth > MAX_DEPTH) return false
  const { elements } = node
  return (
    elements.filter(({ kind }) => kind === 'Starred').length <= 1 &&
    elements.every((element) =>
      isTarget(element.kind === 'Starred' ? element.value : element, depth + 1),
    )
  )
}
