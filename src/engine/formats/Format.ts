import type { Hdf5 } from '../encodings/hdf5/Hdf5.ts'
import type { InnerFile, ModelPart } from '../model/ModelPart.ts'

/** What is to be read: one file, or a folder whose files belong together (a SavedModel). */
export interface Input {
  /** Of the file or folder, without a path. */
  readonly name: string
  readonly isFolder: boolean
  /** At least one; for a folder, those inside it with their paths from there. */
  readonly files: readonly InnerFile[]
  /** The single file, or of a folder the one that names its format. */
  readonly main: InnerFile
  /** The first bytes of `main`, at most `HEAD_BYTES`. */
  readonly head: Uint8Array
}

export const HEAD_BYTES = 4096

/** Libraries that the host brings. */
export interface Tools {
  readonly hdf5: Hdf5 | null
}

/** One model format: what begins like it, and what is in it. */
export interface Format {
  /** The name of its folder. */
  readonly id: string
  readonly title: string
  /** One sentence: what it is and what of it is examined. */
  readonly explanation: string
  /** Whether reading it, or what may lie inside it, needs the HDF5 library. */
  readonly needsHdf5?: true
  /** Judges by content, never by name alone. Must not throw. */
  matches(input: Input): boolean
  /** What the first verdict needs, from as few bytes as it takes. */
  parts(input: Input, tools: Tools): Iterable<ModelPart>
  /** What takes a walk over the whole file: every tensor, every object header. */
  details?(input: Input, tools: Tools): Iterable<ModelPart>
}
