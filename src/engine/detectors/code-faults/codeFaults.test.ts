import { expect, test } from 'vitest'
import type { Oddity } from '../../model/ModelPart.ts'
import { sampleLocation, sampleModel } from '../sample.ts'
import { codeFaults } from './codeFaults.ts'

const oddity = (what: Oddity['what'], detail: string): Oddity => ({
  what,
  detail,
  at: sampleLocation(),
})

test('a fault in a payload is told as the decoder said it', () => {
  const oddities = [oddity('payload-oddity', '12 bytes stand behind the code object')]
  expect([...codeFaults.find(sampleModel({ oddities }))]).toEqual([
    {
      rule: 'COD-020',
      message: '12 bytes stand behind the code object',
      location: sampleLocation(),
    },
  ])
})

test('what is odd in a container is not a fault of the code', () => {
  const oddities = [oddity('duplicate-entry', 'config.json stands twice')]
  expect([...codeFaults.find(sampleModel({ oddities }))]).toEqual([])
})
