import { expect, test } from 'vitest'
import { libraryOf, moved, namespaceOf, renamed, withNew } from './library.ts'

const OWN = [
  { name: 'a.yar', text: 'rule A : t { condition: true }', isOn: true },
  { name: 'b.yar', text: 'rule B { condition: true }', isOn: false },
]
const names = (files: readonly { readonly name: string }[]): readonly string[] =>
  files.map(({ name }) => name)

test('the library holds own files with their rules, then the bundled ones, on or off', () => {
  const library = libraryOf(OWN, [['code.yar', 'rule C { condition: true }']], ['code.yar'])
  expect(library.map(({ name, isOn, isBundled }) => [name, isOn, isBundled])).toEqual([
    ['a.yar', true, false],
    ['b.yar', false, false],
    ['code.yar', false, true],
  ])
  expect(library[0]?.rules[0]?.tags).toEqual(['t'])
  expect(namespaceOf(library, null, 'C')).toBe('code.yar')
  expect(namespaceOf(library, 'a.yar', 'C')).toBe('a.yar')
})

test('files are moved, renamed and made without two of one name', () => {
  expect(names(moved(OWN, 'a.yar', 1))).toEqual(['b.yar', 'a.yar'])
  expect(names(moved(OWN, 'a.yar', -1))).toEqual(['a.yar', 'b.yar'])
  expect(names(renamed(OWN, 'a.yar', ' c.yar '))).toEqual(['c.yar', 'b.yar'])
  expect(renamed(OWN, 'a.yar', 'b.yar')).toBe(OWN)
  expect(names(withNew(withNew([], ''), ''))).toEqual(['own 2.yar', 'own.yar'])
})
