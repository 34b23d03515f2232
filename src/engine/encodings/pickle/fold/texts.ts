// Texts: joined, replaced, filled in, made of numbers.
import type { PickleValue } from '../PickleValue.ts'
import { decodeValue, encodeValue } from './codecs.ts'
import {
  bytesOf,
  characters,
  itemsOf,
  latin1Bytes,
  madeBytes,
  madeText,
  numberOf,
  textOf,
} from './constants.ts'
import type { Fold, Folding } from './Folding.ts'

/** A text method without arguments. */
const changed =
  (change: (text: string) => string): Fold =>
  (folding, { args: [self] }) =>
    self?.kind === 'text' ? madeText(folding, change(self.text)) : undefined

const join: Fold = (folding, { args: [self, parts] }) => {
  const items = itemsOf(parts)
  const between = characters(self)
  if (items === undefined || between === undefined) return undefined
  const texts: string[] = []
  let left = folding.budget.output
  for (const item of items) {
    const text = characters(item)
    left -= (text?.length ?? 0) + between.length
    if (text === undefined || left < 0) return undefined
    texts.push(text)
  }
  return sameKind(folding, self, texts.join(between))
}

const replace: Fold = (folding, { args: [self, from, to] }) => {
  const [text, old, next] = [characters(self), characters(from), characters(to)]
  if (text === undefined || old === undefined || next === undefined) return undefined
  if (text.length * (next.length + 1) > folding.budget.output) return undefined
  return sameKind(
    folding,
    self,
    text.replaceAll(old, () => next),
  )
}

/** `first + second`, of texts, bytes, lists and tuples. */
const add: Fold = (folding, { args: [first, second] }) => {
  if (first?.kind === 'list' || first?.kind === 'tuple') {
    const more = itemsOf(second)
    const fits = more !== undefined && folding.budget.takes(first.items.length + more.length)
    return fits ? { kind: first.kind, items: [...first.items, ...more] } : undefined
  }
  const [text, more] = [characters(first), characters(second)]
  return text === undefined || more === undefined
    ? undefined
    : sameKind(folding, first, text + more)
}

function sameKind(
  folding: Folding,
  like: PickleValue | undefined,
  text: string,
): PickleValue | undefined {
  return like?.kind === 'bytes' ? madeBytes(folding, latin1Bytes(text)) : madeText(folding, text)
}

/** `'{}{}'.format(…)`: numbered and unnumbered fields without a specification. */
const format: Fold = (folding, { args: [self, ...values] }) => {
  let next = 0
  return filled(folding, self, /\{\{|\}\}|\{(\d{0,3})\}/g, ([whole, field]) => {
    if (whole === '{{' || whole === '}}') return whole.slice(1)
    return printed(values[field === '' ? next++ : Number(field)])
  })
}

/** `'%s%s' % (…)`. */
const percent: Fold = (folding, { args: [self, given] }) => {
  const values = given?.kind === 'tuple' ? given.items : [given]
  let next = 0
  return filled(folding, self, /%[%sdc]/g, ([whole]) => {
    if (whole === '%%') return '%'
    const value = values[next++]
    const code = whole === '%c' ? numberOf(value) : undefined
    return code === undefined ? printed(value) : String.fromCodePoint(code)
  })
}

/** `string.Template('$a').substitute({…})`. */
const substitute: Fold = (folding, { args: [self, values] }) =>
  filled(folding, self, /\$(?:\$|([A-Za-z_]\w{0,99})|\{([A-Za-z_]\w{0,99})\})/g, (match) => {
    const name = match[1] ?? match[2]
    if (name === undefined) return '$'
    const entries = values?.kind === 'dict' ? values.entries : []
    return printed(entries.find(([key]) => textOf(key) === name)?.[1])
  })

