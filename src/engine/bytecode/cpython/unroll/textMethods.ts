// Methods of `str` and `bytes`, which are alike: bytes are taken as text of one character a byte.
import { decodeLatin1 } from '../../../encodings/marshal/decodeText.ts'
import { decodeAs, encodeAs, hexText } from './codecs.ts'
import type { Folding } from './Folding.ts'
import { formatBraces } from './formatBraces.ts'
import { characterOf } from './formatValue.ts'
import { itemsOf } from './items.ts'
import { itemAt } from './subscript.ts'
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
} from './values.ts'

/** A text or bytes of which a method is called. */
interface Subject {
  readonly owner: Text | Bytes
  readonly content: string
  readonly given: Given
  readonly folding: Folding
}

type Method = (subject: Subject) => Value | undefined

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

/** The content of an argument, when it is of the same kind as the owner. */
function argument({ owner, given }: Subject, index: number): string | undefined {
  return contentOf(owner, given.positional[index])
}

function contentOf(owner: Text | Bytes, value: Value | undefined): string | undefined {
  if (value?.kind === 'text') return owner.kind === 'text' ? value.text : undefined
  return value?.kind === 'bytes' && owner.kind === 'bytes' ? decodeLatin1(value.bytes) : undefined
}

function made({ owner, given, folding }: Subject, operation: string, content: string): Value {
  const data = owner.kind === 'text' ? content : latin1Bytes(content)
  return folding.tracer.made(operation, [owner, ...given.positional], data, given.at)
}

const change =
  (operation: string, run: (content: string) => string): Method =>
  (subject) =>
    made(subject, operation, run(subject.content))

const SPACES = ' \t\n\r\v\f'

const strip =
  (atStart: boolean, atEnd: boolean): Method =>
  (subject) => {
    const isPlain = subject.given.positional.length === 0
    const set = isPlain ? SPACES : argument(subject, 0)
    if (set === undefined) return undefined
    const { content } = subject
    let [start, end] = [0, content.length]
    while (atStart && start < end && set.includes(content.charAt(start))) start++
    while (atEnd && end > start && set.includes(content.charAt(end - 1))) end--
    return made(subject, 'strip', content.slice(start, end))
  }

const pad =
  (left: boolean, fill?: string): Method =>
  (subject) => {
    const width = numberIn(subject.given.positional[0])
    const filling = fill ?? argument(subject, 1) ?? ' '
    if (width === undefined || !subject.folding.budget.affords(width)) return undefined
    const { content } = subject
    return made(
      subject,
      'pad',
      left ? content.padStart(width, filling) : content.padEnd(width, filling),
    )
  }

const test =
  (run: (content: string, other: string) => boolean): Method =>
  (subject) => {
    const other = argument(subject, 0)
    return other === undefined ? undefined : boolean(run(subject.content, other))
  }

const place =
  (run: (content: string, other: string) => number): Method =>
  (subject) => {
    const other = argument(subject, 0)
    return other === undefined ? undefined : integer(run(subject.content, other))
  }

