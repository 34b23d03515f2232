import { byteSource, type ByteSource } from '../bytes/ByteSource.ts'
import { region } from './Field.ts'
import { readFields } from './FieldReader.ts'
import { fractalBlocks } from './hdf5FractalHeap.ts'
import { heapTexts, STRUCTURES, type TreeSizes } from './hdf5Structures.ts'
import type { Outline } from './Outline.ts'

const HEAD_BYTES = 512 // enough of a structure to tell how long it is

/** A source that notes which structures are read through it, and for which object. */
export interface Recorder {
  readonly source: ByteSource
  /** What is read from now on belongs to the object at `path`. */
  enter(path: readonly string[]): void
  /** The object's chunk tree has keys of so many bytes. */
  expectChunks(keyBytes: number): void
  leave(): void
}

/** Notes every structure with a signature once, for the object that leads to it first. */
export function structureRecorder(
  source: ByteSource,
  usual: TreeSizes,
  outline: Outline,
): Recorder {
  const known = new Set<number>()
  let path: readonly string[] = []
  let sizes = usual
  const note = (offset: number, bytes: Uint8Array): void => {
    const signature = String.fromCharCode(...bytes.subarray(0, 4))
    const structure = STRUCTURES.get(signature)
    if (structure === undefined || known.has(offset)) return
    known.add(offset)
    const head = source.read(offset, Math.min(HEAD_BYTES, source.size - offset))
    const declared = Math.max(bytes.length, structure.length(head, sizes))
    const length = Math.min(declared, source.size - offset)
    const { name, read } = structure
    const own = sizes
    const inside = () =>
      readFields(source.read(offset, length), offset, (reader) => read(reader, own))
    outline.add(region(path, { name, type: signature, offset, length, inside }))
    if (signature === 'HEAP') addHeapData(source, { head, sizes, path, outline })
    if (signature === 'FRHP')
      for (const block of fractalBlocks(source, head, sizes)) outline.add(region(path, block))
  }
  return {
    source: byteSource(source.size, (offset, length) => {
      const bytes = source.read(offset, length)
      note(offset, bytes)
      return bytes
    }),
    enter(next) {
      path = next
    },
    expectChunks(chunkKeyBytes) {
      sizes = { ...usual, chunkKeyBytes }
    },
    leave() {
      sizes = usual
    },
  }
}

interface Heap {
  readonly head: Uint8Array
  readonly sizes: TreeSizes
  readonly path: readonly string[]
  readonly outline: Outline
}

/** The data of a local heap lies elsewhere. */
function addHeapData(source: ByteSource, { head, sizes, path, outline }: Heap): void {
  const { lengthSize, offsetSize, base } = sizes
  const wide = (from: number, width: number) =>
    head.subarray(from, from + width).reduceRight((sum, byte) => sum * 256 + byte, 0)
  const length = wide(8, lengthSize)
  const offset = base + wide(8 + 2 * lengthSize, offsetSize)
  if (length === 0 || offset + length > source.size) return
  const inside = () => heapTexts(source.read(offset, length), offset)
  outline.add(region(path, { name: 'local heap data', type: 'names', offset, length, inside }))
}
