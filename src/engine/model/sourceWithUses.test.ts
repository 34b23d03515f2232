import { expect, test } from 'vitest'
import type { CodeUse } from './Report.ts'
import { sourceWithUses } from './sourceWithUses.ts'

const at = { offset: 30, length: 4 }
const source = { source: 'lambda x, k: x * k\n', sourceLines: [at] }

function use(layer: string, values: Partial<CodeUse>): CodeUse {
  const place = { layer, layerClass: 'Lambda', slot: 'function', module: null }
  return { ...place, defaults: null, closure: null, ...values }
}

test('what Keras stores beside the code stands above its source, once for each different value', () => {
  const uses = [
    use('a', { defaults: '[2]' }),
    use('b', { defaults: '[3]', closure: '["k"]' }),
    use('c', { defaults: '[2]' }),
    use('d', {}),
  ]
  expect(sourceWithUses({ ...source, uses })).toEqual({
    lines: [
      '# Stored beside the code for layer a, function; layer c, function:',
      '#   default arguments: [2]',
      '# Stored beside the code for layer b, function:',
      '#   default arguments: [3]',
      '#   closure values: ["k"]',
      'lambda x, k: x * k',
    ],
    ranges: [null, null, null, null, null, at],
  })
})

test('code without stored values is shown as it is, and nothing is made up where there is no source', () => {
  expect(sourceWithUses({ ...source, uses: [use('a', {})] }).lines).toEqual(['lambda x, k: x * k'])
  const none = { source: '', sourceLines: [], uses: [use('a', { defaults: '[2]' })] }
  expect(sourceWithUses(none)).toEqual({ lines: [], ranges: [] })
})

test('a stored value cannot end its comment, whatever it holds', () => {
  const uses = [use('a\nimport os', { closure: '"\n\u2028\u202eimport os #' })]
  const { lines } = sourceWithUses({ ...source, uses })
  expect(lines).toHaveLength(3)
  expect(lines.join('')).toContain('a\\nimport os, function')
  expect(lines.join('')).not.toMatch(/[\n\u2028\u202e]/u)
})

test('more places and longer values than one can read are cut, and counted', () => {
  const many = Array.from({ length: 30 }, (_, index) => use(`l${index}`, { defaults: `${index}` }))
  expect(sourceWithUses({ ...source, uses: many }).lines.at(-2)).toBe(
    '# and 10 more, in the report',
  )
  const long = sourceWithUses({ ...source, uses: [use('a', { closure: 'x'.repeat(100_000) })] })
  expect(long.lines[1]?.length).toBeLessThan(2_100)
})
