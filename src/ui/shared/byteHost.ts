import { useEffect, useMemo, useState } from 'react'
import type { LayoutHint } from '../../engine/index.ts'
import type { BytesPlace, OpenedLayout, openLayout, runBytesJob } from '../../worker/client.ts'
import type { ByteStore } from './bytesAt.ts'

/** What reads bytes for the panes: the worker's client, or a stand-in for it. */
export interface ByteHost {
  readonly openLayout: typeof openLayout
  readonly runBytesJob: typeof runBytesJob
}

/** The layout of a store as far as it is known. */
export type LayoutState =
  | { readonly kind: 'opening' }
  | { readonly kind: 'open'; readonly opened: OpenedLayout }
  /** It lies elsewhere: only what is shown of it is read. */
  | { readonly kind: 'elsewhere' }
  | { readonly kind: 'failed'; readonly message: string }

/** What a worker can be given of a store; null when it lies elsewhere. */
export function placeOf(store: ByteStore): BytesPlace | null {
  if (store.kind === 'memory') return { kind: 'memory', bytes: store.bytes }
  return store.file instanceof File ? { kind: 'file', file: store.file } : null
}

const OPENING: LayoutState = { kind: 'opening' }

/** Lays a store out once, and closes it when another is shown. */
export function useLayoutOf(
  host: ByteHost,
  store: ByteStore | null,
  { name, code }: LayoutHint,
): LayoutState {
  const [known, setKnown] = useState<{ readonly key: string; readonly state: LayoutState }>()
  const key = store?.key ?? ''
  const [held, setHeld] = useState(store) // each choice in a file makes a store anew: the same one by its key
  if (held?.key !== store?.key) setHeld(store)
  const place = useMemo(() => (held === null ? null : placeOf(held)), [held])
  useEffect(() => {
    if (place === null) return
    const aborting = new AbortController()
    const set = (state: LayoutState): void => {
      if (!aborting.signal.aborted) setKnown({ key, state })
    }
    host.openLayout(place, { name, code }, aborting.signal).then(
      (opened) => set({ kind: 'open', opened }),
      (error: unknown) =>
        set({ kind: 'failed', message: error instanceof Error ? error.message : String(error) }),
    )
    return () => aborting.abort()
  }, [host, place, key, name, code])
  if (place === null) return { kind: 'elsewhere' }
  return known?.key === key ? known.state : OPENING
}
