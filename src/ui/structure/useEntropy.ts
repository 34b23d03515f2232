import { useCallback, useEffect, useRef, useState } from 'react'
import type { Entropy } from '../../engine/index.ts'
import { placeOf, type ByteHost } from '../shared/byteHost.ts'
import type { ByteStore } from '../shared/bytesAt.ts'

/** The entropy along a file as far as it is known. */
export type EntropyState =
  | { readonly kind: 'none' }
  | { readonly kind: 'running' | 'done' | 'stopped'; readonly entropy: Entropy }
  | { readonly kind: 'failed'; readonly message: string }

interface Measuring {
  readonly state: EntropyState
  readonly start: () => void
  readonly stop: () => void
}

const UNASKED_BYTES = 64 * 1024 * 1024 // smaller files are measured at once: a fifth of a second
const NOTHING: Entropy = { done: 0, binBytes: 1, bits: [] }

/** Measures the entropy along a store in a worker: at once when it is small, else when asked. */
export function useEntropy(host: ByteHost, store: ByteStore): Measuring {
  const [state, setState] = useState<EntropyState>({ kind: 'none' })
  const [held] = useState(store)
  const running = useRef<AbortController | null>(null)
  const start = useCallback((): void => {
    const place = placeOf(held)
    if (place === null) return
    running.current?.abort()
    const own = new AbortController()
    running.current = own
    setState({ kind: 'running', entropy: NOTHING })
    host
      .runBytesJob({ kind: 'entropy', place }, own.signal, ({ entropy, isLast }) => {
        if (!own.signal.aborted) setState({ kind: isLast ? 'done' : 'running', entropy })
      })
      .catch((error: unknown) => {
        const message = error instanceof Error ? error.message : String(error)
        if (!own.signal.aborted) setState({ kind: 'failed', message })
      })
  }, [host, held])
  const stop = useCallback((): void => {
    running.current?.abort()
    setState((now) => (now.kind === 'running' ? { ...now, kind: 'stopped' } : now))
  }, [])
  useEffect(() => {
    const wait = held.size <= UNASKED_BYTES ? setTimeout(start, 0) : undefined
    return () => {
      clearTimeout(wait)
      running.current?.abort()
    }
  }, [held, start])
  return { state, start, stop }
}
