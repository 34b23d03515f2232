import { sliceSource } from '../../bytes/ByteSource.ts'
import type { Superblock } from '../../encodings/hdf5/superblock.ts'
import { rangeWithin } from '../../model/Location.ts'
import type { InnerFile, ModelPart } from '../../model/ModelPart.ts'
import { faultProblem, problemPart } from './readers.ts'

const MAX_LOOK_BYTES = 1024 * 1024 // a userblock has 512 bytes

interface Beginning {
  readonly bytes: string
  readonly what: string
  /** Whether a model, or code, may lie in it, so that it is examined as a file. */
  readonly isFile: boolean
}

const BEGINNINGS: readonly Beginning[] = [
  { bytes: 'PK\x03\x04', what: 'a ZIP archive', isFile: true },
  ...['\x02', '\x03', '\x04', '\x05'].map((version) => {
    return { bytes: `\x80${version}`, what: 'a pickle', isFile: true }
  }),
  { bytes: '\x89HDF', what: 'an HDF5 file', isFile: true },
  { bytes: '\x1f\x8b', what: 'a gzip file', isFile: true },
  { bytes: 'MZ', what: 'a Windows program', isFile: false },
  { bytes: '\x7fELF', what: 'a Linux program', isFile: false },
  { bytes: '\xcf\xfa\xed\xfe', what: 'a macOS program', isFile: false },
  { bytes: '#!', what: 'a script', isFile: false },
  { bytes: '%PDF', what: 'a PDF file', isFile: false },
]

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
  if (length <= MAX_LOOK_BYTES && bytes.every((byte) => byte === 0)) return
  const side = what === 'prefix-data' ? 'before' : 'behind'
  const name = `${length} bytes ${side} the HDF5 data`
  const at = rangeWithin(file.at, { kind: 'range', name, offset, length })
  const beginning = BEGINNINGS.find((known) => startsWith(bytes, known.bytes))
  const detail = beginning === undefined ? name : `${name} begin like ${beginning.what}`
  yield { kind: 'oddity', oddity: { what, detail, at } }
  if (beginning?.isFile === true) {
    const source = sliceSource(file.source, offset, length)
    yield { kind: 'file', file: { path: `${file.path} (${name})`, source, at } }
  } else if (length <= MAX_LOOK_BYTES)
    yield { kind: 'content', content: { name, type: 'bytes', bytes, at } }
}

function startsWith(bytes: Uint8Array, beginning: string): boolean {
  return Array.from(beginning).every((character, index) => bytes[index] === character.charCodeAt(0))
}
