import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import type { CodeObject, Location, Stage } from '../../engine/index.ts'
import { bytesAt } from '../shared/bytesAt.ts'
import { noteMarkdown } from '../shared/monaco/noteMarkdown.ts'
import { samplePickle } from '../shared/samplePickle.ts'
import { sampleAnalysis } from '../shared/sampleReport.ts'
import { CodeFacts } from './CodeFacts.tsx'
import { codeLinesAt, linesOf, locationOfLine } from './linesAt.ts'
import { notesFor } from './notes.ts'
import { outlineOf } from './outline.ts'
import { shownFor, viewed, type Shown } from './shown.ts'
import { stageAt, stageLocations } from './stages.ts'
import { statusSentence } from './statusSentence.ts'
import { bestTab, tabsFor, type Tab } from './tabs.ts'
import { disassemblyDocument, sourceDocument } from './toDocument.ts'

const { report, contents } = sampleAnalysis()

const [code] = report.code
const [call, constant, whole] = report.findings.map(({ location }) => location)
if (code === undefined || call === undefined || constant === undefined || whole === undefined)
  throw new Error('the sample report has code and three findings')
const document = disassemblyDocument(code)
const source = sourceDocument(code)

/** What the folder lays open in a payload: a text, and code in the text. */
const STAGES: readonly Stage[] = [
  {
    id: 'stage-2',
    parent: null,
    title: 'base64 → zlib → source',
    offset: 62,
    length: 30,
    steps: [],
    result: { kind: 'text', language: 'python', text: 'import os\nos.system(x)\n', references: [] },
  },
  {
    id: 'stage-3',
    parent: 'stage-2',
    title: 'marshal.loads',
    offset: 10,
    length: 5,
    steps: [],
    result: { kind: 'code', listing: code },
  },
]
const layered: CodeObject = { ...code, stages: STAGES }

test('a finding leads to the line of its instruction, or to the first that uses its constant', () => {
  expect(codeLinesAt(code, document, call)).toEqual([{ first: 9, last: 9 }])
  expect(codeLinesAt(code, document, constant)).toEqual([{ first: 8, last: 8 }])
  expect(codeLinesAt(code, document, whole)).toEqual([])
})

test('a finding leads to the line of source as well as to that of the disassembly', () => {
  for (const location of [call, constant])
    expect(codeLinesAt(code, source, location)).toEqual([{ first: 3, last: 3 }])
})

test('a constant is at the line that uses it, though the first line speaks of all the code', () => {
  const all = { offset: 0, length: code.codeBytes }
  const [, ...rest] = code.sourceLines
  const wide = { ...code, sourceLines: [all, ...rest] }
  expect(codeLinesAt(wide, sourceDocument(wide), constant)).toEqual([{ first: 3, last: 3 }])
})

test('a line of source leads to all its instructions, and each of them back to it', () => {
  const line = locationOfLine(source, 3) ?? []
  expect(codeLinesAt(code, document, line)).toEqual([{ first: 6, last: 10 }])
  for (const at of [6, 8, 10])
    expect(codeLinesAt(code, source, locationOfLine(document, at) ?? [])).toEqual([
      { first: 3, last: 3 },
    ])
})

test('a line that speaks of a whole function is meant only when no line speaks of less', () => {
  const ranges = [
    { offset: 0, length: 100 },
    { offset: 10, length: 20 },
    null,
    { offset: 30, length: 5 },
  ]
  expect(linesOf(ranges, { offset: 12, length: 2 })).toEqual([{ first: 2, last: 2 }])
  expect(linesOf(ranges, { offset: 50, length: 2 })).toEqual([{ first: 1, last: 1 }])
  expect(linesOf(ranges, { offset: 10, length: 25 })).toEqual([
    { first: 2, last: 2 },
    { first: 4, last: 4 },
  ])
  expect(linesOf(ranges, { offset: 200, length: 2 })).toEqual([])
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
  const inSource = notesFor(report, source, code)
  expect(inSource.map(({ line, rule }) => [line, rule])).toEqual([
    [3, 'KER-001'],
    [3, 'KER-003'],
    [1, 'KER-010'],
    [3, 'KerasRequests'],
  ])
})

test('a layer with code shows its code, one without its configuration', () => {
  expect(tabIds('lambda_3', null)).toEqual(['source', 'disassembly', 'strings', 'names', 'config'])
  expect(tabIds('dense', null)).toEqual(['config'])
})

test('the tab follows what is chosen: the code for its bytes, the configuration for a value in it', () => {
  expect(best(call)).toBe('source')
  expect(best(call, 'disassembly')).toBe('disassembly')
  const layer = report.graph.layers.find(({ id }) => id === 'lambda_3')
  const value: Location = [
    ...(layer?.at ?? []),
    { kind: 'value', name: 'name', offset: 4, length: 6, via: 'same' },
  ]
  expect(best(value)).toBe('config')
})

test('code without source begins with its disassembly, and its source tab says why', () => {
  const none: CodeObject = { ...code, source: '', sourceStatus: 'none', sourceLines: [] }
  const shown = viewed(shownFor(report, { kind: 'layer', layer: 'lambda_3' }, null), none, null)
  const tabs = tabsOf(shown)
  expect(bestTab(tabs, shown, null, 'source')?.id).toBe('disassembly')
  expect(tabs[0]?.open().lines).toEqual(document.lines)
  expect(statusSentence(none)).toBe('It could not be decompiled; here is its disassembly')
  expect(statusSentence({ ...none, python: [] })).toContain('No compiler of CPython writes this')
})