const METHODS: ReadonlyMap<string, Method> = new Map<string, Method>([
  ['upper', change('upper', (content) => content.toUpperCase())],
  ['lower', change('lower', (content) => content.toLowerCase())],
  ['casefold', change('lower', (content) => content.toLowerCase())],
  ['swapcase', change('swapcase', swapCase)],
  ['title', change('title', titled)],
  ['capitalize', change('title', capitalized)],
  ['strip', strip(true, true)],
  ['lstrip', strip(true, false)],
  ['rstrip', strip(false, true)],
  ['ljust', pad(false)],
  ['rjust', pad(true)],
  ['zfill', pad(true, '0')],
  ['removeprefix', removePrefix],
  ['removesuffix', removeSuffix],
  ['startswith', test((content, other) => content.startsWith(other))],
  ['endswith', test((content, other) => content.endsWith(other))],
  ['find', place((content, other) => content.indexOf(other))],
  ['index', place((content, other) => content.indexOf(other))],
  ['rfind', place((content, other) => content.lastIndexOf(other))],
  ['count', place((content, other) => (other === '' ? -1 : content.split(other).length - 1))],
  ['replace', replace],
  ['split', (subject) => split(subject, false)],
  ['rsplit', (subject) => split(subject, true)],
  ['splitlines', (subject) => pieces(subject, subject.content.split(/\r\n|\n|\r/))],
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

function swapCase(content: string): string {
  return content.replace(/\p{L}/gu, (letter) =>
    letter === letter.toUpperCase() ? letter.toLowerCase() : letter.toUpperCase(),
  )
}

function titled(content: string): string {
  return content.replace(/\p{L}+/gu, capitalized)
}

function capitalized(content: string): string {
  return content.slice(0, 1).toUpperCase() + content.slice(1).toLowerCase()
}

function removePrefix(subject: Subject): Value | undefined {
  const prefix = argument(subject, 0)
  if (prefix === undefined) return undefined
  const { content, owner } = subject
  return content.startsWith(prefix) ? made(subject, 'strip', content.slice(prefix.length)) : owner
}

function removeSuffix(subject: Subject): Value | undefined {
  const suffix = argument(subject, 0)
  if (suffix === undefined) return undefined
  const { content, owner } = subject
  return content.endsWith(suffix)
    ? made(subject, 'strip', content.slice(0, content.length - suffix.length))
    : owner
}

function replace(subject: Subject): Value | undefined {
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

function split(subject: Subject, fromEnd: boolean): Value | undefined {
  const { given, content } = subject
  const [first] = given.positional
  const separator = argument(subject, 0)
  if (separator === '' || (separator === undefined && !isNone(first))) return undefined
  const all = separator === undefined ? wordsOf(content) : content.split(separator)
  const limit = numberIn(given.positional[1]) ?? -1
  if (limit < 0 || all.length <= limit + 1) return pieces(subject, all)
  return pieces(subject, limited(all, fromEnd ? -limit : limit, separator ?? ' '))
}

/** The first `limit` pieces and the rest as one; the last ones when it is negative. */
function limited(all: readonly string[], limit: number, glue: string): readonly string[] {
  const [head, tail] = [all.slice(0, limit), all.slice(limit)]
  return limit >= 0 ? [...head, tail.join(glue)] : [head.join(glue), ...tail]
}

function isNone(value: Value | undefined): boolean {
  return value === undefined || value.kind === 'none'
}

function wordsOf(content: string): readonly string[] {
  return content.split(/\s+/).filter((word) => word !== '')
}

function pieces({ owner, folding }: Subject, parts: readonly string[]): Value {
  if (!folding.budget.affords(parts.length * 8)) return UNKNOWN
  folding.tracer.use(owner)
  const trace = folding.tracer.through(owner.trace, 'split')
  const items = parts.map((part) =>
    owner.kind === 'text' ? text(part, trace) : bytes(latin1Bytes(part), trace),
  )
  return list('list', items, trace)
}

function partition(subject: Subject): Value | undefined {
  const separator = argument(subject, 0)
  if (separator === undefined) return undefined
  const { content } = subject
  const at = content.indexOf(separator)
  if (at < 0) return pieces(subject, [content, '', ''])
  return pieces(subject, [content.slice(0, at), separator, content.slice(at + separator.length)])
}

function join(subject: Subject): Value | undefined {
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
function translate(subject: Subject): Value | undefined {
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

function formatMap({ owner, given, folding }: Subject): Value | undefined {
  const [map] = given.positional
  if (owner.kind !== 'text' || map?.kind !== 'dict' || map.isLost) return undefined
  const keywords = new Map<string, Value>()
  for (const [key, value] of map.entries.values())
    if (key.kind === 'text') keywords.set(key.text, value)
  return formatBraces(owner, { ...given, positional: [], keywords }, folding)
}

function recode(
  { owner, content, given, folding }: Subject,
  run: typeof decodeAs,
): Value | undefined {
  const codec = given.positional[0] ?? given.keywords.get('encoding') ?? text('utf-8')
  const name = codec.kind === 'text' ? codec.text : undefined
  const data = owner.kind === 'text' ? content : owner.bytes
  const coded = name === undefined ? undefined : run(name, data, folding.budget)
  return coded && folding.tracer.made(coded.operation, [owner], coded.data, given.at)
}
