import { expect, test } from 'vitest'
import { familyOf } from './families.ts'
import { layerTree } from './LayerTree.ts'
import { pathsThrough, stepsOf } from './pathsThrough.ts'
import type { Scene } from './scene.ts'
import { graphOf, sceneOf } from './testGraph.ts'
import { visibleGraph } from './visibleGraph.ts'
import { walk, type Direction } from './walk.ts'

const GRAPH = graphOf(
  ['in', 'InputLayer'],
  ['left', 'Dense', 'in'],
  ['right', 'Lambda', 'in'],
  ['m', 'Functional', 'left', 'right'],
  ['m/a', 'Dense'],
  ['m/b', 'Dense', 'm/a'],
  ['out', 'Dense', 'm'],
  ['alone', 'Dense'],
)
const tree = layerTree(GRAPH)
const scene = sceneOf(visibleGraph(tree, new Set(['m'])), ['right'])
const steps = stepsOf(scene)

test.each([
  ['left', 'right', 'right'],
  ['right', 'left', 'left'],
  ['left', 'down', 'm'],
  ['m', 'down', 'm/a'],
  ['m/b', 'down', 'out'],
  ['m/a', 'up', 'm'],
  ['out', 'up', 'm'],
  ['in', 'up', null],
  ['alone', 'down', null],
] as const)('from %s the arrow %s leads to %s', (from, to: Direction, expected) => {
  expect(walk(scene, steps, { from: indexOf(scene, from), to })).toBe(expected)
})

test('without a selection an arrow key begins at the first layer', () => {
  expect(walk(scene, steps, { from: null, to: 'down' })).toBe('in')
})

test('the paths through a layer reach the inputs and the outputs, and nothing beside them', () => {
  const { nodes, edges } = pathsThrough(steps, indexOf(scene, 'left'))
  expect([...nodes].map((index) => scene.nodes[index]?.id)).toEqual(['left', 'in', 'm', 'out'])
  expect(edges.size).toBe(3)
})

test.each([
  ['Conv2DTranspose', 'convolution'],
  ['ConvLSTM2D', 'recurrent'],
  ['MultiHeadAttention', 'attention'],
  ['BatchNormalization', 'normalisation'],
  ['ZeroPadding2D', 'shape'],
  ['ConcatV2', 'merge'],
  ['InputLayer', 'io'],
  ['Dense', null],
  ['Lambda', null],
] as const)('%s is of the family %s', (className, family) => {
  expect(familyOf(className)).toBe(family)
})

function indexOf({ indexById }: Scene, id: string): number {
  return indexById.get(id) ?? -1
}
