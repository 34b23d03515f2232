import { expect, test } from 'vitest'
import { bytesSource } from '../bytes/ByteSource.ts'
import { entropyAlong } from './entropy.ts'

test('zeros have no entropy, every byte once has eight bits, and bins follow the file', () => {
  const every = Uint8Array.from({ length: 256 }, (_, at) => at)
  const bytes = new Uint8Array([...new Uint8Array(256), ...every, 7, 7, 8, 8])
  const steps = entropyAlong(bytesSource(bytes))
  let step = steps.next()
  while (step.done !== true) step = steps.next()
  expect(step.value).toEqual({ done: 516, binBytes: 256, bits: [0, 8, 1] })
})
