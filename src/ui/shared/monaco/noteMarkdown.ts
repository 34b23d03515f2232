import { escapeText } from '../../../engine/model/escapeText.ts'
import type { LineNote } from './LineNote.ts'

/**
 * A note as the Markdown that the editor's hover wants. What comes from a file stands in a code block: there no link,
 * image or other mark-up is read. The fence is longer than any that the text holds.
 */
export function noteMarkdown({ rule, severity, text }: LineNote): string {
  const shown = text.split('\n').map(escapeText).join('\n')
  const longest = Math.max(2, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length))
  const fence = '`'.repeat(longest + 1)
  return `**${severity}** ${rule.replace(/[^\w-]/g, '')}\n\n${fence}text\n${shown}\n${fence}`
}
