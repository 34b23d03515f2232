import { expect, test } from 'vitest'
import { actionOf, SHORTCUTS } from './keys.ts'

function pressed(key: string, more: Partial<KeyboardEvent> = {}) {
  return { key, ctrlKey: false, metaKey: false, altKey: false, defaultPrevented: false, ...more }
}

test('single keys work on the page and on its controls', () => {
  expect(actionOf(pressed('j'), 'page')).toEqual({ kind: 'step', step: 1 })
  expect(actionOf(pressed('h'), 'control')).toEqual({ kind: 'tab', tab: 'hex' })
})

test('single keys do nothing in fields, editors and dialogs', () => {
  for (const key of ['j', '/', '?', 'Enter', 'Escape', '1'])
    for (const place of ['field', 'dialog'] as const)
      expect(actionOf(pressed(key), place)).toBeNull()
})

test('find anything is reached from fields too, with its combination', () => {
  const find = { kind: 'find', query: '' }
  expect(actionOf(pressed('k', { metaKey: true }), 'field')).toEqual(find)
  expect(actionOf(pressed('K', { ctrlKey: true }), 'page')).toEqual(find)
  expect(actionOf(pressed('k', { ctrlKey: true, altKey: true }), 'page')).toBeNull()
})

test('combinations of the browser stay the browser\u2019s', () => {
  for (const key of ['j', 'h', 'p', '1'])
    expect(actionOf(pressed(key, { ctrlKey: true }), 'page')).toBeNull()
  expect(actionOf(pressed('j', { defaultPrevented: true }), 'page')).toBeNull()
})

test('Enter on a control is that control\u2019s', () => {
  expect(actionOf(pressed('Enter'), 'control')).toBeNull()
  expect(actionOf(pressed('Enter'), 'page')).toEqual({ kind: 'open' })
})

test('what is typed is undone by its field, and what was done to files by the page', () => {
  expect(actionOf(pressed('z', { ctrlKey: true }), 'page')).toEqual({ kind: 'undo' })
  expect(actionOf(pressed('z', { ctrlKey: true }), 'field')).toBeNull()
})

test('every key of the list does what the list says, and none stands there twice', () => {
  for (const { key, isCombination, action } of SHORTCUTS)
    expect(actionOf(pressed(key, { ctrlKey: isCombination === true }), 'page')).toEqual(action)
})
