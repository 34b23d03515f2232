import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import type { Finding } from '../../engine/index.ts'
import { RULES } from '../../engine/detectors/rules.ts'
import { sampleReport } from '../shared/sampleReport.ts'
import { RuleDialog } from './RuleDialog.tsx'

const [finding] = sampleReport().findings
if (finding === undefined) throw new Error('the sample report has findings')
const shown: Finding = finding

function markupOf(findings: readonly Finding[]): string {
  const nothing = () => undefined
  return renderToStaticMarkup(
    <RuleDialog findings={findings} onFinding={nothing} onClose={nothing} />,
  )
}

test('a rule has its reason, its advice, its advisories with versions, and its addresses', () => {
  const markup = markupOf([shown])
  for (const text of [
    shown.why,
    shown.advice,
    'CVE-2024-3660',
    'Keras up to 2.12.x',
    'Keras 2.13.1',
    'not fixed',
    'href="https://atlas.mitre.org/techniques/AML.T0018.002"',
    'href="https://keras.io/api/layers/core_layers/lambda/"',
    'rel="noreferrer noopener"',
    'In this model: 1 finding',
  ])
    expect(markup).toContain(text)
})

test('what the file says is text in it, and an address that is not https is no link', () => {
  const message = 'calls `<img src=x onerror=alert(1)>\u202e`'
  const markup = markupOf([{ ...shown, message, techniques: [], references: ['javascript:x'] }])
  expect(markup).not.toContain('<img')
  expect(markup).not.toContain('\u202e')
  expect(markup).not.toContain('href=')
})

test('every reference of every rule can be followed', () => {
  const addresses = [...RULES.values()].flatMap(({ references }) => references)
  expect(addresses.filter((address) => !address.startsWith('https://'))).toEqual([])
})
