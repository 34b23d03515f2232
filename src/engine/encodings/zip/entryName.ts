// Names of zip entries: how Python decodes them, and what in them can deceive.
// APPNOTE 4.4.17 and appendix D; https://github.com/python/cpython/blob/v3.13.0/Lib/zipfile/__init__.py
import { withoutEnd } from '../../bytes/withoutEnd.ts'
import { FLAG_UTF8, type ZipOddity } from './Zip.ts'

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

/** What in a decoded name no genuine writer of models puts there. */
export interface NameOddity extends Pick<ZipOddity, 'traits'> {
  readonly what: 'odd-name' | 'path-traversal'
  readonly phrase: string
}

/** Everything that is odd in `name` by itself. */
export function nameOddities(name: string): readonly NameOddity[] {
  const odd: readonly NameOddity[] = NAME_TESTS.filter(([, isOdd]) => isOdd(name)).map(
    ([phrase, , ...traits]) => ({ what: 'odd-name', phrase, traits }),
  )
  return [...odd, ...waysOut(name).map((phrase) => ({ what: 'path-traversal', phrase }) as const)]
}

/** The ways in which a path leads out of the folder that it is unpacked to. */
function waysOut(name: string): readonly string[] {
  return WAYS_OUT.filter(([, leadsOut]) => leadsOut(name)).map(([phrase]) => phrase)
}

type NameTest = readonly [
  phrase: string,
  isOdd: (name: string) => boolean,
  ...traits: readonly 'ordinary'[],
]

const NAME_TESTS: readonly NameTest[] = [
  ['the name has no characters', (name) => name === ''],
  ['the name holds a NUL, where Python cuts it', (name) => name.includes('\0')],
  ['the name holds control characters', (name) => /[\u0001-\u001f\u007f-\u009f]/.test(name)],
  ['the name holds invisible characters', (name) => /\p{Cf}/u.test(name)],
  ['the name is not valid UTF-8', (name) => name.includes('\ufffd')],
  ['the name holds a backslash', (name) => name.includes('\\'), 'ordinary'],
  ['the name begins with "./"', (name) => name.startsWith('./'), 'ordinary'],
  ['the name ends with a space or a dot', (name) => /[^/][ .]$/.test(name)],
  ['the name mixes Latin letters with others that look like them', isMixed],
]

const WAYS_OUT: readonly (readonly [phrase: string, leadsOut: (name: string) => boolean])[] = [
  ['the path begins with a drive', (name) => /^[A-Za-z]:/.test(name)],
  ['the path is absolute', (name) => /^[\\/]/.test(name)],
  ['the path leads out of the archive', (name) => name.split(/[\\/]/).includes('..')],
]

function isMixed(name: string): boolean {
  return name.split(/[\\/]/).some((segment) => {
    const foreign = segment.match(/[\p{Script=Greek}\p{Script=Cyrillic}]/gu) ?? []
    const isAlike = foreign.every((letter) => LOOK_ALIKES.has(letter.toLowerCase()))
    return foreign.length > 0 && isAlike && /[A-Za-z]/.test(segment)
  })
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
  return withoutEnd(letters.replace(/^(\.?\/)+/, ''), ' .')
}
