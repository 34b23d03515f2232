/**
 * Text from a file as it may be shown: control, bidirectional, zero-width and other invisible characters become
 * `\\x1b`, `\\u202e` … so that they cannot reorder, hide or steer anything. Line feeds and tabs stay when
 * `lines` is true.
 */
export function escapeText(text: string, lines = false): string {
  if (!INVISIBLE.test(text)) return text
  let shown = ''
  for (const character of text) shown += shownAs(character, lines)
  return shown
}

// C0 and C1 controls, soft hyphen, marks that set direction or join, line and paragraph separators, tags, lone surrogates.
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u

function shownAs(character: string, lines: boolean): string {
  if (lines && (character === '\n' || character === '\t')) return character
  if (!INVISIBLE.test(character)) return character
  const code = character.codePointAt(0) ?? 0
  if (code <= 0xff) return `\\x${code.toString(16).padStart(2, '0')}`
  if (code <= 0xffff) return `\\u${code.toString(16).padStart(4, '0')}`
  return `\\U${code.toString(16).padStart(8, '0')}`
}
