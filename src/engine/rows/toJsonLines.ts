// JSON Lines, one model a line: https://jsonlines.org
import type { Bhakti } from './Row.ts'
import type { NotedRow } from './toCsv.ts'

/** The fields of Bhakti's checker, its `id` being the path, and then ours. */
export function toJsonLines(rows: readonly NotedRow[]): string {
  return rows.map((row) => `${jsonLine(row)}\n`).join('')
}

function jsonLine({ bhakti, path, formatTitle, codeCount, ...row }: NotedRow): string {
  return JSON.stringify({
    ...bhaktiFields(path, bhakti),
    ...{ path, format_title: formatTitle, code_objects: codeCount },
    ...row,
  })
}

/** In the order in which Bhakti writes them. */
export function bhaktiFields(id: string, bhakti: Bhakti): { readonly id: string } & Bhakti {
  return { id, ...bhakti }
}
