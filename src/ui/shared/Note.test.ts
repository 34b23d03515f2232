import { expect, test } from 'vitest'
import { MAX_NOTE, mergedNotes, noteOn, notesText, toNotes, withNote, type Note } from './Note.ts'

const at = '2026-01-02T03:04:05.000Z'
const note = (finding: string | null, text: string): Note => ({ finding, text, at })

test('there is one note on the file and one on each finding; an empty one is none', () => {
  const notes = withNote(withNote([], note(null, 'a')), note('F', 'b'))
  expect([noteOn(notes, null), noteOn(notes, 'F'), noteOn(notes, 'G')]).toEqual(['a', 'b', ''])
  expect(noteOn(withNote(notes, note('F', 'c')), 'F')).toBe('c')
  expect(withNote(notes, note('F', ''))).toEqual([note(null, 'a')])
})

test('all notes are one text, with that on the file first', () => {
  expect(notesText([note('F', 'b'), note(null, 'a')])).toBe('a\n\nb')
  expect(notesText([note('F', 'b')])).toBe('b')
  expect(notesText([])).toBe('')
})

test('two notes on the same thing are both kept, and the same text once', () => {
  const both = mergedNotes(
    [note('F', 'mine'), note('G', 'g')],
    [note('F', 'theirs'), note('G', 'g')],
  )
  expect(noteOn(both, 'F')).toBe('mine\n\ntheirs')
  expect(noteOn(both, 'G')).toBe('g')
  expect(mergedNotes(both, [note('F', 'theirs')])).toEqual(both)
})

test('of what was stored, only notes are taken, cut at their longest', () => {
  expect(toNotes('x')).toEqual([])
  expect(toNotes([null, 1, { text: 'a' }, { finding: {}, text: 'a', at }, note('F', '')])).toEqual(
    [],
  )
  expect(toNotes([note(null, 'x'.repeat(20_000))])[0]?.text).toHaveLength(MAX_NOTE)
})
