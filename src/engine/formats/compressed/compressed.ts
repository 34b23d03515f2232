// A file compressed as a whole by gzip (RFC 1952) or, as joblib does it, by zlib (RFC 1950).
import { bytesSource, sliceSource } from '../../bytes/ByteSource.ts'
import { compressionOf, expand } from '../../encodings/gzip/expand.ts'
import { looksLikePickle } from '../../encodings/pickle/looksLikePickle.ts'
import { within } from '../../model/Location.ts'
import { detailPart, problemPart } from '../../model/toPart.ts'
import type { Format, Input } from '../Format.ts'

const MAX_BYTES = 256 * 1024 * 1024 // kept in memory beside the file
const TRIAL_BYTES = 4096

export const compressed: Format = {
  id: 'compressed',
  title: 'Compressed file (gzip, zlib)',
  explanation:
    'A file compressed by gzip, or a pickle compressed by zlib: what it expands to is examined',
  needsHdf5: true,
  matches: (input) => kindOf(input) !== undefined,
  *parts(input) {
    const kind = kindOf(input)
    if (kind === undefined) return
    const { path, source, at } = input.main
    const { bytes, fault } = expand(source, kind, MAX_BYTES)
    yield detailPart(`${kind}: ${source.size} bytes expand to ${bytes.length}`, at)
    if (fault !== null) yield problemPart(fault.kind, `${path}: ${fault.message}`, at)
    if (bytes.length === 0) return
    const inner = path.replace(/\.(?:gz|z)$/i, '').replace(/\.tgz$/i, '.tar')
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

/** The two bytes of zlib are also those of much else, so that a pickle must follow. */
function kindOf({ isFolder, head, main }: Input): 'gzip' | 'zlib' | undefined {
  const kind = isFolder ? undefined : compressionOf(head)
  if (kind !== 'zlib') return kind
  const start = sliceSource(main.source, 0, Math.min(TRIAL_BYTES, main.source.size))
  const { bytes } = expand(start, 'zlib', MAX_BYTES)
  return looksLikePickle(bytes, Infinity) ? 'zlib' : undefined
}
