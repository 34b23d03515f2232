// What TensorFlow's operations on texts make of constants. Checked against the kernels of TensorFlow 2.21:
// scripts/fixtures/tensorflow-strings.py.
import { decodeBase64Bytes } from '../../../encodings/base64/decodeBase64.ts'
import { messageText } from '../../../encodings/protobuf/Message.ts'
import {
  attributeNumber,
  attributeTexts,
  type GraphNode,
} from '../../../encodings/protobuf/tensorflow/NodeDef.ts'
import {
  combinations,
  fromLatin1,
  joined,
  latin1,
  leastCertain,
  literalText,
  open,
  type Text,
} from './Text.ts'

/** The inputs of a node as far as they are known. */
export interface Inputs {
  texts(index: number): readonly Text[]
  /** The whole numbers of a constant input. */
  numbers(index: number): readonly bigint[]
  readonly count: number
}

type Fold = (node: GraphNode, inputs: Inputs) => readonly Text[]

/** How the texts come about that each operation gives. */
export const FOLDS: ReadonlyMap<string, Fold> = new Map<string, Fold>([
  ['StringJoin', join],
  ['ReduceJoin', reduceJoin],
  ['ShardedFilename', sharded],
  ['ShardedFilespec', (_, inputs) => each(inputs.texts(0), (text) => `${text}-?????-of-?????`)],
  ['Substr', substr],
  ['StringLower', cased((text) => text.toLowerCase())],
  ['StringUpper', cased((text) => text.toUpperCase())],
  ['StringStrip', (_, inputs) => each(inputs.texts(0), (text) => text.replace(SPACES, ''))],
  ['DecodeBase64', (_, inputs) => inputs.texts(0).map(decoded)],
  ['EncodeBase64', encode],
  ['StringFormat', format],
  ['RegexReplace', regexReplace],
  ['StaticRegexReplace', staticRegexReplace],
  ['AsString', asString],
])

const SPACES = /^[ \t\n\v\f\r]+|(?<![ \t\n\v\f\r])[ \t\n\v\f\r]+$/g

function attributeText(node: GraphNode, key: string): string {
  const [text] = attributeTexts(node, key)
  return text === undefined ? '' : messageText(text)
}

function join(node: GraphNode, inputs: Inputs): readonly Text[] {
  const columns = Array.from({ length: inputs.count }, (_, index) => inputs.texts(index))
  const separator = attributeText(node, 'separator')
  return combinations(columns).map((row) => separated(row, separator))
}

function separated(texts: readonly Text[], separator: string): Text {
  if (separator === '') return joined(texts)
  const between = literalText(separator)
  return joined(texts.flatMap((text, index) => (index === 0 ? [text] : [between, text])))
}

/** Over all axes, which is how one text is made of a list. */
function reduceJoin(node: GraphNode, inputs: Inputs): readonly Text[] {
  return [separated(inputs.texts(0), attributeText(node, 'separator'))]
}

function sharded(_: GraphNode, inputs: Inputs): readonly Text[] {
  const numbers = [1, 2].map((index) => inputs.numbers(index)[0])
  const [shard, count] = numbers.map((value) => value?.toString().padStart(5, '0') ?? '…')
  return each(inputs.texts(0), (text) => `${text}-${shard ?? ''}-of-${count ?? ''}`)
}

/** Positions in bytes; those before the start count from the end. */
function substr(node: GraphNode, inputs: Inputs): readonly Text[] {
  const [position] = inputs.numbers(1)
  const [length] = inputs.numbers(2)
  const texts = inputs.texts(0)
  if (position === undefined || length === undefined) return computed(texts)
  const inCharacters = attributeText(node, 'unit') === 'UTF8_CHAR'
  return texts.map((text) => {
    if (!text.isWhole) return open(text.from)
    const whole = inCharacters ? Array.from(utf8(text.bytes)) : Array.from(latin1(text.bytes))
    const start = position < 0n ? whole.length + Number(position) : Number(position)
    const piece = whole.slice(start, start + Number(length)).join('')
    const bytes = inCharacters ? new TextEncoder().encode(piece) : fromLatin1(piece)
    return { ...text, bytes }
  })
}

/** Only ASCII changes its case unless the attribute says UTF-8. */
function cased(change: (text: string) => string): Fold {
  return (node, inputs) => {
    const isUtf8 = attributeText(node, 'encoding') === 'utf-8'
    return each(inputs.texts(0), (text) => (isUtf8 ? change(text) : text.replace(LETTERS, change)))
  }
}

