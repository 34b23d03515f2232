import type { Location } from './Location.ts'

/** An operation of a TensorFlow graph that does more than compute: it reads, writes, connects, or runs other code. */
export interface Operation {
  /** `ReadFile`, as TensorFlow registers it. */
  readonly op: string
  /** The name of its node: hostile text. */
  readonly node: string
  /** The function it stands in; null in a main graph, and in a layer's configuration. */
  readonly graph: string | null
  /** The layer that holds it, by `Layer.id`; null in a graph. */
  readonly layer: string | null
  /** What its operands come to, as far as that can be told without running anything. */
  readonly operands: readonly Operand[]
  /** `load`: reached from what a loader runs by itself. `call`: from a signature or a function. `unreached`: neither. */
  readonly runs: 'load' | 'call' | 'unreached'
  /** What an ordinary export has it for: `saver`, `initializer`; null when it is neither. */
  readonly role: 'saver' | 'initializer' | null
  /** How many alike there are: the same op, graph and operands. */
  readonly count: number
  readonly at: Location
}

/** What one operand or attribute of an operation holds: a path, an address, contents. */
export interface Operand {
  /** The name TensorFlow gives it: `filename`, `contents`, `address`. */
  readonly name: string
  /** The text as far as it can be resolved; null when it is only known at run time. */
  readonly text: string | null
  /**
   * `literal`: written in the file, be it in pieces. `asset`: a file of the SavedModel's own assets. `argument`: given by
   * whoever calls the function. `unknown`: anything else.
   */
  readonly from: 'literal' | 'asset' | 'argument' | 'unknown'
}
