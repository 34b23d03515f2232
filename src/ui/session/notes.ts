import { toNotes, type Note } from '../shared/Note.ts'
import type { Memory } from '../shared/remembered.ts'

/** Notes between visits, each file's under its key. */
export interface KeptNotes {
  readonly read: (key: string) => readonly Note[]
  readonly write: (key: string, notes: readonly Note[]) => void
}

/** Notes in the browser's storage, as JSON. */
export function rememberedNotes(memory: Memory): KeptNotes {
  return {
    read: (key) => parsed(memory.read(`notes.${key}`) ?? '[]'),
    write: (key, notes) => memory.write(`notes.${key}`, JSON.stringify(notes)),
  }
}

function parsed(text: string): readonly Note[] {
  try {
    return toNotes(JSON.parse(text))
  } catch {
    return [] // not written by this page: the notes start anew
  }
}
