import type { Finding, Report } from '../engine/index.ts'
import type { Found } from './Comparison.ts'
import { pair } from './pairs.ts'

/**
 * Findings that are new or gone, by their stable id. An id names the place in the configuration, which shifts when a
 * layer is put before it: one of the same rule, layer and words counts as the same at another place.
 */
export function compareFindings(before: Report, after: Report): readonly Found[] {
  const { both, gone, come } = pair(before.findings, after.findings, [
    ({ id }) => id,
    ({ rule, layer, message }) => JSON.stringify([rule, layer, message]),
  ])
  return [
    ...come.map((one) => ({
      ...row(one),
      change: 'added' as const,
      values: [],
      before: null,
      after: placeOf(one),
    })),
    ...gone.map((one) => ({
      ...row(one),
      change: 'removed' as const,
      values: [],
      before: placeOf(one),
      after: null,
    })),
    ...both.flatMap(([one, other]) => changed(one, other)),
  ]
}

function row({
  rule,
  message,
  severity,
}: Finding): Pick<Found, 'name' | 'note' | 'leftOut' | 'severity'> {
  return { name: message, note: rule, leftOut: 0, severity }
}

function placeOf({ id }: Finding): { readonly kind: 'finding'; readonly id: string } {
  return { kind: 'finding', id }
}

function changed(one: Finding, other: Finding): readonly Found[] {
  const values = (['severity', 'message'] as const).flatMap((path) =>
    one[path] === other[path] ? [] : [{ path, before: one[path], after: other[path] }],
  )
  if (values.length === 0) return []
  return [{ ...row(other), change: 'changed', values, before: placeOf(one), after: placeOf(other) }]
}
