import { ParseError, type ByteSource } from '../../engine/index.ts'
import type { FileSystem } from './Library.ts'

const FROM_POSITION = 1
const FROM_END = 2

/** A file in the library's file system that reads from a source, never the whole of it. */
export interface SourceFile {
  readonly path: string
  /** Throws the fault that a read of the source met, if any did: the library takes it for the end of the file. */
  check(): void
  remove(): void
}

/** Puts `source` into the file system as `/name`. */
export function mountSource(fs: FileSystem, name: string, source: ByteSource): SourceFile {
  const faults: ParseError[] = []
  const path = `/${name}`
  fs.createDataFile('/', name, new Uint8Array(0), true, false, false)
  const { node } = fs.lookupPath(path, {})
  const read = (offset: number, length: number) => {
    try {
      return source.read(offset, Math.max(0, Math.min(length, source.size - offset)))
    } catch (error) {
      if (!(error instanceof ParseError)) throw error
      faults.push(error)
      return new Uint8Array(0)
    }
  }
  Object.assign(node, { usedBytes: source.size, stream_ops: streamOperations(source.size, read) })
  return {
    path,
    check() {
      const fault = faults.pop()
      if (fault !== undefined) throw fault
    },
    remove: () => fs.unlink(path),
  }
}

type ReadArguments = [stream: object, heap: Int8Array, at: number, length: number, position: number]

/** What Emscripten calls on a stream of such a file. */
function streamOperations(size: number, read: (offset: number, length: number) => Uint8Array) {
  return {
    llseek(stream: { readonly position: number }, offset: number, whence: number): number {
      if (whence === FROM_END) return size + offset
      return whence === FROM_POSITION ? stream.position + offset : offset
    },
    read(...[, heap, at, length, position]: ReadArguments): number {
      const bytes = read(position, length)
      heap.set(bytes, at)
      return bytes.length
    },
  }
}
