import { expect, test } from 'vitest'
import type { Layer } from '../../model/Layer.ts'
import { sampleLocation, sampleModel } from '../sample.ts'
import { customClasses } from './customClasses.ts'

const layer = (name: string, className: string, custom: boolean): Layer => ({
  id: name,
  name,
  className,
  parent: null,
  inputs: [],
  outputShape: null,
  parameters: null,
  activation: null,
  module: custom ? 'author.layers' : 'keras.layers',
  custom,
  at: sampleLocation(name),
})

test('a class of the author’s is told once, with every layer of it', () => {
  const layers = [layer('a', 'Attention2', true), layer('b', 'Attention2', true)]
  const findings = [...customClasses.find(sampleModel({ layers }))]
  expect(findings).toMatchObject([
    {
      rule: 'KER-032',
      message: 'Needs the class `Attention2` from `author.layers` for 2 layers, `a` and `b`',
      layer: 'a',
    },
  ])
})

test('Keras’ own layers and models are not', () => {
  const facts = [{ name: 'top_class', value: 'Functional', at: sampleLocation() } as const]
  const model = sampleModel({ layers: [layer('a', 'Dense', false)], facts })
  expect([...customClasses.find(model)]).toEqual([])
})

test('a model of a class of the author’s is told', () => {
  const facts = [{ name: 'top_class', value: 'MyModel', at: sampleLocation() } as const]
  const findings = [...customClasses.find(sampleModel({ facts }))]
  expect(findings.map(({ message }) => message)).toEqual([
    'Needs the class `MyModel` for the model itself',
  ])
})

test('a class that calls itself malicious is suspicious', () => {
  const facts = [{ name: 'top_class', value: 'MaliciousModel', at: sampleLocation() } as const]
  const layers = [layer('a', 'EvilLayer', true)]
  const findings = [...customClasses.find(sampleModel({ facts, layers }))]
  expect(findings.map(({ severity }) => severity)).toEqual(['high', 'high'])
})
