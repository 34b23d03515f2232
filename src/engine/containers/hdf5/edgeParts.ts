import { sliceSource } from '../../bytes/ByteSource.ts'
import { beginningOf, beginningTraits } from '../../encodings/magic/beginning.ts'
import { looksLikePickle } from '../../encodings/pickle/looksLikePickle.ts'
import type { Superblock } from '../../encodings/hdf5/superblock.ts'
import { rangeWithin } from '../../model/Location.ts'
import type { InnerFile, ModelPart } from '../../model/ModelPart.ts'
import { faultProblem, problemPart } from './readers.ts'

const MAX_LOOK_BYTES = 1024 * 1024 // a userblock has 512 bytes

/** What stands before and behind the HDF5 data: nothing, in a file that Keras wrote. */
export function* edgeParts(
  { offset, endOffset }: Superblock,
  file: InnerFile,
): Iterable<ModelPart> {
  const { size } = file.source
  yield* edge(file, { what: 'prefix-data', offset: 0, length: offset })
  yield* edge(file, { what: 'trailing-data', offset: endOffset, length: size - endOffset })
  if (endOffset > size) {
    const message = `the file has ${size} bytes; its superblock says ${endOffset}`
    yield problemPart(faultProblem({ kind: 'malformed', message, offset: size }, file.at))
  }
}

interface Edge {
  readonly what: 'prefix-data' | 'trailing-data'
  readonly offset: number
  readonly length: number
}

function* edge(file: InnerFile, { what, offset, length }: Edge): Iterable<ModelPart> {
  if (length <= 0) return
  const bytes = file.source.read(offset, Math.min(length, MAX_LOOK_BYTES))
  const zeros = bytes.findIndex((byte) => byte !== 0)
  if (zeros < 0 && length <= MAX_LOOK_BYTES) return
  const side = what === 'prefix-data' ? 'before' : 'behind'
  const name = `${length} bytes ${side} the HDF5 data`
  const at = rangeWithin(file.at, { kind: 'range', name, offset, length })
  const padding = Math.max(0, zeros)
  const start = bytes.subarray(padding)
  const beginning = beginningOf(start)
  const detail = beginning === undefined ? name : `${name} begin like ${beginning.name}`
  const traits = ['in-hdf5', ...beginningTraits(start)] as const
  yield { kind: 'oddity', oddity: { what, detail, traits, at } }
  if (isFile(start, length))
    yield { kind: 'file', file: fileIn(file, name, offset + padding, length - padding) }
  else if (length <= MAX_LOOK_BYTES)
    yield { kind: 'content', content: { name, type: 'bytes', bytes, at } }
}

/** Whether a model, or code, may lie in it, so that it is examined as a file. */
function isFile(start: Uint8Array, length: number): boolean {
  return beginningOf(start)?.kind === 'file' || looksLikePickle(start, length)
}

function fileIn(file: InnerFile, name: string, offset: number, length: number): InnerFile {
  return {
    path: `${file.path} (${name})`,
    source: sliceSource(file.source, offset, length),
    at: rangeWithin(file.at, { kind: 'range', name, offset, length }),
  }
}
