import type { JsonNode } from '../encodings/json/Json.ts'
import type { Draft } from './Draft.ts'
import type { Use } from './places.ts'

/** What is known of a value by where it stands. */
export interface Spot {
  readonly owner: Draft
  /** Keys from the root to the owner. */
  readonly depth: number
  readonly use: Use
  /** The object that holds the value, or the array that does; null at the root. */
  readonly object: JsonNode | null
  readonly key: string
}
