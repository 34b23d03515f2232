import type { Location, Report } from '../../engine/index.ts'
import { locationKey } from '../../engine/model/Location.ts'
import { placesAround, type PlaceIndex } from './places.ts'
import type { CodeSubject } from './subject.ts'

/** What was chosen. Everything that panes show of it is worked out from the report, which may still grow. */
export type Target =
  | { readonly kind: 'finding' | 'layer' | 'code' | 'part'; readonly id: string }
  | { readonly kind: 'location'; readonly location: Location }

/** A target as the panes see it: one location, and what of the report it belongs to. */
export interface Selected {
  readonly location: Location
  readonly finding: string | null
  readonly layer: string | null
  readonly code: string | null
  readonly part: string | null
  readonly subject: CodeSubject
}

/** Null when the report holds no such thing. */
export function resolve(report: Report, index: PlaceIndex, target: Target): Selected | null {
  switch (target.kind) {
    case 'finding':
      return ofFinding(report, index, target.id)
    case 'layer':
      return ofLayer(report, target.id)
    case 'code':
      return ofCode(report, target.id)
    case 'part':
      return ofPart(report, index, target.id)
    case 'location':
      return { ...around(report, index, target.location), finding: null }
  }
}

/** What to show before anything was chosen: the worst finding, else code, else the file itself. */
export function firstTarget(report: Report, file: Location): Target {
  const finding = report.findings[0]
  if (finding !== undefined) return { kind: 'finding', id: finding.id }
  const code = report.code[0]
  if (code !== undefined) return { kind: 'code', id: code.id }
  return { kind: 'location', location: file }
}

function ofFinding(report: Report, index: PlaceIndex, id: string): Selected | null {
  const finding = report.findings.find((each) => each.id === id)
  if (finding === undefined) return null
  const place = around(report, index, finding.location)
  const code = finding.code ?? place.code
  const layer = finding.layer ?? place.layer
  const known = { ...place, layer, code }
  return { ...known, finding: id, subject: subjectOf(known) }
}

function ofLayer(report: Report, id: string): Selected | null {
  const layer = report.graph.layers.find((each) => each.id === id)
  if (layer === undefined) return null
  const subject = { kind: 'layer', layer: id } as const
  return { location: layer.at, finding: null, layer: id, code: null, part: null, subject }
}

function ofCode(report: Report, id: string): Selected | null {
  const object = report.code.find((each) => each.id === id)
  const location = object?.locations[0]
  if (object === undefined || location === undefined) return null
  const subject = { kind: 'code', code: id } as const
  return { location, finding: null, layer: object.layer, code: id, part: null, subject }
}

function ofPart(report: Report, index: PlaceIndex, id: string): Selected | null {
  const part = report.parts.find((each) => each.id === id)
  if (part === undefined) return null
  const place = around(report, index, part.location)
  const subject = place.code === null ? ({ kind: 'part', part: id } as const) : place.subject
  return { ...place, finding: null, part: id, subject }
}

function around(report: Report, index: PlaceIndex, location: Location): Omit<Selected, 'finding'> {
  const places = placesAround(index, location)
  const idOf = (kind: 'layer' | 'code' | 'part') =>
    places.find((place) => place.kind === kind)?.id ?? null
  const known = { location, code: idOf('code'), part: idOf('part') }
  const subject = subjectOf({ ...known, layer: idOf('layer') })
  return { ...known, layer: idOf('layer') ?? onlyLayerOf(report, known.part), subject }
}

/**
 * Some files hold the configuration of a layer twice, and the graph is read from one of them. A part of the other is
 * that layer's when its code, and no other's, stands in it.
 */
function onlyLayerOf({ parts, code, graph }: Report, part: string | null): string | null {
  const outer = parts.find(({ id }) => id === part)?.location
  if (outer === undefined || graph.layers.some(({ at }) => isInside(at, outer))) return null
  const uses = code.flatMap((object) =>
    object.uses.filter((_, at) => isInside(object.locations[at] ?? [], outer)),
  )
  const layers = new Set(uses.map(({ layer }) => layer))
  const [layer = null] = layers
  return layers.size === 1 ? layer : null
}

function isInside(location: Location, outer: Location): boolean {
  return locationKey(location.slice(0, outer.length)) === locationKey(outer)
}

function subjectOf({ code, layer, part }: Pick<Selected, 'code' | 'layer' | 'part'>): CodeSubject {
  if (code !== null) return { kind: 'code', code }
  if (layer !== null) return { kind: 'layer', layer }
  return part === null ? { kind: 'none' } : { kind: 'part', part }
}
