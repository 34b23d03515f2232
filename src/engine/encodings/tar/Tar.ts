import type { ParseError } from '../../bytes/ParseError.ts'

export interface TarEntry {
  /** As Python has it. Hostile text. */
  readonly name: string
  /** `link`: also devices and pipes. `sparse`: its bytes have holes that are told elsewhere. */
  readonly type: 'file' | 'folder' | 'link' | 'sparse'
  /** The character in its header: `0` a file, `2` a symbolic link. */
  readonly kind: string
  /** What a link leads to; hostile text. */
  readonly target: string
  readonly headerOffset: number
  readonly dataOffset: number
  /** Bytes that follow, to Python. */
  readonly size: number
  /** Bytes that its headers declare, pax before ustar. */
  readonly declaredSize: number
  /** Bytes that its own header declares. */
  readonly writtenSize: number
}

export interface TarOddity {
  readonly what:
    | 'link-entry'
    | 'odd-name'
    | 'path-traversal'
    | 'duplicate-entry'
    | 'header-mismatch'
    | 'trailing-data'
  readonly detail: string
  readonly traits?: readonly ('program' | 'file')[]
  readonly name: string
  readonly offset: number
  readonly length: number
}

export interface TarArchive {
  readonly entries: readonly TarEntry[]
  readonly oddities: readonly TarOddity[]
  /** What ended the reading before the end of the archive; null when nothing did. */
  readonly fault: ParseError | null
}
