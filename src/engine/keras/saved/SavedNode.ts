import type { Message } from '../../encodings/protobuf/Message.ts'

/** One Keras object of a SavedModel, with its configuration as JSON. */
export interface SavedNode {
  /** Its number in the object graph; 0 is the model. */
  readonly id: number
  /** `root`, `root.layer-0`, `root.keras_api.metrics.0`. */
  readonly path: string
  /** `_tf_keras_sequential`, `_tf_keras_layer` … */
  readonly identifier: string
  /** JSON text. */
  readonly metadata: Message
}
