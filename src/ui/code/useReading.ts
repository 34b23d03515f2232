import { useEffect, useMemo, useState } from 'react'
import type { CodeObject, CodeReading } from '../../engine/index.ts'
import { rereadCode } from './stages.ts'

/** How a payload is read: as the version that its bytes tell, or as one that the user chose. */
export type Reading =
  | { readonly kind: 'told' }
  | { readonly kind: 'waiting'; readonly python: string }
  | { readonly kind: 'read'; readonly python: string; readonly code: CodeObject }
  | { readonly kind: 'refused'; readonly python: string; readonly message: string }

export type ReadCodeAs = (
  payload: Uint8Array,
  python: string,
  signal: AbortSignal,
) => Promise<CodeReading>

/** Has a payload read again as the code of `python`; null leaves it as told. */
export function useReading(
  code: CodeObject | null,
  python: string | null,
  payload: Uint8Array | null,
  readCodeAs: ReadCodeAs,
): Reading {
  const [done, setDone] = useState<{ readonly key: string; readonly reading: CodeReading }>()
  const key = code === null || python === null ? null : `${code.sha256} ${python}`
  useEffect(() => {
    if (key === null || python === null || payload === null) return undefined
    const controller = new AbortController()
    const keep = (reading: CodeReading): void => {
      if (!controller.signal.aborted) setDone({ key, reading })
    }
    readCodeAs(payload, python, controller.signal).then(keep, (error: unknown) =>
      keep(failed(error)),
    )
    return () => controller.abort()
  }, [key, python, payload, readCodeAs])

  const reading = done?.key === key ? done.reading : undefined
  return useMemo(() => {
    if (code === null || python === null) return { kind: 'told' }
    if (payload === null) return { kind: 'refused', python, message: 'its bytes are not at hand' }
    return reading === undefined ? { kind: 'waiting', python } : toReading(code, python, reading)
  }, [code, python, payload, reading])
}

function toReading(code: CodeObject, python: string, { listing, problems }: CodeReading): Reading {
  if (listing !== null) return { kind: 'read', python, code: rereadCode(code, listing) }
  return { kind: 'refused', python, message: problems[0]?.message ?? 'nothing could be read' }
}

function failed(error: unknown): CodeReading {
  const message = error instanceof Error ? error.message : String(error)
  return { listing: null, problems: [{ message, offset: 0, length: 0 }] }
}
