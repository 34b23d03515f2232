import { useCallback, useEffect, useRef, useState } from 'react'
import type { Search } from '../../engine/index.ts'
import { placeOf, type ByteHost } from '../shared/byteHost.ts'
import type { ByteStore } from '../shared/bytesAt.ts'
import { toPattern, type Wanted } from './pattern.ts'

/** A search as far as it has come. */
export type SearchState =
  | { readonly kind: 'none' }
  | { readonly kind: 'refused'; readonly problem: string }
  | {
      readonly kind: 'running' | 'done' | 'stopped'
      readonly search: Search
      /** Bytes of one place. */
      readonly length: number
    }

export interface Searching {
  readonly state: SearchState
  readonly start: (wanted: Wanted) => void
  readonly stop: () => void
}

const NOTHING: Search = { done: 0, count: 0, offsets: [] }

/** Searches a store in a worker, one search at a time. */
export function useSearch(host: ByteHost, store: ByteStore): Searching {
  const [state, setState] = useState<SearchState>({ kind: 'none' })
  const running = useRef<AbortController | null>(null)
  useEffect(() => () => running.current?.abort(), [])

  const start = useCallback(
    (wanted: Wanted): void => {
      running.current?.abort()
      const pattern = toPattern(wanted)
      const place = placeOf(store)
      if ('problem' in pattern) return setState({ kind: 'refused', problem: pattern.problem })
      if (place === null)
        return setState({ kind: 'refused', problem: 'Download the file to search in it' })
      const own = new AbortController()
      running.current = own
      const { length } = pattern.values
      setState({ kind: 'running', search: NOTHING, length })
      host
        .runBytesJob({ kind: 'search', place, pattern }, own.signal, ({ search, isLast }) => {
          if (!own.signal.aborted) setState({ kind: isLast ? 'done' : 'running', search, length })
        })
        .catch((error: unknown) => {
          if (own.signal.aborted) return
          const problem = error instanceof Error ? error.message : String(error)
          setState({ kind: 'refused', problem })
        })
    },
    [host, store],
  )
  const stop = useCallback((): void => {
    running.current?.abort()
    setState((now) => (now.kind === 'running' ? { ...now, kind: 'stopped' } : now))
  }, [])
  return { state, start, stop }
}
