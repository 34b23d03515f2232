// A file compressed as a whole: gzip (RFC 1952), bzip2, xz, LZMA, LZ4, and what joblib writes: zlib (RFC 1950), and
// before 0.10 a length in front of it (joblib/numpy_pickle_compat.py, read_zfile).
import { bytesSource, sliceSource, type ByteSource } from '../../bytes/ByteSource.ts'
import type { Expanded } from '../../bytes/GrowingBytes.ts'
import { expandBzip2 } from '../../encodings/bzip2/expandBzip2.ts'
import { compressionOf, expand } from '../../encodings/gzip/expand.ts'
import { expandLz4, isLz4 } from '../../encodings/lz4/expandLz4.ts'
import { looksLikePickle } from '../../encodings/pickle/looksLikePickle.ts'
import { expandXz, isLzma, isXz } from '../../encodings/xz/expandXz.ts'
import { beginningOf } from '../../encodings/magic/beginning.ts'
import { within } from '../../model/Location.ts'
import { detailPart, problemPart } from '../../model/toPart.ts'
import type { Format, Input } from '../Format.ts'

const MAX_BYTES = 256 * 1024 * 1024 // kept in memory beside the file
const TRIAL_BYTES = 4096
const ZFILE = [0x5a, 0x46, 0x30, 0x78] // ZF, and a length as 0x…
const ZFILE_HEAD = 21 // ZF, and `hex(2 ** 64)` padded with spaces

type Kind = 'gzip' | 'zlib' | 'bzip2' | 'xz' | 'LZMA' | 'LZ4' | 'joblib (ZF)'

export const compressed: Format = {
  id: 'compressed',
  title: 'Compressed file',
  explanation:
    'A file compressed by gzip, bzip2, xz, LZMA or LZ4, or a pickle compressed by zlib: what it expands to is examined',
  needsHdf5: true,
  matches: (input) => kindOf(input) !== undefined,
  *parts(input) {
    const kind = kindOf(input)
    if (kind === undefined) return
    const { path, source, at } = input.main
    const { bytes, fault } = expandAs(kind, source)
    yield detailPart(`${kind}: ${source.size} bytes expand to ${bytes.length}`, at)
    if (fault !== null) yield problemPart(fault.kind, `${path}: ${fault.message}`, at)
    if (bytes.length === 0) return
    const inner = path.replace(/\.(?:gz|z|bz2|xz|lzma|lz4)$/i, '').replace(/\.t[gbx]z2?$/i, '.tar')
    const window = {
      kind: 'member',
      name: inner,
      offset: 0,
      length: source.size,
      via: 'decompressed',
    } as const
    yield {
      kind: 'file',
      file: { path: inner, source: bytesSource(bytes), at: within(at, window) },
    }
  },
}

function kindOf({ isFolder, head, main }: Input): Kind | undefined {
  if (isFolder) return undefined
  const sure = SIGNATURES.find(([, begins]) => begins(head))?.[0]
  if (sure !== undefined) return sure
  return compressionOf(head) === 'zlib' && holdsModel(main.source) ? 'zlib' : undefined
}

const SIGNATURES: readonly (readonly [Kind, (head: Uint8Array) => boolean])[] = [
  ['gzip', (head) => compressionOf(head) === 'gzip'],
  ['bzip2', isBzip2],
  ['xz', isXz],
  ['LZMA', isLzma],
  ['LZ4', isLz4],
  ['joblib (ZF)', (head) => ZFILE.every((byte, at) => head[at] === byte)],
]

const BZIP2 = [0x42, 0x5a, 0x68] // BZh, the size of its blocks, and the first block's own mark
const BZIP2_BLOCK = [0x31, 0x41, 0x59, 0x26, 0x53, 0x59]

function isBzip2(head: Uint8Array): boolean {
  const marks = [...BZIP2, head[3], ...BZIP2_BLOCK]
  return marks.every((byte, at) => head[at] === byte)
}

/** The two bytes of zlib are also those of much else, so that something known must follow. */
function holdsModel(source: ByteSource, depth = 0): boolean {
  const start = sliceSource(source, 0, Math.min(TRIAL_BYTES, source.size))
  const { bytes } = expand(start, 'zlib', MAX_BYTES)
  if (looksLikePickle(bytes, Infinity) || beginningOf(bytes)?.kind === 'file') return true
  const kind = compressionOf(bytes)
  return (
    kind === 'gzip' || (kind === 'zlib' && depth < 2 && holdsModel(bytesSource(bytes), depth + 1))
  )
}

function expandAs(kind: Kind, source: ByteSource): Expanded {
  if (kind === 'gzip' || kind === 'zlib') return expand(source, kind, MAX_BYTES)
  if (kind === 'joblib (ZF)') return expandZfile(source)
  const length = Math.min(source.size, MAX_BYTES)
  const expanded = EXPANDERS[kind](source.read(0, length), MAX_BYTES)
  if (length === source.size || expanded.fault?.kind === 'limit') return expanded
  const message = `it takes ${source.size} bytes, of which the first ${length} were read`
  return { ...expanded, fault: { kind: 'limit', message } }
}

const EXPANDERS = { bzip2: expandBzip2, xz: expandXz, LZMA: expandXz, LZ4: expandLz4 } as const

/** Python 2 wrote one more space behind the length. */
function expandZfile(source: ByteSource): Expanded {
  const hasSpace = source.size > ZFILE_HEAD && source.read(ZFILE_HEAD, 1)[0] === 0x20
  const start = Math.min(source.size, ZFILE_HEAD + (hasSpace ? 1 : 0))
  return expand(sliceSource(source, start, source.size - start), 'zlib', MAX_BYTES)
}
