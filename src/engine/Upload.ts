import type { ByteSource } from './bytes/ByteSource.ts'
import type { YaraScanner } from './model/Yara.ts'

/** What a host hands in: a single file, or a folder whose files belong together. */
export interface Upload {
  readonly name: string
  readonly isFolder: boolean
  /** At least one. The path is from the folder; of a single file it is its name. */
  readonly files: readonly { readonly path: string; readonly source: ByteSource }[]
}

/** What is going on, for a progress line. */
export interface Progress {
  readonly doing: string
  /** Bytes of the whole-file pass; both 0 in the first pass. */
  readonly done: number
  readonly total: number
}

/** The second pass's options: the scanner (null: no YARA was asked for) and its rule sets. */
export interface ContentOptions {
  readonly yara: YaraScanner | null
  /** Each is compiled on its own: rules of two sets may have the same name. */
  readonly rules: readonly string[]
}
