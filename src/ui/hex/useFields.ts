import { useEffect, useState } from 'react'
import type { PlacedField } from '../../engine/index.ts'
import type { LayoutState } from '../shared/byteHost.ts'

const NONE: readonly PlacedField[] = []

/** The fields of what is seen. Those of the last view stay until the next are known; one question is open at a time. */
export function useFields(
  layout: LayoutState,
  { start, end }: { readonly start: number; readonly end: number },
): readonly PlacedField[] {
  const [known, setKnown] = useState<{
    readonly of: LayoutState
    readonly fields: readonly PlacedField[]
  }>()
  useEffect(() => {
    if (layout.kind !== 'open' || end <= start) return
    let isCurrent = true
    const wait = setTimeout(() => {
      void layout.opened.fields(start, end).then((fields) => {
        if (isCurrent) setKnown({ of: layout, fields })
      })
    }, SETTLE_MS)
    return () => {
      isCurrent = false
      clearTimeout(wait)
    }
  }, [layout, start, end])
  return known?.of === layout ? known.fields : NONE
}

const SETTLE_MS = 30 // while scrolling, only where it comes to rest is asked about
