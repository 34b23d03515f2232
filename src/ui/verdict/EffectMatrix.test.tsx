import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import type { Report } from '../../engine/index.ts'
import { sampleReport } from '../shared/sampleReport.ts'
import { EffectMatrix } from './EffectMatrix.tsx'

function textOf(change: Partial<Report>): string {
  const report = { ...sampleReport(), ...change }
  return renderToStaticMarkup(<EffectMatrix report={report} onCell={() => undefined} />)
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
}

test('effects are told with when, how bad and how many; what is not reached is said too', () => {
  expect(textOf({})).toMatch(/process network files dynamic code environment crypto/)
  expect(textOf({})).toMatch(/when loaded – none .* when called 1 1 – none/)
})

test('without effects it says none, and how much that means', () => {
  const effects = [] as const
  expect(textOf({ effects })).toBe(' Capabilities: none ')
  expect(textOf({ effects, complete: false })).toContain('none in what was examined')
  const passes = { structure: 'done', content: 'pending' } as const
  expect(textOf({ effects, passes })).toContain('none so far')
})
