// Names of zip entries: how Python decodes them, and what in them can deceive.
// APPNOTE 4.4.17 and appendix D; https://github.com/python/cpython/blob/v3.13.0/Lib/zipfile/__init__.py
import { FLAG_UTF8 } from './Zip.ts'

/** Characters of code page 437 from 0x80 on. */
const CP437 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0'

/** The name as Python decodes it, before it cuts it at a NUL; what is not UTF-8 becomes U+FFFD. */
export function decodeName(raw: Uint8Array, flags: number): string {
  if ((flags & FLAG_UTF8) !== 0) return new TextDecoder('utf-8', { ignoreBOM: true }).decode(raw)
  return Array.from(raw, (byte) =>
    byte < 0x80 ? String.fromCharCode(byte) : CP437.charAt(byte - 0x80),
  ).join('')
}

/** `name` up to its first NUL, as Python cuts it. */
export function cutAtNul(name: string): string {
  const nul = name.indexOf('\0')
  return nul < 0 ? name : name.slice(0, nul)
}

/** What in a decoded name no genuine writer of models puts there; one phrase each. */
export function nameOddities(name: string): readonly string[] {
  return NAME_TESTS.filter(([, isOdd]) => isOdd(name)).map(([phrase]) => phrase)
}

const NAME_TESTS: readonly (readonly [phrase: string, isOdd: (name: string) => boolean])[] = [
  ['has no characters', (name) => name === ''],
  ['holds a NUL, where Python cuts it', (name) => name.includes('\0')],
  ['holds control characters', (name) => /[\u0001-\u001f\u007f-\u009f]/.test(name)],
  ['holds invisible characters', (name) => /\p{Cf}/u.test(name)],
  ['is not valid UTF-8', (name) => name.includes('\ufffd')],
  ['holds a backslash', (name) => name.includes('\\')],
  ['begins with a drive', (name) => /^[A-Za-z]:/.test(name)],
  ['is an absolute path', (name) => /^[\\/]/.test(name)],
  ['leads out of the archive', (name) => name.split(/[\\/]/).includes('..')],
  ['begins with "./"', (name) => name.startsWith('./')],
  ['ends with a space or a dot', (name) => /[^/][ .]$/.test(name)],
  ['mixes Latin with Greek or Cyrillic letters', (name) => name.split('/').some(isMixed)],
]

function isMixed(segment: string): boolean {
  return /[A-Za-z]/.test(segment) && /[\p{Script=Greek}\p{Script=Cyrillic}]/u.test(segment)
}

/** Letters that look like Latin ones. https://www.unicode.org/reports/tr39/ (confusables, the common part) */
const LOOK_ALIKES = new Map(
  Array.from('аеорсухіјѕԁɡοα', (letter, index) => [letter, 'aeopcyxijsdgoa'.charAt(index)]),
)

/** Equal for names that a person, or a file system, takes for the same. */
export function lookOf(name: string): string {
  const folded = name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('\\', '/')
    .replace(/\p{Cf}/gu, '')
  const letters = Array.from(folded, (letter) => LOOK_ALIKES.get(letter) ?? letter).join('')
  return letters.replace(/^(\.?\/)+/, '').replace(/[ .]+$/, '')
}
