import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { sampleReport } from '../shared/sampleReport.ts'
import { FindingCard } from './FindingCard.tsx'

const [finding] = sampleReport().findings
const nothing = {
  aside: null,
  onSelect: () => undefined,
}

test('a finding has its facts, why it matters, what to do, where it is and what to read', () => {
  if (finding === undefined) throw new Error('no finding')
  const markup = renderToStaticMarkup(<FindingCard finding={finding} {...nothing} />)
  for (const text of [
    'critical',
    finding.title,
    'KER-001',
    finding.why,
    finding.advice,
    'CALL_METHOD',
  ])
    expect(markup).toContain(text)
  expect(markup).toContain('href="https://keras.io/')
})

test('a reference that is no https address is no link', () => {
  if (finding === undefined) throw new Error('no finding')
  const odd = { ...finding, references: ['javascript:alert(1)', 'CVE-2024-3660'] }
  const markup = renderToStaticMarkup(<FindingCard finding={odd} {...nothing} />)
  expect(markup).not.toContain('href=')
  expect(markup).toContain('CVE-2024-3660')
})

test('one that was set aside says why, as text', () => {
  if (finding === undefined) throw new Error('no finding')
  const aside = 'seen \u202e<img src=x onerror=alert(1)>'
  const markup = renderToStaticMarkup(<FindingCard {...nothing} finding={finding} aside={aside} />)
  expect(markup).toContain('\\u202e')
  expect(markup).not.toContain('<img')
})
