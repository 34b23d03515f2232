import type { Report, Severity } from '../../engine/index.ts'
import { worst } from './severity.ts'

/** What the graph and the lists mark on a layer. */
export interface LayerMark {
  readonly carriesCode: boolean
  /** The worst severity found in it; null when nothing was found. */
  readonly severity: Severity | null
}

/** The marks of all layers that carry code or findings, by layer id. */
export function toMarks({ code, references, findings }: Report): ReadonlyMap<string, LayerMark> {
  const carriers = new Set([
    ...code.flatMap(({ uses }) => uses.map(({ layer }) => layer)),
    ...references.filter(({ kind }) => kind !== 'name').map(({ layer }) => layer),
  ])
  const severities = new Map<string, Severity[]>()
  for (const { layer, severity } of findings)
    if (layer !== null) severities.set(layer, [...(severities.get(layer) ?? []), severity])
  const marked = new Set([...carriers, ...severities.keys()].filter((layer) => layer !== null))
  return new Map(
    [...marked].map((layer) => [
      layer,
      { carriesCode: carriers.has(layer), severity: worst(severities.get(layer) ?? []) },
    ]),
  )
}
