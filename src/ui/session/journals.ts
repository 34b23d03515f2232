import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { Source } from '../../engine/index.ts'
import type { JournalLine } from '../shared/journal.ts'
import type { Memory } from '../shared/remembered.ts'

/** Journals between visits, each under the digest of its file. */
export interface Journals {
  readonly read: (key: string) => readonly JournalLine[]
  /** Whether the browser keeps it. */
  readonly write: (key: string, journal: readonly JournalLine[]) => boolean
}

const MAX_LINES = 5_000 // a journal that is longer was not written by an analyst
const MAX_TEXT = 4_000 // characters of a reason

export function rememberedJournals(memory: Memory): Journals {
  return {
    read: (key) => parsed(memory.read(`journal.${key}`)),
    write(key, journal) {
      const text = JSON.stringify(journal.slice(-MAX_LINES))
      memory.write(`journal.${key}`, text)
      return memory.read(`journal.${key}`) === text
    },
  }
}

/** The digest of what was read; of a folder that of its files' paths and digests. Null until every byte was read. */
export function digestOf({ sha256: own, files }: Source): string | null {
  if (own !== null || files.length === 0) return own
  const lines = files.map(({ path, sha256: each }) => (each === null ? null : [path, each]))
  if (lines.includes(null)) return null
  return `folder-${bytesToHex(sha256(utf8ToBytes(JSON.stringify(lines))))}`
}

function parsed(text: string | null): readonly JournalLine[] {
  if (text === null) return []
  try {
    const value: unknown = JSON.parse(text)
    return Array.isArray(value) ? value.slice(-MAX_LINES).filter(isLine) : []
  } catch {
    return [] // not written by this page
  }
}

function isLine(value: unknown): value is JournalLine {
  if (typeof value !== 'object' || value === null) return false
  const fields = new Map<string, unknown>(Object.entries(value))
  const reason = fields.get('reason')
  const texts = ['finding', 'rule', 'at'].map((name) => fields.get(name))
  return [...texts, reason ?? ''].every(
    (text) => typeof text === 'string' && text.length <= MAX_TEXT,
  )
}
