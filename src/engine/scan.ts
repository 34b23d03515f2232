import type { Collection } from './Collection.ts'
import { SEVERITIES, type Severity } from './model/Finding.ts'
import { locationKey } from './model/Location.ts'
import type { Part, YaraMatch } from './model/Report.ts'
import type { YaraRuleMatch, YaraScanner } from './model/Yara.ts'

/** Scans a whole file. */
export function scanWhole(bytes: Uint8Array, yara: YaraScanner, rules: string): YaraMatch[] {
  return yara.scan(bytes, rules).matches.map((match) => toMatch(match, 'whole'))
}

/** Scans every extracted part. */
export function scanParts(
  { parts, contents }: Collection,
  yara: YaraScanner,
  rules: string,
): YaraMatch[] {
  return parts.flatMap((part) => scanPart(part, contents, yara, rules))
}

function scanPart(
  part: Part,
  contents: ReadonlyMap<string, Uint8Array>,
  yara: YaraScanner,
  rules: string,
): YaraMatch[] {
  const bytes = contents.get(locationKey(part.location))
  if (bytes === undefined) return []
  return yara.scan(bytes, rules).matches.map((match) => toMatch(match, part.id))
}

function toMatch({ rule, meta, strings }: YaraRuleMatch, part: string): YaraMatch {
  return { rule, severity: severityOf(meta), meta, part, strings }
}

function severityOf(meta: YaraRuleMatch['meta']): Severity {
  const value = meta.find(([key]) => key === 'severity')?.[1]
  return SEVERITIES.find((severity) => severity === value) ?? 'info'
}
