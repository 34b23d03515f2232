/** What a search asks for: every term must hold. */
export type Query =
  | { readonly kind: 'terms'; readonly terms: readonly Term[] }
  /** It cannot be read; a sentence that says what to write instead. */
  | { readonly kind: 'fault'; readonly message: string }

export interface Term {
  /** Whether it must not hold: a minus stood before it. */
  readonly isNot: boolean
  readonly test: Test
}

export type Test =
  /** In the name, class or path; lower case. */
  | { readonly kind: 'word'; readonly text: string }
  /** `class:conv`: in what a field or property says; lower case. */
  | { readonly kind: 'text'; readonly key: string; readonly text: string }
  /** `units>100`. */
  | {
      readonly kind: 'number'
      readonly key: string
      readonly sign: Sign
      readonly value: number
    }

export type Sign = '>' | '>=' | '<' | '<=' | '=' | '!='

const SIGNS = ['>=', '<=', '!=', '>', '<', '='] as const
const UNITS: ReadonlyMap<string, number> = new Map([
  ['k', 1e3],
  ['m', 1e6],
  ['g', 1e9],
])

/**
 * Reads a search: `class:Conv2D units>100 -name:head "two words"`. Plain words are looked for in name, class and path;
 * `key:text` in one field or property; signs compare numbers, which may end in k, M or G. Case does not matter.
 */
export function parseQuery(text: string): Query {
  const terms: Term[] = []
  for (const written of split(text)) {
    const isNot = written.length > 1 && written.startsWith('-')
    const test = toTest(isNot ? written.slice(1) : written)
    if (typeof test === 'string') return { kind: 'fault', message: test }
    terms.push({ isNot, test })
  }
  return { kind: 'terms', terms }
}

/** Split at spaces that are not between quotes; the quotes themselves fall away later. */
function split(text: string): readonly string[] {
  const words: string[] = []
  let word = ''
  let isQuoted = false
  for (const character of text) {
    if (character === '"') isQuoted = !isQuoted
    if (isQuoted || character.trim() !== '') word += character
    else if (word !== '') {
      words.push(word)
      word = ''
    }
  }
  return word === '' ? words : [...words, word]
}

function toTest(written: string): Test | string {
  if (written.startsWith('"')) return { kind: 'word', text: plain(written) }
  const sign = firstSign(written)
  if (sign === null) return { kind: 'word', text: plain(written) }
  const key = written.slice(0, sign.at).toLowerCase()
  const value = plain(written.slice(sign.at + sign.text.length))
  if (key === '') return { kind: 'word', text: plain(written) }
  if (sign.text === ':')
    return value === ''
      ? `${key}: is followed by what to look for`
      : { kind: 'text', key, text: value }
  const number = toNumber(value)
  if (number !== null) return { kind: 'number', key, sign: sign.text, value: number }
  if (sign.text === '=' && value !== '') return { kind: 'text', key, text: value }
  return `${key}${sign.text} is followed by a number, such as ${key}${sign.text}100`
}

function firstSign(written: string): { readonly at: number; readonly text: ':' | Sign } | null {
  for (let at = 0; at < written.length; at++) {
    if (written[at] === ':') return { at, text: ':' }
    const text = SIGNS.find((sign) => written.startsWith(sign, at))
    if (text !== undefined) return { at, text }
  }
  return null
}

/** `1.5M` is 1,500,000; null for what is no number. */
function toNumber(text: string): number | null {
  const unit = UNITS.get(text.at(-1) ?? '')
  const digits = unit === undefined ? text : text.slice(0, -1)
  const number = Number(digits.replaceAll(',', ''))
  return digits === '' || !Number.isFinite(number) ? null : number * (unit ?? 1)
}

function plain(text: string): string {
  return text.replaceAll('"', '').toLowerCase()
}
