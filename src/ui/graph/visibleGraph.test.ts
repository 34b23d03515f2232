import { expect, test } from 'vitest'
import type { LayerGraph } from '../../engine/index.ts'
import { groupMarks } from './groupMarks.ts'
import { layerTree } from './LayerTree.ts'
import { graphOf } from './testGraph.ts'
import { openedFor, visibleGraph } from './visibleGraph.ts'

const NESTED = graphOf(
  ['in', 'InputLayer'],
  ['m', 'Functional', 'in'],
  ['m/a', 'Dense'],
  ['m/b', 'Lambda', 'm/a', 'm/a', 'm/b'],
  ['out', 'Dense', 'm', 'm/b'],
)

test('a closed group stands for all that is in it', () => {
  const { nodes, edges, indexById } = visibleGraph(layerTree(NESTED), new Set())
  expect(nodes.map(({ id, kind, inside }) => [id, kind, inside])).toEqual([
    ['in', 'layer', 0],
    ['m', 'closed', 2],
    ['out', 'layer', 0],
  ])
  expect(edges).toEqual([
    [0, 1],
    [1, 2],
  ])
  expect(indexById.get('m/b')).toBe(1)
})

test('an open group shows its layers, each connection once and none to itself', () => {
  expect(connections(NESTED, ['m'])).toEqual(['in > m', 'm/a > m/b', 'm > out', 'm/b > out'])
})

test('inputs that name no layer are left out', () => {
  expect(connections(graphOf(['a', 'Dense', 'nobody', '__proto__']), [])).toEqual([])
})

test('to show a layer all groups around it open', () => {
  const tree = layerTree(graphOf(['a', 'Model'], ['a/b', 'Model'], ['a/b/c', 'Dense']))
  expect([...openedFor(tree, new Set(), 'a/b/c')]).toEqual(['a/b', 'a'])
})

test('what is too much to draw is counted', () => {
  const many = Array.from({ length: 20_003 }, (_, index) => [`l${index}`, 'Dense'] as const)
  const { nodes, leftOut } = visibleGraph(layerTree(graphOf(...many)), new Set())
  expect([nodes.length, leftOut]).toEqual([20_000, 3])
})

test('a group bears the worst mark of what is inside it', () => {
  const tree = layerTree(NESTED)
  const marks = groupMarks(
    tree,
    new Map([
      ['m/a', { carriesCode: false, severity: 'high' }],
      ['m/b', { carriesCode: true, severity: 'low' }],
    ] as const),
  )
  expect(marks.get('m')).toEqual({ carriesCode: true, severity: 'high' })
  expect(marks.get('out')).toBeUndefined()
})

function connections(graph: LayerGraph, open: readonly string[]): string[] {
  const { nodes, edges } = visibleGraph(layerTree(graph), new Set(open))
  return edges.map((ends) => ends.map((index) => nodes[index]?.id).join(' > '))
}
