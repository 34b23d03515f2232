import { readFileSync } from 'node:fs'
import { zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { factsIn, filesIn, problemsIn, tryFormat } from '../FormatTrial.ts'
import { skops } from './skops.ts'

function asked(bytes: Uint8Array): readonly string[] {
  return tryFormat(skops, 'model.skops', bytes).parts.flatMap((part) => {
    if (part.kind !== 'operation') return []
    const { op, operands, count } = part.operation
    return [`${op} ${operands.map(({ text }) => text ?? '?').join(' ')} ×${count}`]
  })
}

test('what the schema of a real model asks for is told, each once', () => {
  const bytes = new Uint8Array(readFileSync(new URL('./fixtures/linear.skops', import.meta.url)))
  const { parts } = tryFormat(skops, 'linear.skops', bytes)
  expect(factsIn(parts)).toEqual(['5 members'])
  expect(filesIn(parts).every(([path]) => path.endsWith('.npy'))).toBe(true)
  expect(problemsIn(parts)).toEqual([])
  expect(asked(bytes)).toContain('skops::ObjectNode sklearn.pipeline.Pipeline ×1')
  expect(asked(bytes)).toContain('skops::FunctionNode numpy.core._multiarray_umath.log1p ×1')
})

test('the method of a node is told with its class', () => {
  const node = { __class__: 'M', __module__: 'm', __loader__: 'MethodNode', content: { func: 'f' } }
  const schema = new TextEncoder().encode(JSON.stringify({ content: [node, node] }))
  expect(asked(zipSync({ 'schema.json': schema }))).toEqual(['skops::MethodNode m.M f ×2'])
})

test('a schema without loaders is none of skops', () => {
  const archive = zipSync({ 'schema.json': new TextEncoder().encode('{}') })
  expect(() => tryFormat(skops, 'a', archive)).toThrow('names no loader')
})

test('an archive with folders beside its schema is none', () => {
  const archive = zipSync({ 'schema.json': new Uint8Array(2), 'a/b.npy': new Uint8Array(2) })
  expect(tryFormat(skops, 'a', archive).matches).toBe(false)
})
