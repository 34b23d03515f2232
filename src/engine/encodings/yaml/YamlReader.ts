import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Alias,
  type ParsedNode,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml'
import { ParseError } from '../../bytes/ParseError.ts'
import type { JsonNode, JsonOddity } from '../json/Json.ts'
import { MAX_DEPTH } from './findTags.ts'
import { resolvePlain } from './plainScalar.ts'

const MAX_REPEATED = 1_000_000 // values that aliases stand for: ten lines can stand for a billion
const MAX_ODDITIES = 1_000

export type Place = Pick<JsonNode, 'offset' | 'length'>

/** A node, and what a walk through it meets when it follows the aliases. */
interface Measured {
  readonly node: JsonNode
  readonly nodes: number
  readonly depth: number
}

/** Turns composed YAML into JSON nodes, with the values that PyYAML gives them. */
export class YamlReader {
  readonly oddities: JsonOddity[] = []
  readonly #place: (start: number, end: number) => Place
  readonly #anchors = new Map<string, Measured | 'open'>()
  #repeated = 0

  /** `place` turns a range of characters into one of bytes. */
  constructor(place: (start: number, end: number) => Place) {
    this.#place = place
  }

  /** The value of a document; null for an empty one. Throws `ParseError` for what PyYAML refuses, and beyond the limits. */
  root(contents: ParsedNode | null): JsonNode {
    return this.#read(contents, 0).node
  }

  /** `at` is where a value would stand that is left out. */
  #read(node: ParsedNode | null, at: number): Measured {
    if (node === null) return { node: { kind: 'null', ...this.#place(at, at) }, nodes: 1, depth: 1 }
    if (isAlias(node)) return this.#alias(node)
    if (node.anchor !== undefined) this.#anchors.set(node.anchor, 'open')
    const measured = this.#checked(this.#anchored(node), node)
    if (node.anchor !== undefined) this.#anchors.set(node.anchor, measured)
    return measured
  }

  #anchored(node: Exclude<ParsedNode, Alias.Parsed>): Measured {
    if (isMap(node)) return this.#map(node)
    return isSeq(node) ? this.#sequence(node) : this.#scalar(node)
  }

  #alias(alias: Alias.Parsed): Measured {
    const measured = this.#anchors.get(alias.source)
    if (measured === undefined)
      throw this.#error(`no anchor "${alias.source}" stands before its alias`, alias)
    if (measured === 'open') throw this.#error(`"${alias.source}" holds itself`, alias)
    this.#repeated += measured.nodes
    if (this.#repeated > MAX_REPEATED)
      throw this.#error(`its aliases stand for over ${MAX_REPEATED} values`, alias)
    return measured
  }

  #checked(measured: Measured, node: ParsedNode): Measured {
    if (measured.depth <= MAX_DEPTH) return measured
    throw this.#error(`nested deeper than ${MAX_DEPTH} levels`, node)
  }

  #sequence(sequence: YAMLSeq.Parsed): Measured {
    const [start, end] = sequence.range
    const items = sequence.items.map((item) => this.#read(item, start))
    const node: JsonNode = {
      kind: 'array',
      items: items.map((item) => item.node),
      ...this.#place(start, end),
    }
    return around(node, items)
  }

  #map(map: YAMLMap.Parsed): Measured {
    const [start, end] = map.range
    const own = new Map<string, JsonNode>()
    const merged = new Map<string, JsonNode>()
    const all: Measured[] = []
    for (const { key, value } of map.items) {
      const measured = this.#read(value, key.range[1])
      all.push(measured)
      if (isMergeKey(key)) merge(merged, measured.node)
      else this.#set(own, this.#key(key), measured.node)
    }
    const members = merged.size === 0 ? own : new Map([...merged, ...own])
    return around({ kind: 'object', members, ...this.#place(start, end) }, all)
  }

  #set(members: Map<string, JsonNode>, key: string, value: JsonNode): void {
    const hidden = members.get(key)
    members.set(key, value)
    if (hidden === undefined || this.oddities.length >= MAX_ODDITIES) return
    const { offset, length } = hidden
    const detail = `key ${JSON.stringify(key)} stands again with the value at byte ${value.offset}; Python reads the last and drops this value`
    this.oddities.push({ what: 'duplicate-key', detail, subject: key, offset, length })
  }

  /** A key is text here, whatever it is to Python. */
  #key(key: ParsedNode): string {
    const { node } = this.#read(key, key.range[0])
    if (node.kind === 'string') return node.text
    return isScalar(key) ? String(key.value) : `key at byte ${node.offset}`
  }

  #scalar(scalar: Scalar.Parsed): Measured {
    const [start, end] = scalar.range
    const place = this.#place(start, end)
    const text = typeof scalar.value === 'string' ? scalar.value : ''
    return { node: { ...valueOf(scalar, text), ...place }, nodes: 1, depth: 1 }
  }

  #error(reason: string, { range }: ParsedNode): ParseError {
    const { offset } = this.#place(range[0], range[1])
    return new ParseError(`YAML: ${reason}, at byte ${offset}`, offset)
  }
}

function around(node: JsonNode, inner: readonly Measured[]): Measured {
  const nodes = inner.reduce((sum, measured) => sum + measured.nodes, 1)
  const depth = inner.reduce((most, measured) => Math.max(most, measured.depth), 0) + 1
  return { node, nodes, depth }
}

function isMergeKey(key: ParsedNode): boolean {
  return isScalar(key) && key.type === 'PLAIN' && key.value === '<<'
}

/** As PyYAML's `flatten_mapping`: of several maps the first counts. */
function merge(members: Map<string, JsonNode>, value: JsonNode): void {
  const maps = value.kind === 'array' ? value.items.toReversed() : [value]
  for (const map of maps)
    if (map.kind === 'object') for (const [key, node] of map.members) members.set(key, node)
}

type Value =
  | { readonly kind: 'string'; readonly text: string }
  | { readonly kind: 'null' }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'number'; readonly value: number; readonly literal: string }

/** A scalar with quotes, or with a tag, is text. */
function valueOf(scalar: Scalar.Parsed, text: string): Value {
  if (scalar.type !== 'PLAIN' || scalar.tag !== undefined) return { kind: 'string', text }
  const plain = resolvePlain(text)
  switch (plain.kind) {
    case 'string':
      return { kind: 'string', text }
    case 'number':
      return { ...plain, literal: text }
    case 'null':
    case 'boolean':
      return plain
  }
}
