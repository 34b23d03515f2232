import type { Report } from './model/Report.ts'

/** The report as JSON text, two spaces deep: what the CLI prints, the page saves and the golden files pin. */
export function toJson(report: Report): string {
  return JSON.stringify(report, jsonValue, 2)
}

/** The report on one line, for JSON Lines, with `more` fields before its own. */
export function toJsonLine(report: Report, more: object = {}): string {
  return JSON.stringify({ ...more, ...report }, jsonValue)
}

function jsonValue(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? value.toString() : value
}
