import { expect, test } from 'vitest'
import { kerasText, pythonText } from './facts.ts'
import { sampleReport } from '../../ui/shared/sampleReport.ts'

const report = sampleReport()
const [code] = report.code

function withPythons(...pythons: readonly (readonly string[])[]) {
  if (code === undefined) throw new Error('no code')
  return { ...report, code: pythons.map((python) => ({ ...code, python, likelyPython: python })) }
}

test('the versions of Python are those that may have written all of the code', () => {
  expect(pythonText(withPythons(['3.8', '3.9']))).toBe('3.8 or 3.9')
  expect(pythonText(withPythons(['3.11', '3.12'], ['3.11'], []))).toBe('3.11')
  expect(pythonText(withPythons(['3.8', '3.9'], ['3.11']))).toBe('3.8 or 3.9, 3.11')
  expect(pythonText(withPythons([]))).toBeNull()
})

test('which of several versions fits the model is told where that is fewer', () => {
  const both = withPythons(['3.8', '3.9'])
  const likely = both.code.map((each) => ({ ...each, likelyPython: ['3.8'] }))
  expect(pythonText({ ...both, code: likely })).toBe('3.8 or 3.9, likely 3.8')
})

test('where the version of Keras is not written that of TensorFlow is told', () => {
  const [fact] = report.facts
  if (fact === undefined) throw new Error('no facts')
  const tensorflow = { ...fact, name: 'tensorflow_version', value: '2.4.1' } as const
  expect(kerasText(report)).toBe('Keras 2.10.0')
  expect(kerasText({ ...report, facts: [tensorflow] })).toBe('TensorFlow 2.4.1')
  expect(kerasText({ ...report, facts: [] })).toBeNull()
})
