import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { effectOf, effectOps } from './effectOps.ts'

interface Signature {
  readonly inputs: readonly string[]
  readonly attributes: readonly string[]
}

// Written by TensorFlow itself: scripts/protobuf/tensorflow_ops.py.
const text = readFileSync(join(import.meta.dirname, 'effectOps.golden.json'), 'utf8')
const parsed: unknown = JSON.parse(text)
const golden = isGolden(parsed) ? parsed : {}

function isGolden(value: unknown): value is Readonly<Record<string, Signature>> {
  return typeof value === 'object'
}

test.each([...effectOps()])('%s has its operands where TensorFlow has them', (op, { operands }) => {
  const signature = golden[op]
  if (signature === undefined) return expect(op).toBe('TRTEngineOp') // stands in builds for GPUs
  for (const { name, input } of operands)
    if (input === null) expect(signature.attributes).toContain(name)
    else expect(signature.inputs[input]).toBe(name)
})

test('an operation that TensorFlow does not have is unknown, one that computes has no effect', () => {
  expect(effectOf('MyOp')?.group).toBe('unknown')
  expect(effectOf('')?.group).toBe('unknown')
  expect(effectOf('MatMul')).toBeUndefined()
  expect(effectOf('WriteFile')?.group).toBe('write')
})
