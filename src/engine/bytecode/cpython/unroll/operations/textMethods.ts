// Methods of `str` and `bytes`, which are alike: bytes are taken as text of one character a byte.
import { decodeLatin1 } from '../../../../encodings/marshal/decodeText.ts'
import { decodeAs, encodeAs, hexText } from './codecs.ts'
import type { Folding } from '../Folding.ts'
import { formatBraces } from './formatBraces.ts'
import { characterOf } from './formatValue.ts'
import { isBasic, itemsOf } from './items.ts'
import { SHAPE_METHODS } from './shapeMethods.ts'
import { itemAt } from './subscript.ts'
import { argument, contentOf, isNone, made, type Method, type TextSubject } from './TextSubject.ts'
import {
  boolean,
  bytes,
  dataOf,
  integer,
  latin1Bytes,
  list,
  numberIn,
  text,
  UNKNOWN,
  type Bytes,
  type Given,
  type Text,
  type Value,
} from '../values.ts'

/** What a method of a text or of bytes gives; undefined when it is not known. */
export function textMethod(
  owner: Text | Bytes,
  name: string,
  given: Given,
  folding: Folding,
): Value | undefined {
  const content = owner.kind === 'text' ? owner.text : decodeLatin1(owner.bytes)
  if (!folding.budget.affords(content.length)) return undefined
  return METHODS.get(name)?.({ owner, content, given, folding })
}

const test =
  (run: (content: string, other: string) => boolean): Method =>
  (subject) => {
    const other = argument(subject, 0)
    return other === undefined ? undefined : boolean(run(subject.content, other))
  }

/** A place, or a count, with which Python goes on; it would raise where that is undefined. */
const place =
  (run: (content: string, other: string) => number | undefined): Method =>
  (subject) => {
    const other = argument(subject, 0)
    const isPlain = subject.given.positional.length === 1 && isBasic(subject.content)
    const found = other === undefined || !isPlain ? undefined : run(subject.content, other)
    return found === undefined ? undefined : integer(found)
  }

function countOf(content: string, other: string): number | undefined {
  return other === '' ? undefined : content.split(other).length - 1
}

function indexOf(content: string, other: string): number | undefined {
  const found = content.indexOf(other)
  return found < 0 ? undefined : found
}

const METHODS: ReadonlyMap<string, Method> = new Map<string, Method>([
  ...SHAPE_METHODS,
  ['startswith', test((content, other) => content.startsWith(other))],
  ['endswith', test((content, other) => content.endsWith(other))],
  ['find', place((content, other) => content.indexOf(other))],
  ['index', place(indexOf)],
  ['rfind', place((content, other) => content.lastIndexOf(other))],
  ['count', place(countOf)],
  ['replace', replace],
  ['split', (subject) => split(subject, false)],
  ['rsplit', (subject) => split(subject, true)],
  ['splitlines', (subject) => pieces(subject, linesOf(subject))],
  ['partition', partition],
  ['join', join],
  ['translate', translate],
  [
    'format',
    ({ owner, given, folding }) =>
      owner.kind === 'text' ? formatBraces(owner, given, folding) : undefined,
  ],
  ['format_map', formatMap],
  ['encode', (subject) => recode(subject, encodeAs)],
  ['decode', (subject) => recode(subject, decodeAs)],
  [
    'hex',
    (subject) =>
      subject.folding.tracer.made(
        'hexlify',
        [subject.owner],
        hexText(latin1Bytes(subject.content)),
      ),
  ],
  ['tobytes', ({ owner }) => owner],
  ['__str__', ({ owner }) => owner],
  ['__getitem__', ({ owner, given }) => itemAt(owner, given.positional[0] ?? UNKNOWN)],
  ['__len__', ({ content }) => integer(content.length)],
])

const LINE_END = /\r\n|[\n\v\f\r\u001c-\u001e\u0085\u2028\u2029]/
const BYTE_LINE_END = /\r\n|[\n\r]/

function linesOf({ content, owner }: TextSubject): readonly string[] {
  const lines = content.split(owner.kind === 'text' ? LINE_END : BYTE_LINE_END)
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines
}

function replace(subject: TextSubject): Value | undefined {
  const [from, to] = [argument(subject, 0), argument(subject, 1)]
  if (from === undefined || from === '' || to === undefined) return undefined
  const limit = numberIn(subject.given.positional[2])
  const parts = subject.content.split(from)
  const length = subject.content.length + (parts.length - 1) * (to.length - from.length)
  if (!subject.folding.budget.affords(length)) return undefined
  const count = limit === undefined || limit < 0 ? parts.length : limit
  const kept = parts.slice(0, count + 1).join(to)
  const rest = parts.slice(count + 1)
  return made(subject, 'replace', [kept, ...rest].join(from))
}

