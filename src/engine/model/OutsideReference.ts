import type { Location } from './Location.ts'

/** A value in a configuration that leads its loader out of the file, or to a name that it looks up on an object. */
export interface OutsideReference {
  /**
   * `saved-model`: a TFSMLayer's folder. `vocabulary`: a file or address of words. `hub-module`: a TensorFlow Hub handle.
   * `shard`: a file of weights beside this one. `method`: a name that the loader looks up with getattr.
   * `torch-module`: the pickle of a TorchModuleWrapper, which PyTorch loads.
   */
  readonly what: 'saved-model' | 'vocabulary' | 'hub-module' | 'shard' | 'method' | 'torch-module'
  /** The path, address or name: hostile text. */
  readonly target: string
  /** The key that holds it: `filepath`, `vocabulary`, `handle`. */
  readonly key: string
  /** The layer that holds it, by `Layer.id`. */
  readonly layer: string | null
  readonly layerClass: string | null
  readonly at: Location
}