/** A text whose fields are replaced; undefined as soon as one of them is not known. */
function filled(
  folding: Folding,
  self: PickleValue | undefined,
  fields: RegExp,
  valueOf: (match: RegExpMatchArray) => string | undefined,
): PickleValue | undefined {
  const text = textOf(self)
  if (text === undefined) return undefined
  const parts: string[] = []
  let [end, left] = [0, folding.budget.output]
  for (const match of text.matchAll(fields)) {
    const value = valueOf(match)
    left -= value?.length ?? 0
    if (value === undefined || left < 0) return undefined
    parts.push(text.slice(end, match.index), value)
    end = match.index + match[0].length
  }
  return madeText(folding, parts.join('') + text.slice(end))
}

function printed(value: PickleValue | undefined): string | undefined {
  return value?.kind === 'int' ? String(value.value) : textOf(value)
}

const LAST_POINT = 0x10ffff

const chr: Fold = (folding, { args: [value] }) => {
  const point = numberOf(value) ?? -1
  return point < 0 || point > LAST_POINT
    ? undefined
    : madeText(folding, String.fromCodePoint(point))
}

/** `str(value)`, `str(bytes, encoding)`. */
const str: Fold = (folding, call) => {
  const [value, encoding] = call.args
  return encoding === undefined ? madeText(folding, printed(value)) : decodeValue(folding, call)
}

/** `bytes([…])`, `bytes(text, encoding)`, `bytes(bytes)`; the same for bytearray. */
const bytes =
  (mutable: boolean): Fold =>
  (folding, call) => {
    const [value, encoding] = call.args
    if (value === undefined) return madeBytes(folding, new Uint8Array(0), mutable)
    if (value.kind === 'bytes') return madeBytes(folding, value.bytes, mutable)
    if (value.kind === 'text') {
      const encoded = encoding === undefined ? undefined : encodeValue(folding, call)
      return madeBytes(folding, bytesOf(encoded), mutable)
    }
    const numbers = itemsOf(value)?.map(numberOf)
    const isBytes = numbers?.every((each) => each !== undefined && each >= 0 && each < 256)
    return isBytes === true && numbers !== undefined
      ? madeBytes(
          folding,
          Uint8Array.from(numbers, (each) => each ?? 0),
          mutable,
        )
      : undefined
  }

const trimmed = (text: string) => text.trim()

function swapCase(text: string): string {
  return text.replace(/[a-zA-Z]/g, (letter) =>
    letter < 'a' ? letter.toLowerCase() : letter.toUpperCase(),
  )
}

/** By their whole names. */
export const TEXTS: readonly (readonly [string, Fold])[] = [
  ['builtins.str', str],
  ['builtins.chr', chr],
  ['builtins.unichr', chr],
  ['builtins.bytes', bytes(false)],
  ['builtins.bytearray', bytes(true)],
  ['builtins.str.join', join],
  ['builtins.bytes.join', join],
  ['builtins.bytearray.join', join],
  ['builtins.str.replace', replace],
  ['builtins.bytes.replace', replace],
  ['builtins.str.lower', changed((text) => text.toLowerCase())],
  ['builtins.str.upper', changed((text) => text.toUpperCase())],
  ['builtins.str.casefold', changed((text) => text.toLowerCase())],
  ['builtins.str.swapcase', changed(swapCase)],
  ['builtins.str.strip', changed(trimmed)],
  ['builtins.str.lstrip', changed((text) => text.trimStart())],
  ['builtins.str.rstrip', changed((text) => text.trimEnd())],
  ['builtins.str.format', format],
  ['builtins.str.__mod__', percent],
  ['builtins.str.__add__', add],
  ['builtins.bytes.__add__', add],
  ['string.Template.substitute', substitute],
  ['string.Template.safe_substitute', substitute],
  ['operator.add', add],
  ['operator.iadd', add],
  ['operator.concat', add],
  ['operator.iconcat', add],
  ['operator.mod', percent],
  ['sys.intern', changed((text) => text)],
]
