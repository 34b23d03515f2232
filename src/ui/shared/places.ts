import type { Location, Report } from '../../engine/index.ts'
import { locationKey } from '../../engine/model/Location.ts'
import { encodedExtentOf, extentOf, type Extent } from './location.ts'

/** Something of the report that takes bytes: its id, and its range in a base window. */
export interface Place {
  readonly kind: 'layer' | 'code' | 'part' | 'tensor'
  /** Of a tensor: its name. */
  readonly id: string
  readonly offset: number
  /** Infinite when it takes the whole base. */
  readonly length: number
}

/** The places of each base window, by the key of its location. */
export type PlaceIndex = ReadonlyMap<string, readonly Place[]>

/** Sorts all that a report names by where it lies. Computed once a report. */
export function indexPlaces({ graph, code, parts, tensors }: Report): PlaceIndex {
  const index = new Map<string, Place[]>()
  for (const { id, at } of graph.layers) add(index, 'layer', id, extentOf(at))
  for (const { name, at } of tensors) add(index, 'tensor', name, extentOf(at))
  for (const { id, location } of parts) add(index, 'part', id, extentOf(location))
  for (const { id, locations } of code)
    for (const location of locations) {
      add(index, 'code', id, extentOf(location))
      add(index, 'code', id, encodedExtentOf(location))
    }
  return index
}

/** What holds all the bytes of `location`, the tightest first. */
export function placesAround(index: PlaceIndex, location: Location): readonly Place[] {
  const found: Place[] = []
  for (const extent of extentsOutwards(location)) {
    const end = extent.offset + (extent.length ?? Infinity)
    const around = (index.get(locationKey(extent.base)) ?? []).filter(
      ({ offset, length }) => offset <= extent.offset && end <= offset + length,
    )
    found.push(...around.toSorted((a, b) => a.length - b.length))
  }
  return found
}

/** The extent of the location itself, then of each encoded window that it was derived from. */
function extentsOutwards(location: Location): readonly Extent[] {
  const extent = extentOf(location)
  const outer = extent.base.slice(0, -1)
  const last = extent.base.at(-1)
  if (last === undefined || outer.length === 0 || last.offset === null) return [extent]
  return [extent, ...extentsOutwards([...outer, { ...last, via: 'same' }])]
}

function add(
  index: Map<string, Place[]>,
  kind: Place['kind'],
  id: string,
  extent: Extent | null,
): void {
  if (extent === null) return
  const key = locationKey(extent.base)
  const places = index.get(key) ?? []
  places.push({ kind, id, offset: extent.offset, length: extent.length ?? Infinity })
  index.set(key, places)
}
