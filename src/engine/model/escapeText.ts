/** A run of text from a file: as it is, or the visible escape of one character that would not show. */
export interface TextPiece {
  readonly text: string
  readonly isEscape: boolean
}

// Controls, format characters (bidirectional, zero-width, tags), lone surrogates, private and unassigned code
// points, line and paragraph separators, everything that renderers ignore, and every space but the plain one.
const INVISIBLE =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]|[^\P{Zs} ]/gu

const SHORT_ESCAPES: ReadonlyMap<string, string> = new Map([
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
])

/** Text from a file with every character that would not show, or would move others, as a visible escape. */
export function escapeText(text: string): string {
  return text.replace(INVISIBLE, toEscape)
}

/** As `escapeText`, in pieces, so that escapes can be told from the same characters written out in the file. */
export function toPieces(text: string): readonly TextPiece[] {
  const pieces: TextPiece[] = []
  let end = 0
  for (const match of text.matchAll(INVISIBLE)) {
    if (match.index > end) pieces.push({ text: text.slice(end, match.index), isEscape: false })
    pieces.push({ text: toEscape(match[0]), isEscape: true })
    end = match.index + match[0].length
  }
  if (end < text.length) pieces.push({ text: text.slice(end), isEscape: false })
  return pieces
}

/** Shortens in the middle to `most` characters, so that both ends of a path stay readable. */
export function shorten(text: string, most: number): string {
  const characters = text.length > most * 4 ? ends(text, most) : Array.from(text)
  if (characters.length <= most) return text
  const tail = Math.floor((most - 1) / 2)
  const head = most - 1 - tail
  return `${characters.slice(0, head).join('')}…${characters.slice(-tail).join('')}`
}

/** Of very long text only the ends are looked at. */
function ends(text: string, most: number): string[] {
  return Array.from(text.slice(0, most * 2) + text.slice(-most * 2))
}

function toEscape(character: string): string {
  const short = SHORT_ESCAPES.get(character)
  if (short !== undefined) return short
  const code = character.codePointAt(0) ?? 0
  if (code <= 0xff) return `\\x${code.toString(16).padStart(2, '0')}`
  if (code <= 0xffff) return `\\u${code.toString(16).padStart(4, '0')}`
  return `\\u{${code.toString(16)}}`
}
