import type { JsonNode } from '../encodings/json/Json.ts'
import type { KeyPath } from './KeyPath.ts'

/** A layer as it stands in the configuration, before its inputs and shapes are worked out. */
export interface Draft {
  /** Empty for the top model, which is no layer of the report. */
  readonly id: string
  readonly name: string
  readonly className: string
  readonly node: JsonNode
  readonly config: JsonNode
  readonly path: KeyPath | null
  /** What holds it; null for the top. */
  readonly parent: Draft | null
  readonly role: Role
  /** In the order of the file; filled while the tree is walked. */
  readonly children: Draft[]
}

/**
 * `member` of a list of layers, which are connected with each other; `cell` of a stack of cells, one after the
 * other; `part` wrapped by a layer that uses it in its own way.
 */
export type Role = 'top' | 'member' | 'cell' | 'part'
