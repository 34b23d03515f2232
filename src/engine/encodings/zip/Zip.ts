/** What a zip archive says of itself: its entries in the order of the directory, and what is odd. */
export interface ZipDirectory {
  readonly entries: readonly ZipEntry[]
  /** By name; of entries with one name the last, as in Python. */
  readonly members: ReadonlyMap<string, ZipEntry>
  readonly oddities: readonly ZipOddity[]
}

export interface ZipEntry {
  /** As Python's `zipfile` reads it: cut at a NUL. Hostile text. */
  readonly name: string
  /** As it stands in the directory. */
  readonly rawName: Uint8Array
  /** 0 stored, 8 deflated, 12 bzip2, 14 LZMA, 95 xz. */
  readonly method: number
  readonly flags: number
  readonly crc32: number
  readonly compressedSize: number
  readonly uncompressedSize: number
  /** Where its local header stands in the file. */
  readonly headerOffset: number
  /** Where its bytes begin; null when there is no local header. */
  readonly dataOffset: number | null
  /** The name in its local header, when that is another. */
  readonly localName: string | null
  /** How its local header has it stored, when that is otherwise: what readers get that never look at the directory. */
  readonly local: StoredAs | null
  readonly externalAttributes: number
  readonly isDirectory: boolean
}

/** How an entry's bytes are stored. */
export interface StoredAs {
  readonly method: number
  readonly compressedSize: number
  readonly uncompressedSize: number
}

/** Something in the archive that a genuine writer of models does not do. The range is in the file. */
export interface ZipOddity {
  readonly what:
    | 'duplicate-entry'
    | 'header-mismatch'
    | 'crc-mismatch'
    | 'encrypted-entry'
    | 'odd-name'
    | 'path-traversal'
    | 'overlapping-entries'
    | 'archive-bomb'
    | 'link-entry'
    | 'prefix-data'
    | 'trailing-data'
  readonly detail: string
  /** What decides how bad it is, beside its kind. */
  readonly traits?: readonly ZipTrait[]
  /** The entry, or the piece of the archive. Hostile text. */
  readonly name: string
  readonly offset: number
  readonly length: number
}

/** `one-sided`: only one of two headers says it. `ordinary`: archivers do it too. The others: what bytes begin like. */
export type ZipTrait = 'one-sided' | 'ordinary' | 'program' | 'file'

export const FLAG_ENCRYPTED = 0x0001
export const FLAG_DESCRIPTOR = 0x0008
export const FLAG_PATCHED = 0x0020
export const FLAG_STRONG_ENCRYPTION = 0x0040
export const FLAG_UTF8 = 0x0800

export const METHOD_STORED = 0
export const METHOD_DEFLATED = 8
export const METHOD_BZIP2 = 12
export const METHOD_LZMA = 14
export const METHOD_XZ = 95

/** Bytes from the start of an entry's local header to the end of what it stores. */
export function endOf({ headerOffset, dataOffset, compressedSize }: ZipEntry): number {
  return dataOffset === null ? headerOffset : dataOffset + compressedSize
}

/** The range of an entry's bytes in the archive, as a window of a location. */
export function memberWindow({ name, headerOffset, dataOffset, compressedSize, method }: ZipEntry) {
  const via = method === METHOD_STORED ? 'same' : 'inflated'
  const offset = dataOffset ?? headerOffset
  return { kind: 'member', name, offset, length: compressedSize, via } as const
}
