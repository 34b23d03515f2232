import { expect, test } from 'vitest'
import { createLayout, isSplit } from './layout.ts'
import type { Memory } from './remembered.ts'

function memory(sizes?: string): Memory & { readonly kept: Map<string, string> } {
  const kept = new Map(sizes === undefined ? [] : [['sizes', sizes]])
  return {
    kept,
    read: (key) => kept.get(key) ?? null,
    write: (key, value) => void kept.set(key, value),
  }
}

const LAPTOP = { width: 1280, height: 800 }

test('a larger window begins with larger panes', () => {
  const large = createLayout(memory(), { width: 2560, height: 1440 }).store.get().sizes
  const small = createLayout(memory(), LAPTOP).store.get().sizes
  expect(small).toEqual({ left: 288, findings: 300, right: 448, drawer: 208 })
  expect(large.right).toBeGreaterThan(small.right)
})

test('sizes are remembered', () => {
  const kept = memory()
  createLayout(kept, LAPTOP).resize('left', 333.4)
  expect(createLayout(kept, LAPTOP).store.get().sizes.left).toBe(333)
})

test('source and disassembly share a wide column, and take the room when they are told to', () => {
  const kept = memory()
  const wide = createLayout(memory(), { width: 1920, height: 1080 })
  const narrow = createLayout(kept, LAPTOP)
  expect([wide, narrow].map(({ store }) => isSplit(store.get()))).toEqual([true, false])
  wide.setSplit(false)
  narrow.setSplit(true)
  narrow.setSide('disassembly')
  expect([wide, narrow].map(({ store }) => isSplit(store.get()))).toEqual([false, true])
  expect(narrow.store.get().sizes.right).toBe(736)
  const again = createLayout(kept, LAPTOP).store.get()
  expect(again.code).toEqual({ split: 'both', side: 'disassembly' })
})

test('an area that is made very small is closed, and opens again at its size', () => {
  const { store, resize, setClosed } = createLayout(memory(), LAPTOP)
  resize('drawer', 150)
  resize('drawer', 10)
  expect(store.get().closed.drawer).toBe(true)
  setClosed('drawer', false)
  expect(store.get()).toMatchObject({ sizes: { drawer: 150 }, closed: { drawer: false } })
})

test('nonsense in the storage is passed over', () => {
  const standard = createLayout(memory(), LAPTOP).store.get().sizes
  for (const text of [
    '',
    '[',
    'null',
    '7',
    '{"left":"wide","right":-5,"drawer":1e9,"__proto__":5}',
  ])
    expect(createLayout(memory(text), LAPTOP).store.get().sizes).toEqual(standard)
})
