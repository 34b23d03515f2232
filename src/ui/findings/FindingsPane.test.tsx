import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import type { Finding } from '../../engine/index.ts'
import { ALL_FINDINGS, type FindingFilter } from '../shared/findingFilter.ts'
import { sampleReport } from '../shared/sampleReport.ts'
import { FindingsPane } from './FindingsPane.tsx'

const { findings } = sampleReport()
const [finding] = findings
if (finding === undefined) throw new Error('the sample report has findings')
const one = finding

interface Shown {
  readonly selected?: string
  readonly filter?: Partial<FindingFilter>
  readonly reasons?: ReadonlyMap<string, string>
}

function markupOf(shown: readonly Finding[], { selected, filter, reasons }: Shown = {}): string {
  const nothing = () => undefined
  return renderToStaticMarkup(
    <FindingsPane
      findings={shown}
      filter={{ ...ALL_FINDINGS, ...filter }}
      reasons={reasons ?? new Map()}
      selected={selected ?? null}
      none="Nothing found so far."
      onFilter={nothing}
      onSelect={nothing}
      onOpen={nothing}
      onRule={nothing}
    />,
  )
}

function textOf(markup: string): string {
  return markup.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')
}

function many(count: number, rule: string): readonly Finding[] {
  return Array.from({ length: count }, (_, at) => ({ ...one, rule, id: `${rule}@${at}` }))
}

test('findings stand under their severity as a word, worst first', () => {
  expect(textOf(markupOf(findings))).toMatch(
    /critical 1 Runs a process KER-001 .* high 1 Names an address .* low 1 Carries code/,
  )
})

test('several of one rule stand below its title, with their count', () => {
  const markup = markupOf([...many(3, 'KER-001'), ...findings.slice(1)])
  expect(textOf(markup)).toMatch(/critical 3 Runs a process 3 KER-001 os\.system .* os\.system/)
  expect(markup.match(/aria-level="3"/g)).toHaveLength(3)
})

test('many of one rule are folded up, but for the group that holds the chosen one', () => {
  const rows = (markup: string) => markup.match(/aria-level="3"/g)?.length ?? 0
  expect(rows(markupOf(many(40, 'KER-001')))).toBe(0)
  expect(rows(markupOf(many(40, 'KER-001'), { selected: 'KER-001@3' }))).toBeGreaterThan(3)
})

test('the chosen finding is marked as chosen', () => {
  const markup = markupOf(findings, { selected: findings[1]?.id ?? '' })
  expect(markup.match(/aria-selected="true"/g)).toHaveLength(1)
})

test('without findings it says so, and with a filter that leaves none how many there are', () => {
  expect(textOf(markupOf([]))).toContain('Nothing found so far.')
  expect(textOf(markupOf(findings, { filter: { text: 'nowhere' } }))).toContain('0 of 3 findings')
})

test('one that was set aside stays in the list, and says so', () => {
  const text = textOf(markupOf(findings, { reasons: new Map([[finding.id, 'known']]) }))
  expect(text).toMatch(/Runs a process KER-001 set aside os\.system/)
})

test('of many findings only those that are seen are drawn', () => {
  const all = Array.from({ length: 5_000 }, (_, at) => many(1, `R-${at}`)).flat()
  expect(markupOf(all).match(/role="treeitem"/g)?.length).toBeLessThan(40)
})
