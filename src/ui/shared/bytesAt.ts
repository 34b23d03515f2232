import type { Location } from '../../engine/index.ts'
import { locationKey } from '../../engine/model/Location.ts'
import { extentOf } from './location.ts'

/** A file as far as panes read it: one that was dropped, or one that lies elsewhere. */
export interface FileBytes {
  readonly size: number
  slice(start: number, end: number): { arrayBuffer(): Promise<ArrayBuffer> }
}

/** The files that are open, by the path with which locations begin. */
export type Files = readonly { readonly path: string; readonly file: FileBytes }[]

/** Bytes that a person can look at: a window that has bytes of its own, and the chosen range in it. */
export type Bytes =
  | {
      readonly kind: 'here'
      readonly base: Location
      readonly store: ByteStore
      readonly offset: number
      readonly length: number
    }
  | { readonly kind: 'absent'; readonly reason: string }

/** Where the page gets bytes from: memory, or a file on disk. Stores of the same bytes have the same key. */
export type ByteStore =
  | {
      readonly kind: 'memory'
      readonly key: string
      readonly size: number
      readonly bytes: Uint8Array
    }
  | { readonly kind: 'file'; readonly key: string; readonly size: number; readonly file: FileBytes }

/**
 * Finds the bytes of a location. Offsets are bytes in the base. A range that reaches past the end of its window is
 * cut there: it comes from a file, or from a link.
 */
export function bytesAt(
  location: Location,
  files: Files,
  contents: ReadonlyMap<string, Uint8Array>,
): Bytes {
  const { base, offset, length } = extentOf(location)
  const store = storeOf(base, files, contents)
  if (store !== null) return cut(base, store, offset, length)
  for (let end = location.length; end > base.length; end--) {
    const kept = location.slice(0, end)
    const bytes = contents.get(locationKey(kept))
    if (bytes === undefined) continue
    const inner = location.slice(end)
    const start = inner.reduce((sum, window) => sum + (window.offset ?? 0), 0)
    return cut(kept, memoryStore(kept, bytes), start, inner.at(-1)?.length ?? null)
  }
  return { kind: 'absent', reason: whyAbsent(base) }
}

/** Reads a range that lies inside the store. */
export async function readBytes(
  store: ByteStore,
  offset: number,
  length: number,
): Promise<Uint8Array> {
  if (store.kind === 'memory') return store.bytes.subarray(offset, offset + length)
  return new Uint8Array(await store.file.slice(offset, offset + length).arrayBuffer())
}

function storeOf(
  base: Location,
  files: Files,
  contents: ReadonlyMap<string, Uint8Array>,
): ByteStore | null {
  const bytes = contents.get(locationKey(base))
  if (bytes !== undefined) return memoryStore(base, bytes)
  const [first, ...inner] = base
  const found = inner.length === 0 ? files.find(({ path }) => path === first?.name) : undefined
  if (found === undefined) return null
  return { kind: 'file', key: locationKey(base), size: found.file.size, file: found.file }
}

function memoryStore(base: Location, bytes: Uint8Array): ByteStore {
  return { kind: 'memory', key: locationKey(base), size: bytes.length, bytes }
}

function cut(base: Location, store: ByteStore, offset: number, length: number | null): Bytes {
  const start = Math.min(offset, store.size)
  const end = length === null ? store.size : Math.min(start + length, store.size)
  return { kind: 'here', base, store, offset: start, length: end - start }
}

function whyAbsent(base: Location): string {
  const last = base.at(-1)
  if (last === undefined || base.length === 1) return 'The file that holds these bytes is not open'
  if (last.via === 'same') return 'These bytes do not lie in one piece, and were not put together'
  return `The ${last.via} bytes of this part were not kept; choose the part before it to see how they stand in the file`
}
