import { expect, test } from 'vitest'
import { UNSEEN } from '../shared/entries.ts'
import { sampleAnalysis } from '../shared/sampleReport.ts'
import { found, itemsBeside, itemsIn } from './items.ts'

const analysis = sampleAnalysis()
const model = { name: 'b.keras', isFolder: false, files: [] }
const files = [{ ...UNSEEN, id: 'model-2', model, run: { kind: 'done' }, analysis } as const]
const commands = [
  { what: 'Find anything', keys: '/', run: () => undefined },
  { what: 'Light or dark theme', keys: '', run: () => undefined },
]

function texts(query: string, shown: typeof analysis | null = analysis): readonly string[] {
  const all = [...itemsIn(shown), ...itemsBeside(files, commands)]
  return found(all, query).map(({ kind, text }) => `${kind} ${text}`)
}

test('open files and commands are found beside what is in the model', () => {
  expect(texts('b.keras')).toEqual(['file b.keras'])
  expect(texts('theme')).toEqual(['command Light or dark theme'])
  expect(texts('exploit')[0]).toBe('code exploit')
})

test('after > only commands are found, all of them without a word', () => {
  expect(texts('>')).toEqual(['command Find anything', 'command Light or dark theme'])
  expect(texts('> theme')).toEqual(['command Light or dark theme'])
  expect(texts('>exploit')).toEqual([])
})

test('without a model there are files and commands', () => {
  expect(texts('', null)).toHaveLength(3)
  expect(texts('malicious', null)).toEqual(['file b.keras'])
})

test('each leads to what it names', () => {
  const all = [...itemsIn(analysis), ...itemsBeside(files, commands)]
  const kinds = ['exploit', 'b.keras', 'theme'].map((query) => found(all, query)[0]?.leads.kind)
  expect(kinds).toEqual(['target', 'file', 'command'])
})