const LETTERS = /[A-Za-z]+/g

function each(texts: readonly Text[], change: (text: string) => string): readonly Text[] {
  return texts.map((text) => ({ ...text, bytes: inUtf8(text.bytes, change) }))
}

function inUtf8(bytes: Uint8Array, change: (text: string) => string): Uint8Array {
  return new TextEncoder().encode(change(utf8(bytes)))
}

function utf8(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
}

/** TensorFlow takes the alphabet of URLs alone. */
function decoded(text: Text): Text {
  const standard = latin1(text.bytes).replaceAll('-', '+').replaceAll('_', '/')
  const padded = standard.padEnd(Math.ceil(standard.length / 4) * 4, '=')
  const result = text.isWhole ? decodeBase64Bytes(fromLatin1(padded)) : undefined
  return result?.kind === 'decoded' ? { ...text, bytes: result.bytes } : open(text.from)
}

function encode(node: GraphNode, inputs: Inputs): readonly Text[] {
  const pads = attributeNumber(node, 'pad') === 1n
  return inputs.texts(0).map((text) => {
    if (!text.isWhole) return open(text.from)
    const encoded = base64(text.bytes)
    const padded = encoded.padEnd(Math.ceil(encoded.length / 4) * 4, '=')
    return { ...text, bytes: fromLatin1(pads ? padded : encoded) }
  })
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** In the alphabet of URLs, without padding. */
function base64(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 3) {
    const three = [0, 1, 2].map((index) => bytes[at + index] ?? 0)
    const bits = three.reduce((sum, byte) => sum * 256 + byte, 0)
    const sextets = [18, 12, 6, 0].map((shift) => ALPHABET.charAt((bits >> shift) & 63))
    text += sextets.slice(0, Math.min(3, bytes.length - at) + 1).join('')
  }
  return text
}

/** Texts are put in with quotes around them, as TensorFlow prints tensors. */
function format(node: GraphNode, inputs: Inputs): readonly Text[] {
  const placeholder = attributeText(node, 'placeholder') || '{}'
  const pieces = attributeText(node, 'template').split(placeholder)
  const columns = pieces.flatMap((piece, index) =>
    index === 0 ? [[literalText(piece)]] : [formatted(inputs, index - 1), [literalText(piece)]],
  )
  return combinations(columns).map(joined)
}

function formatted(inputs: Inputs, index: number): readonly Text[] {
  const [number] = inputs.numbers(index)
  if (number !== undefined) return [literalText(number.toString())]
  return each(inputs.texts(index), (text) => `"${text}"`)
}

function regexReplace(node: GraphNode, inputs: Inputs): readonly Text[] {
  const [pattern] = inputs.texts(1)
  const [rewrite] = inputs.texts(2)
  const parts = pattern?.isWhole === true && rewrite?.isWhole === true
  if (!parts) return computed([...inputs.texts(0), ...inputs.texts(1), ...inputs.texts(2)])
  return replaced(node, inputs.texts(0), [utf8(pattern.bytes), utf8(rewrite.bytes)])
}

function staticRegexReplace(node: GraphNode, inputs: Inputs): readonly Text[] {
  const pair = [attributeText(node, 'pattern'), attributeText(node, 'rewrite')] as const
  return replaced(node, inputs.texts(0), pair)
}

const PLAIN = /^[\w\s/~:,;@#%&=<>"'!`-]+$/ // characters that mean themselves in a pattern of RE2

/** Only patterns that are plain text are followed: no expression is made of what a file holds. */
function replaced(
  node: GraphNode,
  texts: readonly Text[],
  [pattern, rewrite]: readonly [string, string],
): readonly Text[] {
  if (!PLAIN.test(pattern) || rewrite.includes('\\')) return computed(texts)
  const onlyFirst = attributeNumber(node, 'replace_global') === 0n
  const insert = (): string => rewrite
  return each(texts, (text) =>
    onlyFirst ? text.replace(pattern, insert) : text.replaceAll(pattern, insert),
  )
}

function asString(_: GraphNode, inputs: Inputs): readonly Text[] {
  const numbers = inputs.numbers(0)
  if (numbers.length === 0) return computed(inputs.texts(0))
  return numbers.map((number) => literalText(number.toString()))
}

/** Something that the graph makes of `texts`, and nobody here follows how. */
export function computed(texts: readonly Text[]): readonly Text[] {
  return [open(leastCertain(texts))]
}
