import { escapeText } from '../../../../model/escapeText.ts'
import type { Comment, Unstructured } from '../ast.ts'
import type { Lines } from './Lines.ts'

export function addComment({ text, at }: Comment, lines: Lines): void {
  lines.sheet.note(at)
  lines.add(commentText(text, lines))
}

/** Instructions that were not understood, in their place. */
export function addUnstructured({ at, label, lines: rows }: Unstructured, lines: Lines): void {
  lines.sheet.note(at)
  lines.add(commentText(label, lines))
  for (const row of rows) {
    lines.sheet.note(row.at)
    lines.add(commentText(`    ${row.text}`, lines))
  }
}

/** Text of whatever kind behind a `#`, from which it cannot get out, and which does not name an encoding. */
function commentText(text: string, { sheet }: Lines): string {
  const visible = escapeText(text).replaceAll(/coding(?=[:=])/g, 'coding ')
  sheet.spend(visible.length)
  const known = sheet.has(300) ? visible : visible.replaceAll(/[^ -~]/gu, '?')
  return `# ${known}`.trimEnd()
}
