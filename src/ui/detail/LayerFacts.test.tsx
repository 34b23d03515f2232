import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import type { Layer } from '../../engine/index.ts'
import { sampleReport } from '../shared/sampleReport.ts'
import { LayerFacts } from './LayerFacts.tsx'

const LAYER: Layer = {
  id: 'dense',
  name: 'dense',
  className: 'Dense',
  parent: 'enc',
  inputs: ['in', 'gone'],
  outputShape: null,
  parameters: null,
  activation: null,
  module: null,
  custom: false,
  at: [],
}
const others = [
  { ...LAYER, id: 'in', name: 'in', className: 'InputLayer', parent: null, inputs: [] },
  { ...LAYER, id: 'enc', name: 'enc', className: 'Functional', parent: null, inputs: [] },
  { ...LAYER, id: 'out', name: '<b>out', parent: null, inputs: ['dense'] },
]
const tensor = { dtype: 'float32', shape: [3, 4], storedBytes: 48, at: [] }
const report = {
  ...sampleReport(),
  graph: { layers: [...others, LAYER], notes: [] },
  tensors: [
    { ...tensor, name: 'model_weights/dense/kernel:0' },
    { ...tensor, name: 'model_weights/dense_1/kernel:0' },
  ],
}

test('a layer leads to what holds it, feeds it, and is fed by it, and to its own weights', () => {
  const html = renderToStaticMarkup(
    <LayerFacts report={report} layer={LAYER} isOpen onSelect={() => undefined} />,
  )
  const links = [...html.matchAll(/<button[^>]*>(.*?)<\/button>/gu)].map(([, inner = '']) =>
    inner.replace(/<[^>]*>/gu, ''),
  )
  expect(links).toEqual([
    'enc Functional',
    'in InputLayer',
    '&lt;b&gt;out Dense',
    'model_weights/dense/kernel:0 float32 (3, 4), 48 bytes',
  ])
})
