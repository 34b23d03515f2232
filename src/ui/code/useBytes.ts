import { useEffect, useMemo, useState } from 'react'
import type { Location } from '../../engine/index.ts'
import { bytesAt, readBytes, type Files } from '../shared/bytesAt.ts'

const MAX_BYTES = 64 * 1024 * 1024 // of text that is shown; more is for Hex

/** Bytes of a location, and the window that they are a piece of. */
export interface FoundBytes {
  readonly base: Location
  readonly bytes: Uint8Array
}

/** The bytes of a location: at once when they are in memory, else as soon as they are read from the dropped file. */
export function useBytes(
  location: Location | null,
  files: Files,
  contents: ReadonlyMap<string, Uint8Array>,
): FoundBytes | null {
  const found = useMemo(
    () => (location === null ? null : bytesAt(location, files, contents)),
    [location, files, contents],
  )
  const [read, setRead] = useState<{ readonly of: typeof found; readonly bytes: Uint8Array }>()
  useEffect(() => {
    if (found?.kind !== 'here' || found.store.kind === 'memory' || found.length > MAX_BYTES) return
    let isWanted = true
    const keep = (bytes: Uint8Array): void => {
      if (isWanted) setRead({ of: found, bytes })
    }
    // A file that can no longer be read is told of where its bytes are asked for: in Hex.
    readBytes(found.store, found.offset, found.length).then(keep, () => keep(new Uint8Array()))
    return () => {
      isWanted = false
    }
  }, [found])
  return useMemo(() => {
    if (found?.kind !== 'here') return null
    const { base, store, offset, length } = found
    if (store.kind === 'memory')
      return { base, bytes: store.bytes.subarray(offset, offset + length) }
    return read?.of === found && read.bytes.length > 0 ? { base, bytes: read.bytes } : null
  }, [found, read])
}
