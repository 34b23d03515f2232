/** A JSON value with its place. Offsets and lengths are bytes in the text that was parsed. */
export type JsonNode =
  | (Placed & {
      readonly kind: 'object'
      /** In order of appearance; of a key that stands twice the last counts, as in Python. */
      readonly members: ReadonlyMap<string, JsonNode>
    })
  | (Placed & { readonly kind: 'array'; readonly items: readonly JsonNode[] })
  | (Placed & { readonly kind: 'string'; readonly text: string })
  | (Placed & { readonly kind: 'number'; readonly value: number; readonly literal: string })
  | (Placed & { readonly kind: 'boolean'; readonly value: boolean })
  | (Placed & { readonly kind: 'null' })

interface Placed {
  readonly offset: number
  readonly length: number
}

export interface JsonDocument {
  readonly root: JsonNode
  readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'utf-32le' | 'utf-32be'
  /** What `json.dumps` of Python would not have written. */
  readonly oddities: readonly JsonOddity[]
}

export interface JsonOddity extends Placed {
  readonly what:
    'duplicate-key' | 'byte-order-mark' | 'encoding' | 'not-a-number' | 'trailing-bytes' | 'tag'
  readonly detail: string
  /** The key that stands twice, or the tag as it resolves. Hostile text. */
  readonly subject?: string
}

/** The member `key` of an object; undefined when `node` is not an object or has none. */
export function member(node: JsonNode | undefined, key: string): JsonNode | undefined {
  return node?.kind === 'object' ? node.members.get(key) : undefined
}

/** The text of a string; null for anything else. */
export function textOf(node: JsonNode | undefined): string | null {
  return node?.kind === 'string' ? node.text : null
}

/** The items of an array; empty for anything else. */
export function itemsOf(node: JsonNode | undefined): readonly JsonNode[] {
  return node?.kind === 'array' ? node.items : []
}
