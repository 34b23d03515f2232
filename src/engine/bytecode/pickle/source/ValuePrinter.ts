import { reprLeaf } from '../../../encodings/pickle/reprArgument.ts'
import type { PickleValue } from '../../../encodings/pickle/PickleValue.ts'
import { bracketsOf, isLeaf, isSequence } from '../constantText.ts'
import { isIdentifier, type Names } from './Names.ts'

const WIDTH = 100
const INDENT = '    '
const MAX_DEPTH = 24 // containers in containers; deeper ones are left out
const MAX_ITEMS = 2_000 // of one container
const MAX_CHARACTERS = 4 * 1024 * 1024 // of all values of a payload: containers can share each other without end
const LEFT_OUT = '...'

/** Prints values as Python source, on one line when they fit, else an item a line. */
export class ValuePrinter {
  readonly #names: Names
  #left = MAX_CHARACTERS
  #isCut = false

  constructor(names: Names) {
    this.#names = names
  }

  /** Whether something had to be left out. */
  get isCut(): boolean {
    return this.#isCut
  }

  /** A value in `room` columns, or over several lines, inside `depth` containers. */
  print(value: PickleValue, depth = 0, room = WIDTH): string {
    const flat = this.#flat(value, room, depth)
    const text = flat ?? this.#broken(value, depth)
    this.#left -= text.length
    return text
  }

  /** `(first, second, name=third)`. */
  arguments(args: readonly PickleValue[], keywords: PickleValue | null, room: number): string {
    const flat = this.#flatList(args.slice(0, MAX_ITEMS), room, 0)
    const named = keywords === null ? [] : this.#keywords(keywords)
    const length = (flat?.length ?? room) + named.reduce((sum, text) => sum + text.length + 2, 0)
    if (flat !== undefined && length < room && args.length <= MAX_ITEMS)
      return `(${[...(args.length === 0 ? [] : [flat]), ...named].join(', ')})`
    const [only] = args
    if (only !== undefined && args.length + named.length === 1) return `(${this.print(only)})`
    return this.#lines(['(', ')'], [...this.#items(args, 1), ...named], 0)
  }

