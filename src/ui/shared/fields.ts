import type { Location, Report, Severity } from '../../engine/index.ts'
import { locationKey } from '../../engine/model/Location.ts'
import { extentOf } from './location.ts'
import type { PlaceIndex } from './places.ts'

/** A range of bytes that has a name. */
export interface Field {
  readonly name: string
  readonly offset: number
  readonly length: number
  /** `code`, or how bad it is; null for what is only named. */
  readonly tone: 'code' | Severity | null
}

/** What of a report lies in the window `base`, findings last, so that they are drawn over the rest. */
export function fieldsIn(report: Report, index: PlaceIndex, base: Location): readonly Field[] {
  const key = locationKey(base)
  const names = namesOf(report)
  const places = (index.get(key) ?? []).filter(({ length }) => length !== Infinity)
  const named = places.map(({ kind, id, offset, length }) => ({
    name: names.get(`${kind} ${id}`) ?? id,
    offset,
    length,
    tone: kind === 'code' ? ('code' as const) : null,
  }))
  return [...distinct(named), ...findingFields(report, key)]
}

/** A part and the code in it may have the same name and bytes: the code then stands for both. */
function distinct(fields: readonly Field[]): readonly Field[] {
  const byBytes = fields.map(
    (field) => [`${field.offset} ${field.length} ${field.name}`, field] as const,
  )
  return [...new Map(byBytes).values()]
}

function findingFields({ findings }: Report, key: string): readonly Field[] {
  return findings
    .map(({ rule, severity, location }) => ({ rule, severity, extent: extentOf(location) }))
    .filter(({ extent }) => extent.length !== null && locationKey(extent.base) === key)
    .map(({ rule, severity, extent: { offset, length } }) => ({
      name: rule,
      offset,
      length: length ?? 0,
      tone: severity,
    }))
    .toReversed()
}

function namesOf({ parts, code }: Report): ReadonlyMap<string, string> {
  return new Map([
    ...parts.map(({ id, name }) => [`part ${id}`, name] as const),
    ...code.map(({ id, name, layer }) => [`code ${id}`, layer ?? name] as const),
  ])
}
