import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { sampleReport } from '../shared/sampleReport.ts'
import { copyOf, copyOfAll } from './copies.ts'
import { IndicatorsPane } from './IndicatorsPane.tsx'

const { indicators } = sampleReport()

function markupOf(shown: typeof indicators): string {
  return renderToStaticMarkup(
    <IndicatorsPane indicators={shown} none="No address was met." onSelect={() => undefined} />,
  )
}

test('each indicator has its kind, its text, where and how often; hostile text is text, and no link', () => {
  const markup = markupOf(indicators)
  const text = markup.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')
  expect(text).toMatch(/3 indicators .* command curl http:\/\/127\.0\.0\.1:9\/beacon constant 3×/)
  expect(text).toContain('evil \\u202e &lt;b&gt;.example')
  expect(markup).not.toContain('\u202e')
  expect(markup).not.toMatch(/<a |<b>/)
})

test('without any it says so', () => {
  expect(markupOf([])).toContain('No address was met.')
})

test('copies are defanged, a line each, without characters that do not show', () => {
  const [, url, domain] = indicators
  if (url === undefined || domain === undefined) throw new Error('the sample has three')
  expect(copyOf(url)).toBe('hxxp://127[.]0[.]0[.]1:9/beacon')
  expect(copyOf(domain)).toContain('evil\\u202e<b>')
  const lines = copyOfAll(indicators).split('\n')
  expect(lines).toHaveLength(4)
  expect(lines[0]).toMatch(/^command\t.*hxxp:.*\t3$/)
})
