import { expect, test } from 'vitest'
import type { Fact } from '../../model/ModelPart.ts'
import { sampleCode, sampleLocation, sampleModel } from '../sample.ts'
import { likelyPython } from './likelyPython.ts'
import { pythonRange } from './pythonRange.ts'

function facts(values: Partial<Record<Fact['name'], string>>): readonly Fact[] {
  const at = sampleLocation()
  const all = new Map(Object.entries(values))
  const names = ['keras_version', 'tensorflow_version', 'date_saved'] as const
  return names.flatMap((name) => {
    const value = all.get(name)
    return value === undefined ? [] : [{ name, value, at }]
  })
}

function judge(python: readonly string[], values: Partial<Record<Fact['name'], string>>) {
  return [
    ...pythonRange.find(sampleModel({ code: [sampleCode({ python })], facts: facts(values) })),
  ]
}

test('code of a Python that the Keras of the model was never published for is told', () => {
  const [found, ...more] = judge(['3.13'], { keras_version: '2.10.0' })
  expect(more).toEqual([])
  expect(found?.rule).toBe('COD-022')
  expect(found?.message).toBe(
    'The bytecode of `<lambda>` is of Python 3.13, but Keras 2.10.0 was published for Python 3.7 to 3.10',
  )
  expect(judge(['3.8'], { keras_version: '3.4.1' })[0]?.message).toContain(
    'Keras 3.4.1 needs Python 3.9 or newer',
  )
  expect(judge(['2.7'], { tensorflow_version: '2.5.0' })).toHaveLength(1)
})

test('code of a Python that was not out when the model says it was saved is told', () => {
  const saved = { keras_version: '3.0.0', date_saved: '2023-11-27@23:43:59' }
  expect(judge(['3.13'], saved)[0]?.message).toContain(
    'saved on 2023-11-27, before the first beta of 3.13 on 2024-05-08',
  )
  expect(judge(['3.12'], saved)).toEqual([])
})

test.each([
  [['3.10'], { keras_version: '2.10.0' }],
  [['3.11'], { keras_version: '2.10.0' }], // built from source on the next Python
  [['3.8', '3.9'], { keras_version: '3.1.0' }], // one of two fits
  [['3.9'], { keras_version: '2.2.4' }], // Keras by itself runs on any
  [['2.7'], { keras_version: '2.2.4-tf' }],
  [['3.14'], { keras_version: '3.99.0' }],
  [['3.14'], { keras_version: 'x'.repeat(1_000) }],
  [['3.14'], { date_saved: 'yesterday' }],
  [['3.14'], {}],
  [[], { keras_version: '2.10.0' }], // of no Python: told elsewhere
] as const)('code of %j in a model with %j is no finding', (python, values) => {
  expect(judge(python, values)).toEqual([])
})

test('of two versions with the same bytecode those are likely that fit the model', () => {
  const likely = (values: Partial<Record<Fact['name'], string>>) =>
    likelyPython(facts(values))(['3.8', '3.9'])
  expect(likely({ keras_version: '2.4.0' })).toEqual(['3.8'])
  expect(likely({ keras_version: '2.3.0-tf' })).toEqual(['3.8'])
  expect(likely({ tensorflow_version: '2.3.1' })).toEqual(['3.8'])
  expect(likely({ keras_version: '3.2.1' })).toEqual(['3.9'])
  expect(likely({ keras_version: '2.7.0' })).toEqual(['3.8', '3.9'])
  expect(likely({ keras_version: '1.2.0' })).toEqual(['3.8', '3.9'])
  expect(likely({ keras_version: '3.15.0' })).toEqual(['3.8', '3.9']) // none fits: the bytes come first
  expect(likelyPython(facts({ date_saved: '2023-05-01@00:00:00' }))(['3.11', '3.12'])).toEqual([
    '3.11',
  ])
})

test('several versions in one file leave what any of them leaves', () => {
  const both = [...facts({ keras_version: '2.4.0' }), ...facts({ keras_version: '3.2.1' })]
  expect(likelyPython(both)(['3.8', '3.9'])).toEqual(['3.8', '3.9'])
})
