import type { ByteSource } from './bytes/ByteSource.ts'
import type { YaraScanner } from './model/Yara.ts'
import type { RuleSet } from './yara/RuleSet.ts'

/** What a host hands in: a single file, or a folder whose files belong together. */
export interface Upload {
  readonly name: string
  readonly isFolder: boolean
  /** At least one. The path is from the folder; of a single file it is its name. */
  readonly files: readonly { readonly path: string; readonly source: ByteSource }[]
  /** SHA-256 that the host of a single file lists, in lower-case hex; null or absent when it lists none. */
  readonly listedSha256?: string | null
  /** SHA-1 of the git blob that the host of a single file lists, 40 lower-case hex digits; null or absent for none. */
  readonly listedBlob?: string | null
  /** Of a single file that lies elsewhere and is read by ranges, so that not every byte of it is read. */
  readonly remote?: Remote
}

/** How a file that lies elsewhere is read. */
export interface Remote {
  /** What was read until now, merged and in order: the first byte, and the one behind the last. */
  readonly ranges: () => readonly (readonly [start: number, end: number])[]
  /**
   * Called when the code is known and every header is to be read: from now on reading ends with `ReadingEnded` when
   * that has cost as much as it may; to be called again with false for reading without a limit.
   */
  readonly limitReading: (isLimited: boolean) => void
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
  readonly rules: readonly RuleSet[]
}
