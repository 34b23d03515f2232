import { expect, test } from 'vitest'
import { sampleLocation, sampleModel } from '../sample.ts'
import { secrets } from './secrets.ts'

const locations = [sampleLocation('config.json')]

test('a token is told by its beginning, and the rest of it is not', () => {
  const indicators = [{ kind: 'token', text: `hf_${'a'.repeat(34)}`, locations, count: 2 }] as const
  expect([...secrets.find(sampleModel({ indicators }))]).toEqual([
    {
      rule: 'GEN-006',
      message:
        'Holds what looks like a key or token of 37 characters that begins with `hf_aaaaa`, in 2 places',
      location: locations[0],
    },
  ])
})

test('other indicators give nothing away', () => {
  const indicators = [{ kind: 'url', text: 'http://example.test/', locations, count: 1 }] as const
  expect([...secrets.find(sampleModel({ indicators }))]).toEqual([])
})
