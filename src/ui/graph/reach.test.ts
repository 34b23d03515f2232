import { expect, test } from 'vitest'
import type { LayerMark } from '../shared/marks.ts'
import { layerTree } from './LayerTree.ts'
import { downstreamOf, networkOf, taintedBy, upstreamOf } from './reach.ts'
import { withRepeats } from './repeatedBlocks.ts'
import { graphOf } from './testGraph.ts'

const GRAPH = graphOf(
  ['a', 'InputLayer'],
  ['b', 'InputLayer'],
  ['x', 'Dense', 'a'],
  ['m', 'Functional', 'x'],
  ['m/in', 'InputLayer'],
  ['m/code', 'Lambda', 'm/in'],
  ['m/side', 'Dense', 'm/in'],
  ['m/out', 'Dense', 'm/side'],
  ['y', 'Dense', 'b'],
  ['z', 'Add', 'm', 'y'],
)
const tree = layerTree(GRAPH)
const network = networkOf(tree)
const CODE: ReadonlyMap<string, LayerMark> = new Map([
  ['m/code', { carriesCode: true, severity: null }],
])

test('what leads to a layer is followed through the models that hold it', () => {
  expect([...upstreamOf(network, ['m/code'])].sort()).toEqual(['a', 'm', 'm/in', 'x'])
  expect([...upstreamOf(network, ['z'])].sort()).toEqual(
    ['a', 'b', 'm', 'm/code', 'm/in', 'm/out', 'm/side', 'x', 'y'].sort(),
  )
})

test('what a layer leads to leaves the model that holds it', () => {
  expect([...downstreamOf(network, ['m/side'])].sort()).toEqual(['m', 'm/out', 'z'])
  expect([...downstreamOf(network, ['y'])]).toEqual(['z'])
})

test('tainted is what has been through code, and nothing beside it', () => {
  expect([...taintedBy(network, tree, CODE)].sort()).toEqual(['m', 'm/code', 'z'])
  expect(taintedBy(network, tree, new Map()).size).toBe(0)
})

test('circles end, and groups that we made change nothing', () => {
  const circle = networkOf(layerTree(graphOf(['p', 'A', 'q'], ['q', 'A', 'p'], ['r', 'A', 'q'])))
  expect([...upstreamOf(circle, ['r'])].sort()).toEqual(['p', 'q'])
  const rows = Array.from(
    { length: 12 },
    (_, at) => [`l${at}`, 'Dense', ...(at === 0 ? [] : [`l${at - 1}`])] as const,
  )
  const grouped = withRepeats(layerTree(graphOf(...rows)), new Set())
  expect(grouped.repeats.size).toBe(1)
  expect(upstreamOf(networkOf(grouped), ['l11']).size).toBe(11)
})
