import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { sampleReport } from '../shared/sampleReport.ts'
import { FindingsPane } from './FindingsPane.tsx'

const { findings } = sampleReport()
const nothing = {
  onSelect: () => undefined,
  onOpen: () => undefined,
  none: 'Nothing found so far.',
}

function textOf(markup: string): string {
  return markup.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')
}

test('findings stand under their severity as a word, worst first', () => {
  const text = textOf(
    renderToStaticMarkup(<FindingsPane {...nothing} findings={findings} selected={null} />),
  )
  expect(text).toMatch(/critical 1 Runs a process .* high 1 Names an address .* low 1 Carries code/)
})

test('the chosen finding is marked as chosen', () => {
  const id = findings[1]?.id ?? ''
  const markup = renderToStaticMarkup(
    <FindingsPane {...nothing} findings={findings} selected={id} />,
  )
  expect(markup.match(/aria-selected="true"/g)).toHaveLength(1)
})

test('without findings it says so', () => {
  const markup = renderToStaticMarkup(<FindingsPane {...nothing} findings={[]} selected={null} />)
  expect(textOf(markup)).toContain('Nothing found so far.')
})

test('of many findings only those that are seen are drawn', () => {
  const [finding] = findings
  if (finding === undefined) throw new Error('no finding')
  const many = Array.from({ length: 5_000 }, (_, at) => ({ ...finding, id: String(at) }))
  const markup = renderToStaticMarkup(<FindingsPane {...nothing} findings={many} selected={null} />)
  expect(markup.match(/role="option"/g)?.length).toBeLessThan(40)
})
