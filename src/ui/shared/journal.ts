import type { Finding, SetAside } from '../../engine/index.ts'

/** One act of the analyst on a file: a finding was set aside, or taken back. Lines are added and never changed. */
export interface JournalLine {
  /** `Finding.id`. */
  readonly finding: string
  readonly rule: string
  /** In the analyst's words; null: taken back. */
  readonly reason: string | null
  /** ISO 8601 in UTC. */
  readonly at: string
}

/** What is set aside after all lines: of each finding the last one counts. */
export function setAsideOf(journal: readonly JournalLine[]): readonly SetAside[] {
  const last = new Map<string, JournalLine>()
  for (const line of journal) {
    last.delete(line.finding)
    last.set(line.finding, line)
  }
  return [...last.values()].flatMap(({ finding, reason, at }) =>
    reason === null ? [] : [{ finding, reason, at }],
  )
}

/** Both journals' lines once each, in the order of their times. */
export function merged(
  a: readonly JournalLine[],
  b: readonly JournalLine[],
): readonly JournalLine[] {
  const lines = new Map([...a, ...b].map((line) => [JSON.stringify(keyOf(line)), line]))
  return [...lines.values()].toSorted((one, other) => one.at.localeCompare(other.at))
}

/** The reason of each finding of a report that is set aside, by its id. */
export function reasonsOf(
  findings: readonly Finding[],
  journal: readonly JournalLine[],
): ReadonlyMap<string, string> {
  const ids = new Set(findings.map(({ id }) => id))
  return new Map(
    setAsideOf(journal)
      .filter(({ finding }) => ids.has(finding))
      .map(({ finding, reason }) => [finding, reason]),
  )
}

function keyOf({ finding, at, reason }: JournalLine): readonly unknown[] {
  return [finding, at, reason]
}
