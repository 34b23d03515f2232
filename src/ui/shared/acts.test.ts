import { expect, test } from 'vitest'
import { createActs } from './acts.ts'

test('what was done is undone in turn, the last first, and that is said', () => {
  const acts = createActs()
  const undone: string[] = []
  acts.did('Removed a.h5.', () => undone.push('a'))
  acts.did('Removed b.h5.', () => undone.push('b'))
  expect(acts.store.get()).toEqual({ notice: 'Removed b.h5.', canUndo: true })
  acts.undo()
  expect(acts.store.get()).toEqual({ notice: 'Undone: Removed b.h5.', canUndo: false })
  acts.undo()
  acts.undo()
  expect(undone).toEqual(['b', 'a'])
  expect(acts.store.get().notice).toBe('There is nothing to undo.')
})

test('only the last hundred acts can be undone', () => {
  const acts = createActs()
  let undone = 0
  for (let at = 0; at < 150; at++) acts.did(`Act ${at}.`, () => undone++)
  for (let at = 0; at < 150; at++) acts.undo()
  expect(undone).toBe(100)
})
