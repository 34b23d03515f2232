const MAX_LITERALS = 20_000 // of one text

/**
 * The texts in quotes of a piece of Python or JSON, without their escapes of quotes and slashes. An open quote ends
 * with its line. Each character is looked at once.
 */
export function literalsIn(text: string): readonly string[] {
  const found: string[] = []
  let at = 0
  while (at < text.length && found.length < MAX_LITERALS) {
    const quote = text[at]
    if (quote !== '"' && quote !== "'") {
      at += 1
      continue
    }
    const end = endOf(text, at)
    const literal = text.slice(at + 1, end)
    if (literal !== '') found.push(unescaped(literal))
    at = end + 1
  }
  return found
}

/** The offset of the quote that ends the literal at `start`, or of the line's end. */
function endOf(text: string, start: number): number {
  const quote = text[start]
  for (let at = start + 1; at < text.length; at += 1) {
    const character = text[at]
    if (character === quote || character === '\n') return at
    if (character === '\\') at += 1
  }
  return text.length
}

function unescaped(literal: string): string {
  return literal.includes('\\')
    ? literal.replace(/\\(['"/\\n])/g, (_, character: string) =>
        character === 'n' ? '\n' : character,
      )
    : literal
}
