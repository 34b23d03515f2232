import type { Analysis } from '../engine/index.ts'
import { locationKey, type Location } from '../engine/model/Location.ts'

/** The bytes of a location, as far as an analysis has kept them; null when they lie in the file alone. */
export function keptBytes(
  { contents }: Pick<Analysis, 'contents'>,
  location: Location,
): Uint8Array | null {
  for (let end = location.length; end > 0; end--) {
    const bytes = contents.get(locationKey(location.slice(0, end)))
    if (bytes !== undefined) return inside(bytes, location.slice(end))
    if (!isPlain(location[end - 1])) return null
  }
  return null
}

function inside(bytes: Uint8Array, windows: Location): Uint8Array {
  const start = windows.reduce((sum, { offset }) => sum + (offset ?? 0), 0)
  return bytes.subarray(start, start + (windows.at(-1)?.length ?? bytes.length))
}

function isPlain(window: Location[number] | undefined): boolean {
  return window?.via === 'same' && window.offset !== null
}

/** Files in which configurations stand as they are: an analysis does not keep the bytes of a whole file. */
export function neededFiles(analysis: Analysis): readonly Location[] {
  const { graph, parts } = analysis.report
  const texts = [
    ...graph.layers.map(({ at }) => at),
    ...parts.filter(isJson).map(({ location }) => location),
  ]
  const files = new Map<string, Location>()
  for (const location of texts) {
    const file = location.slice(0, 1)
    if (!location.every(isPlain) || keptBytes(analysis, location) !== null) continue
    files.set(file[0]?.name ?? '', file)
  }
  return [...files.values()]
}

/** The parts that are configurations, as far as they were kept, by the key of their location. */
export function configTexts({
  report,
  contents,
}: Analysis): readonly (readonly [key: string, bytes: Uint8Array])[] {
  const keys = new Set(report.parts.filter(isJson).map(({ location }) => locationKey(location)))
  return [...contents].filter(([key]) => keys.has(key))
}

/** Of files that are read for their configuration alone: more would be no configuration. */
export const MAX_NEEDED_BYTES = 32 * 1024 * 1024

/** An analysis with the bytes of files that `neededFiles` named. */
export function withFiles(
  { report, contents }: Analysis,
  files: readonly (readonly [Location, Uint8Array])[],
): Analysis {
  const read = files.map(([location, bytes]) => [locationKey(location), bytes] as const)
  return { report, contents: new Map([...contents, ...read]) }
}

function isJson({ type }: { readonly type: string }): boolean {
  return type === 'json'
}

/** Whether two pieces of memory hold the same. */
export function isEqual(one: Uint8Array, other: Uint8Array): boolean {
  if (one.length !== other.length) return false
  for (let at = 0; at < one.length; at++) if (one[at] !== other[at]) return false
  return true
}
