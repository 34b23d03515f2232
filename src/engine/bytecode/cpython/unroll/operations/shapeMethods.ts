// Methods of `str` and `bytes` that change letters or the ends.
import { isBasic, lengthOf } from './items.ts'
import { argument, isNone, made, type Method, type TextSubject } from './TextSubject.ts'
import { numberIn, type Value } from '../values.ts'

const WORD = /\p{L}+/gu
const ASCII_WORD = /[a-z]+/gi

/** A change of words: of bytes only those of ASCII letters. */
const change =
  (operation: string, run: (word: string) => string): Method =>
  (subject) => {
    const words = subject.owner.kind === 'text' ? WORD : ASCII_WORD
    return made(
      subject,
      operation,
      subject.content.replace(words, (word) => run(word)),
    )
  }

const SPACE = /[\s\u001c-\u001f\u0085]/
const BYTE_SPACE = /[ \t-\r]/

const strip =
  (atStart: boolean, atEnd: boolean): Method =>
  (subject) => {
    const { content } = subject
    const isGone = stripped(subject)
    if (isGone === undefined) return undefined
    let [start, end] = [0, content.length]
    while (atStart && start < end && isGone(content.charAt(start))) start++
    while (atEnd && end > start && isGone(content.charAt(end - 1))) end--
    return made(subject, 'strip', content.slice(start, end))
  }

/** What is stripped: the characters of the argument, or spaces. */
function stripped(subject: TextSubject): ((unit: string) => boolean) | undefined {
  const { content, owner, given } = subject
  const set = argument(subject, 0)
  if (!isBasic(content)) return undefined
  if (set !== undefined) return (unit) => set.includes(unit)
  const spaces = owner.kind === 'text' ? SPACE : BYTE_SPACE
  return isNone(given.positional[0]) ? (unit) => spaces.test(unit) : undefined
}

const pad =
  (place: (content: string, padding: string) => string, usual = ' '): Method =>
  (subject) => {
    const width = numberIn(subject.given.positional[0])
    const fill = argument(subject, 1) ?? usual
    if (width === undefined || !subject.folding.budget.affords(Math.max(width, 0))) return undefined
    const missing = Math.max(0, width - (lengthOf(subject.owner) ?? 0))
    return made(subject, 'pad', place(subject.content, fill.repeat(missing)))
  }

/** Zeros stand behind the sign. */
function zeroFilled(content: string, padding: string): string {
  const sign = /^[-+]/.exec(content)?.[0] ?? ''
  return sign + padding + content.slice(sign.length)
}

/** By name. */
export const SHAPE_METHODS: readonly (readonly [string, Method])[] = [
  ['upper', change('upper', (word) => word.toUpperCase())],
  ['lower', change('lower', (word) => word.toLowerCase())],
  ['casefold', change('lower', (word) => word.toLowerCase())],
  ['swapcase', change('swapcase', swapCase)],
  ['title', change('title', capitalized)],
  ['capitalize', (subject) => made(subject, 'title', capitalizedWhole(subject))],
  ['strip', strip(true, true)],
  ['lstrip', strip(true, false)],
  ['rstrip', strip(false, true)],
  ['ljust', pad((content, padding) => content + padding)],
  ['rjust', pad((content, padding) => padding + content)],
  ['zfill', pad(zeroFilled, '0')],
  ['removeprefix', removePrefix],
  ['removesuffix', removeSuffix],
]

function swapCase(word: string): string {
  return Array.from(word, (letter) =>
    letter === letter.toUpperCase() ? letter.toLowerCase() : letter.toUpperCase(),
  ).join('')
}

function capitalized(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1).toLowerCase()
}

function capitalizedWhole({ content, owner }: TextSubject): string {
  if (owner.kind === 'text') return capitalized(content)
  const lower = content.replace(ASCII_WORD, (word) => word.toLowerCase())
  return lower.replace(/^[a-z]/, (letter) => letter.toUpperCase())
}

function removePrefix(subject: TextSubject): Value | undefined {
  const prefix = argument(subject, 0)
  if (prefix === undefined) return undefined
  const { content, owner } = subject
  return content.startsWith(prefix) ? made(subject, 'strip', content.slice(prefix.length)) : owner
}

function removeSuffix(subject: TextSubject): Value | undefined {
  const suffix = argument(subject, 0)
  if (suffix === undefined) return undefined
  const { content, owner } = subject
  return content.endsWith(suffix)
    ? made(subject, 'strip', content.slice(0, content.length - suffix.length))
    : owner
}
