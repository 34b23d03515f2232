import { useCallback, useEffect, useRef, useState } from 'react'
import type { TensorFigures, Weights } from '../../engine/index.ts'
import { placeOf, type ByteHost } from '../shared/byteHost.ts'
import type { ByteStore } from '../shared/bytesAt.ts'

/** Figures as far as they are known. */
export type WeightsState =
  | { readonly kind: 'none' }
  | { readonly kind: 'running' | 'done' | 'stopped'; readonly weights: Weights }
  | { readonly kind: 'failed'; readonly message: string }

interface Measuring {
  readonly state: WeightsState
  /** By the name of the tensor; those of earlier runs stay. */
  readonly figures: ReadonlyMap<string, TensorFigures>
  readonly start: (only: readonly string[] | null) => void
  readonly stop: () => void
}

const NOTHING: Weights = { done: 0, total: 0, tensors: [], problem: null }

/** Works out figures of tensors in a worker, when asked. */
export function useWeights(host: ByteHost, store: ByteStore): Measuring {
  const [state, setState] = useState<WeightsState>({ kind: 'none' })
  const [figures, setFigures] = useState<ReadonlyMap<string, TensorFigures>>(new Map())
  const running = useRef<AbortController | null>(null)
  useEffect(() => () => running.current?.abort(), [])

  const start = useCallback(
    (only: readonly string[] | null): void => {
      const place = placeOf(store)
      if (place === null) {
        setState({ kind: 'failed', message: 'download the file first' })
        return
      }
      running.current?.abort()
      const own = new AbortController()
      running.current = own
      setState({ kind: 'running', weights: NOTHING })
      host
        .runBytesJob({ kind: 'weights', place, only }, own.signal, ({ weights, isLast }) => {
          if (own.signal.aborted) return
          setState({ kind: isLast ? 'done' : 'running', weights })
          const found = weights.tensors.map((tensor) => [tensor.name, tensor] as const)
          setFigures((known) => new Map([...known, ...found]))
        })
        .catch((error: unknown) => {
          const message = error instanceof Error ? error.message : String(error)
          if (!own.signal.aborted) setState({ kind: 'failed', message })
        })
    },
    [host, store],
  )
  const stop = useCallback((): void => {
    running.current?.abort()
    setState((now) => (now.kind === 'running' ? { ...now, kind: 'stopped' } : now))
  }, [])
  return { state, figures, start, stop }
}
