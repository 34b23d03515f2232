import type { Analysis } from '../../engine/index.ts'
import { locationKey } from '../../engine/model/Location.ts'
import type { FileMatch } from '../../worker/client.ts'
import { bytesAt, readBytes, type Files } from '../shared/bytesAt.ts'
import type { RuleSeed } from '../shared/makeRule.ts'
import type { Selected } from '../shared/selection.ts'

const MOST_BYTES = 512 // of a selection: a rule of more is one file's own

/** What the selection offers to make a rule from: the code object it is, or its bytes; null when it offers nothing. */
export function seedOf(
  { report, contents }: Analysis,
  files: Files,
  selected: Selected | null,
): { readonly label: string; readonly load: () => Promise<RuleSeed | null> } | null {
  if (selected === null) return null
  const code = report.code.find(({ id }) => id === selected.code)
  const payload = code?.locations
    .map((location) => contents.get(locationKey(location)))
    .find((bytes) => bytes !== undefined)
  if (code !== undefined && payload !== undefined) {
    const name = `Code_${code.layer ?? code.name}`
    return {
      label: 'Rule from the code',
      load: () => Promise.resolve({ kind: 'code', name, payload }),
    }
  }
  const at = bytesAt(selected.location, files, contents)
  if (at.kind !== 'here' || at.length === 0 || at.length > MOST_BYTES) return null
  return {
    label: `Rule from ${at.length} bytes`,
    async load() {
      const bytes = await readBytes(at.store, at.offset, at.length)
      return { kind: 'bytes', name: 'Bytes', bytes }
    },
  }
}

/** The strings of a match, each text once. */
export async function seedOfMatch(
  { match }: FileMatch,
  files: Files,
  { contents }: Analysis,
): Promise<RuleSeed | null> {
  const at = bytesAt(match.location, files, contents)
  if (at.kind !== 'here') return null
  const strings = new Map<string, Uint8Array>()
  for (const { offset, length } of match.strings) {
    const bytes = await readBytes(at.store, at.offset + offset, Math.min(length, MOST_BYTES))
    strings.set(bytes.join(' '), bytes.slice())
  }
  return { kind: 'strings', name: `Like_${match.rule}`, strings: [...strings.values()] }
}
