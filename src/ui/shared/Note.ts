/** What an analyst wrote on a file, or on one of its findings. Plain text; it is in no link. */
export interface Note {
  /** `Finding.id`; null: on the file. */
  readonly finding: string | null
  readonly text: string
  /** ISO 8601 in UTC. */
  readonly at: string
}

export const MAX_NOTE = 10_000 // characters: a page or two
const MAX_NOTES = 2_000 // of one file

/** The note on a finding, or with null that on the file; '' when there is none. */
export function noteOn(notes: readonly Note[], finding: string | null): string {
  return notes.find((note) => note.finding === finding)?.text ?? ''
}

/** All notes of a file as one text: that on the file first, then those on its findings. */
export function notesText(notes: readonly Note[]): string {
  const onFindings = notes.filter(({ finding }) => finding !== null).map(({ text }) => text)
  return [noteOn(notes, null), ...onFindings].filter((text) => text !== '').join('\n\n')
}

/** The notes with one in the place of that on the same thing; none when its text is empty. */
export function withNote(notes: readonly Note[], note: Note): readonly Note[] {
  const others = notes.filter(({ finding }) => finding !== note.finding)
  return note.text === '' ? others : [...others, note]
}

/** Both in one: where they differ on a thing, the text of the second stands below that of the first. */
export function mergedNotes(first: readonly Note[], second: readonly Note[]): readonly Note[] {
  return second.reduce((notes, note) => {
    const before = noteOn(notes, note.finding)
    if (before === '' || before.includes(note.text))
      return before === '' ? withNote(notes, note) : notes
    const text = `${before}\n\n${note.text}`.slice(0, MAX_NOTE)
    return withNote(notes, { ...note, text })
  }, first)
}

/** Notes from what was stored or sent; what is none is left out. */
export function toNotes(value: unknown): readonly Note[] {
  if (!Array.isArray(value)) return []
  return value.slice(0, MAX_NOTES).flatMap((each: unknown) => toNote(each) ?? [])
}

function toNote(value: unknown): Note | null {
  if (typeof value !== 'object' || value === null) return null
  const finding: unknown = Reflect.get(value, 'finding')
  const text: unknown = Reflect.get(value, 'text')
  const at: unknown = Reflect.get(value, 'at')
  const isNote = typeof text === 'string' && text !== '' && typeof at === 'string'
  if (!isNote || !(finding === null || typeof finding === 'string')) return null
  return { finding, text: text.slice(0, MAX_NOTE), at: at.slice(0, 40) }
}
