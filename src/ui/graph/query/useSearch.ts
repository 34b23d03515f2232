import { useDeferredValue, useMemo, useState } from 'react'
import { asksForProperties, findLayers, type Searched } from './findLayers.ts'
import { parseQuery } from './parseQuery.ts'
import { useProperties, type Bytes } from './useProperties.ts'

/** A text to look for, and where the chosen layer is among the hits. */
export interface Search {
  readonly text: string
  /** Why the text cannot be read; null when it can. */
  readonly fault: string | null
  /** How much of the configurations is read, from 0 to 1; null when they are not needed or all are read. */
  readonly share: number | null
  /** Ids of layers. */
  readonly hits: readonly string[]
  /** From 0; -1 when no hit is chosen. */
  readonly at: number
  readonly onText: (text: string) => void
  /** Chooses the next hit, or the one before. */
  readonly onStep: (by: 1 | -1) => void
}

const NO_HITS: readonly string[] = []

export function useSearch(
  { tree, marks, bytes }: Omit<Searched, 'properties'> & { readonly bytes: Bytes },
  chosen: string | null,
  choose: (layerId: string) => void,
): Search {
  const [text, onText] = useState('')
  const asked = useDeferredValue(text) // what is typed shows at once, however many layers there are
  const query = useMemo(() => parseQuery(asked), [asked])
  const needs = query.kind === 'terms' && asksForProperties(query.terms)
  const { properties, share } = useProperties(tree, bytes, needs)
  const hits = useMemo(
    () => (query.kind === 'terms' ? findLayers({ tree, marks, properties }, query.terms) : NO_HITS),
    [tree, marks, properties, query],
  )
  const at = chosen === null ? -1 : hits.indexOf(chosen)
  const onStep = (by: 1 | -1): void => {
    const start = at === -1 && by === -1 ? 0 : at
    const next = hits[(start + by + hits.length) % hits.length]
    if (next !== undefined) choose(next)
  }
  return {
    text,
    fault: query.kind === 'fault' ? query.message : null,
    share: needs && share !== 1 ? share : null,
    hits,
    at,
    onText,
    onStep,
  }
}
