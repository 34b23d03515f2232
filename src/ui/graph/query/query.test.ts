import { expect, test } from 'vitest'
import type { LayerMark } from '../../shared/marks.ts'
import { layerTree } from '../LayerTree.ts'
import { graphOf } from '../testGraph.ts'
import { asksForProperties, findLayers, type Properties } from './findLayers.ts'
import { parseQuery } from './parseQuery.ts'
import { readProperties } from './readProperties.ts'

const GRAPH = graphOf(
  ['in', 'InputLayer'],
  ['conv_1', 'Conv2D', 'in'],
  ['conv_2', 'Conv2D', 'conv_1'],
  ['evil', 'Lambda', 'conv_2'],
  ['enc', 'Functional', 'evil'],
  ['enc/dense', 'Dense'],
  ['head two', 'Dense', 'enc'],
)
const PROPERTIES = new Map<string, Properties>([
  ['conv_1', new Map([['filters', 8]])],
  ['conv_2', new Map([['filters', 128]])],
  [
    'enc/dense',
    new Map<string, string | number>([
      ['units', 100],
      ['activation', 'relu'],
    ]),
  ],
  [
    'head two',
    new Map<string, string | number>([
      ['units', 1_500_000],
      ['use_bias', 'false'],
    ]),
  ],
])
const MARKS = new Map<string, LayerMark>([['evil', { carriesCode: true, severity: 'high' }]])

function search(text: string): readonly string[] | string {
  const query = parseQuery(text)
  if (query.kind === 'fault') return query.message
  const searched = { tree: layerTree(GRAPH), marks: MARKS, properties: PROPERTIES }
  return findLayers(searched, query.terms)
}

test.each([
  ['', []],
  ['conv', ['conv_1', 'conv_2']],
  ['CONV2d 1', ['conv_1']],
  ['enc/', ['enc/dense']],
  ['class:conv2d filters>8', ['conv_2']],
  ['filters>=8', ['conv_1', 'conv_2']],
  ['filters!=8', ['conv_2']],
  ['units>1M', ['head two']],
  ['units=1,500k', ['head two']],
  ['units<101', ['enc/dense']],
  ['activation:relu', ['enc/dense']],
  ['use_bias=false', ['head two']],
  ['"head two"', ['head two']],
  ['name:"d t"', ['head two']],
  ['class:dense -units>100', ['enc/dense']],
  ['has:code', ['evil']],
  ['finding:high', ['evil']],
  ['family:convolution -filters:8', []],
  ['-', []],
])('%s finds %j', (text, expected) => {
  expect(search(text)).toEqual(expected)
})

test.each([
  ['units>', 'units> is followed by a number, such as units>100'],
  ['units>many', 'units> is followed by a number, such as units>100'],
  ['class:', 'class: is followed by what to look for'],
])('%s says what is missing', (text, message) => {
  expect(search(text)).toBe(message)
})

test('only a search for a property reads configurations', () => {
  const asks = (text: string): boolean => {
    const query = parseQuery(text)
    return query.kind === 'terms' && asksForProperties(query.terms)
  }
  expect(['conv class:dense params>1', 'units>1', 'kernel:3'].map(asks)).toEqual([
    false,
    true,
    true,
  ])
})

test('a configuration is read as plain properties, whatever is in it', () => {
  const read = (text: string) => readProperties(new TextEncoder().encode(text))
  expect(
    read(
      '{"class_name":"Conv2D","config":{"Units":3,"kernel_size":[3,3],"use_bias":true,"init":{"class_name":"Zeros"},"x":null,"__proto__":{"a":1}}}',
    ),
  ).toEqual(
    new Map<string, string | number>([
      ['units', 3],
      ['kernel_size', '3, 3'],
      ['use_bias', 'true'],
      ['init', 'Zeros'],
    ]),
  )
  expect(read('{"units":NaN}')).toBeNull()
  expect(read('[1]')).toBeNull()
  expect(read('['.repeat(100_000))).toBeNull()
})
