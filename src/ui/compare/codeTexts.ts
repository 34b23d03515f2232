import type { CodeObject, Report } from '../../engine/index.ts'
import { escapeText } from '../../engine/model/escapeText.ts'
import type { Difference, Place } from '../../compare/Comparison.ts'
import type { Language } from '../shared/monaco/Language.ts'

/** Two texts of which one became the other; '' where there is none. */
export interface TextPair {
  readonly title: string
  readonly language: Language
  readonly before: string
  readonly after: string
}

/** The texts that a difference can be read as, line by line; none for what is only a few values. */
export function textsOf(
  { section, before, after, values }: Difference,
  [mine, its]: readonly [before: Report, after: Report],
): readonly TextPair[] {
  if (section === 'code') return codeTexts(codeAt(mine, before), codeAt(its, after))
  return values
    .filter((value) => [value.before, value.after].some((text) => text?.includes('\n') === true))
    .map((value) => ({
      title: value.path,
      language: 'python',
      before: escapedLines(value.before ?? ''),
      after: escapedLines(value.after ?? ''),
    }))
}

function codeTexts(one: CodeObject | null, other: CodeObject | null): readonly TextPair[] {
  const hasSource = [one, other].every((code) => code === null || code.sourceStatus !== 'none')
  const source = { title: 'Source', language: 'python', ...pairOf(one, other, 'source') } as const
  const disassembly = {
    title: 'Disassembly',
    language: 'disassembly',
    ...pairOf(one, other, 'disassembly'),
  } as const
  return hasSource ? [source, disassembly] : [disassembly]
}

function pairOf(
  one: CodeObject | null,
  other: CodeObject | null,
  text: 'source' | 'disassembly',
): Pick<TextPair, 'before' | 'after'> {
  return {
    before: escapedLines(one?.[text] ?? ''),
    after: escapedLines(other?.[text] ?? ''),
  }
}

function codeAt({ code }: Report, place: Place | null): CodeObject | null {
  if (place?.kind !== 'code') return null
  return code.find(({ id }) => id === place.id) ?? null
}

function escapedLines(text: string): string {
  return text.split('\n').map(escapeText).join('\n')
}
