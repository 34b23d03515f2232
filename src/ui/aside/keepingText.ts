import type { Entry } from '../shared/entries.ts'

/** Where the journal is kept, in a sentence. */
export function keepingText(kept: Entry['journalKept']): string {
  switch (kept) {
    case 'kept':
      return 'This browser keeps it under the SHA-256 of the file.'
    case 'waits':
      return 'It is kept once every byte was read and the SHA-256 is known; until then it lasts as long as this page.'
    case 'refused':
      return 'This browser keeps nothing: save the report before you leave.'
  }
}
