// Python pickles, the legacy PyTorch files that are several of them, and joblib's.
// https://docs.python.org/3/library/pickle.html
import { ParseError } from '../../bytes/ParseError.ts'
import { pickleParts } from '../../containers/pickle/pickleParts.ts'
import { withZipBehind } from '../../containers/zip/zipBehind.ts'
import { looksLikePickle } from '../../encodings/pickle/looksLikePickle.ts'
import { isZip } from '../../encodings/zip/readZip.ts'
import type { Format, Input } from '../Format.ts'

const PROTO = 0x80
const TRIAL_BYTES = 64 * 1024 // text of protocol 0 shows itself in less

export const pickle: Format = {
  id: 'pickle',
  title: 'Python pickle',
  explanation:
    'A pickle (also of PyTorch before 1.6, joblib, scikit-learn): what it imports and calls is followed without doing it, and what lies inside it is examined',
  needsHdf5: true,
  matches(input) {
    const { isFolder, main } = input
    if (isFolder || isZip(main.source)) return false // "P" is an opcode too
    return looksLikePickle(beginning(input), main.source.size)
  },
  parts: ({ main }) => withZipBehind(pickleParts(main), main),
}

/** Less than `TRIAL_BYTES` when more cannot be read: a member of a damaged archive. */
function beginning({ head, main }: Input): Uint8Array {
  if (head[0] === PROTO) return head
  try {
    return main.source.read(0, Math.min(TRIAL_BYTES, main.source.size))
  } catch (error) {
    if (error instanceof ParseError) return head
    throw error
  }
}
