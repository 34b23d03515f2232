import { expand } from '../../../../encodings/gzip/expand.ts'
import { expandBzip2 } from '../../../../encodings/bzip2/expandBzip2.ts'
import { expandXz } from '../../../../encodings/xz/expandXz.ts'
import { bytesSource } from '../../../../bytes/ByteSource.ts'
import type { Expanded } from '../../../../bytes/GrowingBytes.ts'
import type { Budget } from '../Budget.ts'

export type Compression = 'zlib' | 'gzip' | 'deflate' | 'bz2' | 'lzma'

/** What compressed bytes expand to, cut where the budget ends; undefined when they are not compressed so. */
export function unpack(
  kind: Compression,
  packed: Uint8Array,
  budget: Budget,
): Uint8Array | undefined {
  const limit = budget.derivable
  const { bytes, fault } = expandAs(kind, packed, limit)
  if (fault?.kind === 'limit')
    budget.fault(
      `${kind} of ${packed.length} bytes expands to over ${limit} bytes, of which the first were read`,
    )
  const kept = bytes.subarray(0, limit)
  if (!budget.derive(kept.length)) return undefined
  return kept.length === 0 && fault !== null ? undefined : kept
}

function expandAs(kind: Compression, packed: Uint8Array, limit: number): Expanded {
  if (kind === 'bz2') return expandBzip2(packed, limit)
  if (kind === 'lzma') return expandXz(packed, limit)
  return expand(bytesSource(packed), kind, limit)
}

/** Whether bytes are compressed whole: what `unpack` says that is no damage. */
export function unpackWhole(
  kind: Compression,
  packed: Uint8Array,
  budget: Budget,
): Uint8Array | undefined {
  const { bytes, fault } = expandAs(kind, packed, budget.derivable)
  if (fault?.kind === 'malformed') return undefined
  if (fault === null) return budget.derive(bytes.length) ? bytes : undefined
  return unpack(kind, packed, budget)
}
