/** The text without those of `characters` that stand at its end. An expression with `+$` would begin anew at each. */
export function withoutEnd(text: string, characters: string): string {
  let end = text.length
  while (end > 0 && characters.includes(text.charAt(end - 1))) end -= 1
  return text.slice(0, end)
}