function split(subject: TextSubject, fromEnd: boolean): Value | undefined {
  const { given, content } = subject
  const [first] = given.positional
  const separator = argument(subject, 0)
  if (separator === '' || (separator === undefined && !isNone(first))) return undefined
  const all = separator === undefined ? wordsOf(subject) : content.split(separator)
  const limit = numberIn(given.positional[1]) ?? -1
  if (limit < 0 || all.length <= limit + 1) return pieces(subject, all)
  return pieces(subject, limited(all, fromEnd ? -limit : limit, separator ?? ' '))
}

/** The first `limit` pieces and the rest as one; the last ones when it is negative. */
function limited(all: readonly string[], limit: number, glue: string): readonly string[] {
  const [head, tail] = [all.slice(0, limit), all.slice(limit)]
  return limit >= 0 ? [...head, tail.join(glue)] : [head.join(glue), ...tail]
}

function wordsOf({ content, owner }: TextSubject): readonly string[] {
  const spaces = owner.kind === 'text' ? /[\s\u001c-\u001f\u0085]+/ : /[ \t-\r]+/
  return content.split(spaces).filter((word) => word !== '')
}

function pieces({ owner, folding }: TextSubject, parts: readonly string[]): Value {
  if (!folding.budget.affords(parts.length * 8)) return UNKNOWN
  folding.tracer.use(owner)
  const trace = folding.tracer.through(owner.trace, 'split')
  const items = parts.map((part) =>
    owner.kind === 'text' ? text(part, trace) : bytes(latin1Bytes(part), trace),
  )
  return list('list', items, trace)
}

function partition(subject: TextSubject): Value | undefined {
  const separator = argument(subject, 0)
  if (separator === undefined) return undefined
  const { content } = subject
  const at = content.indexOf(separator)
  if (at < 0) return pieces(subject, [content, '', ''])
  return pieces(subject, [content.slice(0, at), separator, content.slice(at + separator.length)])
}

function join(subject: TextSubject): Value | undefined {
  const { owner, content, given, folding } = subject
  const container = given.positional[0] ?? UNKNOWN
  const items = itemsOf(container, folding)
  if (items === undefined || !folding.budget.affords(joinedLength(items, content))) return undefined
  const parts: string[] = []
  for (const item of items) {
    const part = contentOf(owner, item)
    if (part === undefined) return undefined
    parts.push(part)
  }
  const joined = parts.join(content)
  const operation = isSpelling(parts) ? 'spell' : 'join'
  const data = owner.kind === 'text' ? joined : latin1Bytes(joined)
  return folding.tracer.made(operation, [container, ...items, owner], data, given.at)
}

/** Before anything is put together: many items may be one and the same long text. */
function joinedLength(items: readonly Value[], separator: string): number {
  return items.reduce((sum, item) => sum + (dataOf(item)?.length ?? 0) + separator.length, 0)
}

const MIN_SPELLED = 6 // pieces

/** Whether a text is put together from single characters. */
function isSpelling(parts: readonly string[]): boolean {
  return parts.length >= MIN_SPELLED && parts.every(({ length }) => length <= 2)
}

/** `str.translate` with a table of numbers, `bytes.translate` with 256 bytes. */
function translate(subject: TextSubject): Value | undefined {
  const { owner, content, given, folding } = subject
  const [table] = given.positional
  if (owner.kind === 'bytes') {
    const map = table?.kind === 'bytes' ? table.bytes : undefined
    if (map?.length !== 256) return undefined
    return folding.tracer.made(
      'translate',
      [owner],
      owner.bytes.map((byte) => map[byte] ?? 0),
    )
  }
  if (table?.kind !== 'dict' || table.isLost) return undefined
  const mapped = Array.from(content, (character) =>
    translated(itemAt(table, integer(character.codePointAt(0) ?? 0)), character),
  )
  return mapped.includes(undefined) ? undefined : made(subject, 'translate', mapped.join(''))
}

function translated(found: Value, character: string): string | undefined {
  if (found.kind === 'unknown') return character
  if (found.kind === 'none') return ''
  return found.kind === 'text' ? found.text : characterOf(numberIn(found) ?? -1)
}

function formatMap({ owner, given, folding }: TextSubject): Value | undefined {
  const [map] = given.positional
  if (owner.kind !== 'text' || map?.kind !== 'dict' || map.isLost) return undefined
  const keywords = new Map<string, Value>()
  for (const [key, value] of map.entries.values())
    if (key.kind === 'text') keywords.set(key.text, value)
  return formatBraces(owner, { ...given, positional: [], keywords }, folding)
}

function recode(
  { owner, content, given, folding }: TextSubject,
  run: typeof decodeAs,
): Value | undefined {
  const codec = given.positional[0] ?? given.keywords.get('encoding') ?? text('utf-8')
  const name = codec.kind === 'text' ? codec.text : undefined
  const data = owner.kind === 'text' ? content : owner.bytes
  const coded = name === undefined ? undefined : run(name, data, folding.budget)
  return coded && folding.tracer.made(coded.operation, [owner], coded.data, given.at)
}