  #keywords(keywords: PickleValue): readonly string[] {
    if (keywords.kind !== 'dict') return [`**${this.print(keywords, 1)}`]
    return keywords.entries.slice(0, MAX_ITEMS).map(([key, value]) => {
      const text = this.print(value, 1)
      if (key.kind === 'text' && isIdentifier(key.text)) return `${key.text}=${text}`
      return `**{${this.print(key, 1)}: ${text}}`
    })
  }

  /** A value without parts; undefined for containers with items. */
  #atom(value: PickleValue): string | undefined {
    if (isLeaf(value)) return leafText(value)
    if (value.kind === 'none') return 'None'
    if (value.kind === 'ellipsis') return 'Ellipsis'
    if (value.kind === 'global') return this.#names.imported(value)
    if (value.kind === 'call') return this.#names.variable(value.call) ?? LEFT_OUT
    return value.kind === 'unknown' ? unknownText(value.what) : undefined
  }

  /** On one line of less than `room` characters; undefined when it is longer. */
  #flat(value: PickleValue, room: number, depth: number): string | undefined {
    const atom = this.#atom(value)
    if (atom !== undefined) return atom
    if (this.#isTooDeep(depth)) return LEFT_OUT
    const text = this.#flatContainer(value, room, depth)
    return text !== undefined && text.length < room ? text : undefined
  }

  #flatContainer(value: PickleValue, room: number, depth: number): string | undefined {
    if (value.kind === 'persistent') {
      const id = this.#flat(value.id, room, depth + 1)
      return id === undefined ? undefined : `persistent_load(${id})`
    }
    if (value.kind === 'dict') {
      const pairs = this.#flatPairs(value.entries, room, depth)
      return pairs === undefined ? undefined : `{${pairs}}`
    }
    if (!isSequence(value)) return LEFT_OUT
    const list = this.#flatList(value.items, room, depth)
    const [open, close] = bracketsOf(value.kind, value.items.length)
    return list === undefined ? undefined : open + list + close
  }

  #flatList(items: readonly PickleValue[], room: number, depth: number): string | undefined {
    let text = ''
    for (const item of items) {
      const next = this.#flat(item, room - text.length, depth + 1)
      if (next === undefined) return undefined
      text += text === '' ? next : `, ${next}`
      if (text.length > room && items.length > 1) return undefined
    }
    return text
  }

  #flatPairs(
    entries: readonly (readonly [PickleValue, PickleValue])[],
    room: number,
    depth: number,
  ): string | undefined {
    let text = ''
    for (const [key, value] of entries) {
      const name = this.#flat(key, room - text.length, depth + 1)
      const item = this.#flat(value, room - text.length, depth + 1)
      if (name === undefined || item === undefined) return undefined
      text += `${text === '' ? '' : ', '}${name}: ${item}`
      if (text.length > room) return undefined
    }
    return text
  }

  #broken(value: PickleValue, depth: number): string {
    if (this.#isTooDeep(depth)) return LEFT_OUT
    if (value.kind === 'persistent') return `persistent_load(${this.print(value.id, depth)})`
    if (value.kind === 'dict')
      return this.#lines(['{', '}'], this.#pairs(value.entries, depth), depth)
    if (!isSequence(value)) return LEFT_OUT
    const brackets = bracketsOf(value.kind, value.items.length)
    return this.#lines(brackets, this.#items(value.items, depth + 1), depth)
  }

  #items(items: readonly PickleValue[], depth: number): string[] {
    const texts: string[] = []
    for (const item of items) {
      if (this.#isFull(texts.length)) return [...texts, LEFT_OUT]
      texts.push(this.print(item, depth, WIDTH - depth * INDENT.length))
    }
    return texts
  }

  #pairs(entries: readonly (readonly [PickleValue, PickleValue])[], depth: number): string[] {
    const texts: string[] = []
    for (const [key, value] of entries) {
      if (this.#isFull(texts.length)) return [...texts, LEFT_OUT]
      const name = this.print(key, depth + 1)
      const room = WIDTH - (depth + 1) * INDENT.length - name.length
      texts.push(`${name}: ${this.print(value, depth + 1, room)}`)
    }
    return texts
  }

  #isFull(count: number): boolean {
    const isFull = count === MAX_ITEMS || this.#left <= 0
    if (isFull) this.#isCut = true
    return isFull
  }

  #isTooDeep(depth: number): boolean {
    const isTooDeep = depth > MAX_DEPTH || this.#left <= 0
    if (isTooDeep) this.#isCut = true
    return isTooDeep
  }

  /** Items a line each, or filled into lines when they are short. */
  #lines(
    [open, close]: readonly [string, string],
    items: readonly string[],
    depth: number,
  ): string {
    const inner = INDENT.repeat(depth + 1)
    const isShort = items.length > 2 && items.every((item) => item.length <= SHORT)
    const lines = isShort ? filled(items, WIDTH - inner.length) : items
    const body = lines.map((line) => `${inner}${line},\n`).join('')
    return `${open}\n${body}${INDENT.repeat(depth)}${close.replace(',', '')}`
  }
}

const SHORT = 24 // characters of an item that shares its line

function filled(items: readonly string[], width: number): readonly string[] {
  const lines: string[] = []
  let line = ''
  for (const item of items) {
    if (line !== '' && line.length + item.length + 3 > width) {
      lines.push(line)
      line = ''
    }
    line += line === '' ? item : `, ${item}`
  }
  return [...lines, line]
}

const MAX_BYTES = 256 // of one constant: more is an array

function leafText(leaf: Extract<PickleValue, { kind: LeafKind }>): string {
  if (leaf.kind !== 'bytes' || leaf.bytes.length <= MAX_BYTES) return reprLeaf(leaf)
  const shown = reprLeaf({ ...leaf, bytes: leaf.bytes.subarray(0, MAX_BYTES) })
  return `${shown}… (${leaf.bytes.length} bytes)`
}

type LeafKind = 'bool' | 'int' | 'float' | 'text' | 'bytes'

function unknownText(what: string): string {
  const extension = /^extension (\d+)$/.exec(what)
  return extension === null ? 'next_buffer()' : `get_extension(${extension[1] ?? ''})`
}
