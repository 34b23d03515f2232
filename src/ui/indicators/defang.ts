/** An address that no program follows by itself: `hxxp://evil[.]example`. */
export function defang(text: string): string {
  return text.replace(/^http/i, 'hxxp').replaceAll('.', '[.]')
}
