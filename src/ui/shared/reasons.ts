import type { Report } from '../../engine/index.ts'

/** Why each finding was set aside that was, by its id. */
export function reasonsOf({ settled }: Report): ReadonlyMap<string, string> {
  return new Map(settled?.setAside.map(({ finding, reason }) => [finding, reason]))
}
