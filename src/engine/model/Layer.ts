import type { Location } from './Location.ts'

/** One layer of a Keras model, or one operation of a TensorFlow function. */
export interface Layer {
  /** Unique in the report: the path of names, `encoder/dense_1`; `#2` is added to a name that stands twice. */
  readonly id: string
  readonly name: string
  readonly className: string
  /** The id of the container or wrapper that holds it; null at the top. */
  readonly parent: string | null
  /** Ids of the layers whose output it takes. */
  readonly inputs: readonly string[]
  /** Output shape as Keras writes it, `(None, 28, 28, 1)`; null when the file does not say. */
  readonly outputShape: string | null
  /** Number of weights; null when the file does not say. */
  readonly parameters: number | null
  readonly activation: string | null
  /** The module of a Keras 3 object, or the package of a registered name; null when not written. */
  readonly module: string | null
  /** Whether its class is neither Keras' own nor TensorFlow's, so that loading needs the author's code. */
  readonly custom: boolean
  /** Its configuration in the file. */
  readonly at: Location
}

export interface LayerGraph {
  readonly layers: readonly Layer[]
  /** What the graph does not show and why, one sentence each. */
  readonly notes: readonly string[]
}

/** A weight array: what is known of it without reading its values. */
export interface Tensor {
  readonly name: string
  readonly dtype: string
  readonly shape: readonly number[]
  /** Bytes that it takes in the file; null when not known. */
  readonly storedBytes: number | null
  readonly at: Location
}
