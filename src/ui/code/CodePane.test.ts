import { expect, test } from 'vitest'
import type { Location } from '../../engine/index.ts'
import { bytesAt } from '../shared/bytesAt.ts'
import { noteMarkdown } from '../shared/monaco/noteMarkdown.ts'
import { sampleAnalysis } from '../shared/sampleReport.ts'
import { codeLinesAt, locationOfLine } from './linesAt.ts'
import { notesFor } from './notes.ts'
import { outlineOf } from './outline.ts'
import { shownFor, type Shown } from './shown.ts'
import { bestTab, tabsFor, type Tab } from './tabs.ts'
import { disassemblyDocument } from './toDocument.ts'

const { report, contents } = sampleAnalysis()

const [code] = report.code
const [call, constant, whole] = report.findings.map(({ location }) => location)
if (code === undefined || call === undefined || constant === undefined || whole === undefined)
  throw new Error('the sample report has code and three findings')
const document = disassemblyDocument(code)

test('a finding leads to the line of its instruction, or to the first that uses its constant', () => {
  expect(codeLinesAt(code, document, call)).toEqual({ first: 9, last: 9 })
  expect(codeLinesAt(code, document, constant)).toEqual({ first: 8, last: 8 })
  expect(codeLinesAt(code, document, whole)).toBeNull()
})

test('a line leads to the bytes of its instruction in the payload', () => {
  expect(locationOfLine(document, 9)).toEqual([
    ...whole,
    { kind: 'instruction', name: 'CALL_METHOD', offset: 44, length: 2, via: 'same' },
  ])
  expect(locationOfLine(document, 5)).toBeNull()
})

test('findings and YARA matches stand in the margin, those of all the code at its first line', () => {
  const notes = notesFor(report, document, code)
  expect(notes.map(({ line, rule }) => [line, rule])).toEqual([
    [9, 'KER-001'],
    [8, 'KER-003'],
    [1, 'KER-010'],
    [8, 'KerasRequests'],
  ])
})

test('a layer with code shows its code, one without its configuration', () => {
  expect(tabIds('lambda_3', null)).toEqual(['disassembly', 'strings', 'names', 'config'])
  expect(tabIds('dense', null)).toEqual(['config'])
})

test('the tab follows what is chosen: the code for its bytes, the configuration for a value in it', () => {
  expect(best(call)).toBe('disassembly')
  const layer = report.graph.layers.find(({ id }) => id === 'lambda_3')
  const value: Location = [
    ...(layer?.at ?? []),
    { kind: 'value', name: 'name', offset: 4, length: 6, via: 'same' },
  ]
  expect(best(value)).toBe('config')
})

test('nothing is shown of what the report does not hold', () => {
  expect(shownFor(report, { kind: 'code', code: '__proto__' }, null).code).toBeNull()
  expect(shownFor(report, { kind: 'part', part: 'part-9' }, null).part).toBeNull()
})

test('nested code objects stand below those that hold them', () => {
  const child = { ...code.code, name: '<listcomp>', offset: 30, length: 8, children: [] }
  const outer = { ...code, code: { ...code.code, children: [child] } }
  expect(outlineOf([outer]).map(({ name, depth }) => [name, depth])).toEqual([
    ['exploit', 0],
    ['<listcomp>', 1],
  ])
})

test('a note cannot leave its code block, and hides no character', () => {
  const text = '```\n[link](https://example.invalid) \u202e'
  const markdown = noteMarkdown({ line: 1, severity: 'low', rule: 'A-1`', text })
  expect(markdown).toBe(
    '**low** A-1\n\n````text\n```\n[link](https://example.invalid) \\u202e\n````',
  )
})

function tabIds(layer: string, highlight: Location | null): string[] {
  const shown = shownFor(report, { kind: 'layer', layer }, highlight)
  return tabsOf(shown).map(({ id }) => id)
}

function best(highlight: Location): string | undefined {
  const shown = shownFor(report, { kind: 'layer', layer: 'lambda_3' }, highlight)
  return bestTab(tabsOf(shown), shown, highlight)?.id
}

function tabsOf(shown: Shown): readonly Tab[] {
  const found = bytesAt(shown.layer?.at ?? [], [], contents)
  if (found.kind === 'absent' || found.store.kind === 'file') throw new Error('no such bytes')
  const { base, store, offset, length } = found
  return tabsFor(shown, report, { base, bytes: store.bytes.subarray(offset, offset + length) })
}
