import type { Source } from './model/Report.ts'
import { sha256Hex } from './sha256.ts'

/**
 * Under what a journal keeps a file: its SHA-256, of a folder `folder-` and that of its files' paths and hashes as
 * JSON. Null until every byte was read.
 */
export function journalKey({ sha256, files }: Source): string | null {
  if (sha256 !== null || files.length === 0) return sha256
  const lines = files.flatMap(({ path, sha256: hash }) => (hash === null ? [] : [[path, hash]]))
  if (lines.length < files.length) return null
  return `folder-${sha256Hex(new TextEncoder().encode(JSON.stringify(lines)))}`
}
