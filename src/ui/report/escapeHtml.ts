import { escapeText } from '../../engine/model/escapeText.ts'

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&#39;'],
])

/** HTML that was made by `html`, and needs no escaping. */
export interface Html {
  readonly html: string
}

type Piece = string | number | Html | readonly Html[]

/** Writes HTML: every inserted string is escaped, for people (invisible characters) and for HTML. */
export function html(literals: TemplateStringsArray, ...pieces: readonly Piece[]): Html {
  const text = literals.map((literal, at) => literal + toHtml(pieces[at] ?? '')).join('')
  return { html: text }
}

/** Text of several lines: the line breaks stay, all else is escaped. */
export function lines(text: string): readonly Html[] {
  return text.split('\n').map((line) => ({ html: `${escapeHtml(line)}\n` }))
}

function escapeHtml(text: string): string {
  return escapeText(text).replace(/[&<>"']/g, (character) => ENTITIES.get(character) ?? '')
}

function toHtml(piece: Piece): string {
  if (typeof piece === 'string') return escapeHtml(piece)
  if (typeof piece === 'number') return String(piece)
  if ('html' in piece) return piece.html
  return piece.map(({ html: inner }) => inner).join('')
}