test('comments that stand for instructions are marked, those of ours are not', () => {
  const at = { offset: 30, length: 2 }
  const text = "# ours\ndef f():\n    # LOAD_CONST 1\n    # POP_TOP\n    return '# no'\n"
  const partial: CodeObject = {
    ...code,
    source: text,
    sourceStatus: 'partial',
    sourceLines: [null, null, at, at, at],
  }
  expect(sourceDocument(partial).uncertain).toEqual([{ first: 3, last: 4 }])
  expect(statusSentence(partial)).toBe('2 lines are left as disassembly, in comments')
})

test('what Keras stores beside the code stands above it, and moves its lines', () => {
  const uses = code.uses.map((use) => ({ ...use, defaults: '[3]' }))
  const moved = sourceDocument({ ...code, uses })
  expect(moved.lines.slice(0, 3)).toEqual([
    '# Stored beside the code for layer lambda_3, function:',
    '#   default arguments: [3]',
    'def exploit(x):',
  ])
  expect(codeLinesAt(code, moved, call)).toEqual([{ first: 5, last: 5 }])
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

test('stages stand below the payload, each below the one in which it was found', () => {
  expect(outlineOf([layered]).map(({ name, depth, detail }) => [name, depth, detail])).toEqual([
    ['exploit', 0, 'stage 1: Lambda, function, line 1'],
    ['base64 → zlib → source', 1, 'stage 2'],
    ['marshal.loads', 2, 'stage 3'],
  ])
})

test('a stage opens its own text or code, and its lines lead to its own bytes', () => {
  const shown = shownFor(report, { kind: 'layer', layer: 'lambda_3' }, null)
  const [first = [], second = []] = STAGES.map((stage) => stageLocations(layered, stage)[0])
  const text = tabsOf(viewed(shown, layered, first))
  expect(text.map(({ title, language }) => [title, language])).toEqual([['Source', 'python']])
  expect(text[0]?.open().lines).toEqual(['import os', 'os.system(x)'])
  const inner = tabsOf(viewed(shown, layered, second))
  expect(inner.map(({ id }) => id)).toEqual(['source', 'disassembly', 'strings', 'names'])
  const line = text[0] === undefined ? null : locationOfLine(text[0].open(), 2)
  expect(line?.at(-1)).toMatchObject({ offset: 10, length: 12 })
  expect(stageAt(layered, line ?? [])?.id).toBe('stage-2')
  expect(shownFor(report, { kind: 'layer', layer: 'lambda_3' }, line).code?.id).toBe(code.id)
})

test('stages that name each other as parents end the tree', () => {
  const [first, second] = STAGES
  if (first === undefined || second === undefined) throw new Error('there are two stages')
  const circle = [
    { ...first, parent: 'stage-3' },
    { ...second, parent: 'stage-2' },
  ]
  expect(outlineOf([{ ...code, stages: circle }])).toHaveLength(1)
  expect(stageLocations({ ...code, stages: circle }, first)).toHaveLength(1)
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

function best(highlight: Location, side: 'source' | 'disassembly' = 'source'): string | undefined {
  const shown = shownFor(report, { kind: 'layer', layer: 'lambda_3' }, highlight)
  return bestTab(tabsOf(shown), shown, highlight, side)?.id
}

function tabsOf(shown: Shown): readonly Tab[] {
  const found = bytesAt(shown.layer?.at ?? [], [], contents)
  if (found.kind === 'absent' || found.store.kind === 'file') throw new Error('no such bytes')
  const { base, store, offset, length } = found
  return tabsFor(shown, report, { base, bytes: store.bytes.subarray(offset, offset + length) })
}

test('a pickle has the tabs of code, in words that fit it', () => {
  const [file] = call
  if (file === undefined) throw new Error('the finding has a file')
  const pickle = samplePickle([file])
  const subject = { kind: 'code', code: pickle.id } as const
  const only = { ...report, code: [pickle] }
  const tabs = tabsFor(shownFor(only, subject, null), only, null)
  expect(tabs.map(({ title }) => title)).toEqual(['Source', 'Disassembly', 'Names'])
  expect(tabs[1]?.about).toBe('Opcodes, as pickletools prints them')
  expect(statusSentence(pickle)).toMatch(/^Every opcode/)
  expect(statusSentence({ ...pickle, sourceStatus: 'none' })).not.toContain('CPython')
  expect(disassemblyDocument(pickle).lines[1]).toBe("    2: c    GLOBAL     'os system'")
  const document = disassemblyDocument(pickle)
  expect(locationOfLine(document, 2)?.at(-1)).toMatchObject({
    name: 'GLOBAL',
    offset: 2,
    length: 11,
  })
})

test('a pickle is shown without a version of Python, and as something that runs', () => {
  const pickle = samplePickle([])
  const facts = { code: pickle, told: [], python: null, onPython: nothing, onSelect: nothing }
  const markup = renderToStaticMarkup(createElement(CodeFacts, facts))
  expect(markup).not.toContain('<select')
  expect(markup).toContain('pickle, run by whoever loads it')
})

function nothing(): undefined {
  return undefined
}
