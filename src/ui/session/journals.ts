import { journalText, parseJournal, type JournalLine } from '../../engine/model/journal.ts'
import type { Memory } from '../shared/remembered.ts'

/** Journals between visits, each under the key of its file. */
export interface Journals {
  readonly read: (key: string) => readonly JournalLine[]
  /** Whether the browser keeps it. */
  readonly write: (key: string, journal: readonly JournalLine[]) => boolean
}

/** Journals in the browser's storage, as JSON Lines. */
export function rememberedJournals(memory: Memory): Journals {
  return {
    read: (key) => parsed(memory.read(`journal.${key}`) ?? ''),
    write(key, journal) {
      const text = journalText(journal)
      memory.write(`journal.${key}`, text)
      return memory.read(`journal.${key}`) === text
    },
  }
}

/** Both journals' lines once each, in the order of their times. */
export function merged(
  a: readonly JournalLine[],
  b: readonly JournalLine[],
): readonly JournalLine[] {
  const lines = new Map([...a, ...b].map((line) => [journalText([line]), line]))
  return [...lines.values()].toSorted((one, other) => one.at.localeCompare(other.at))
}

function parsed(text: string): readonly JournalLine[] {
  try {
    return parseJournal(text)
  } catch {
    return [] // not written by this page: the journal starts anew
  }
}
