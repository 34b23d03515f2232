import { expect, test } from 'vitest'
import { ancestorsOf, countInside, layerTree } from './LayerTree.ts'
import { graphOf, layerOf } from './testGraph.ts'

test('layers stand below the containers that hold them', () => {
  const tree = layerTree(
    graphOf(['a', 'Model'], ['a/b', 'Model'], ['a/b/c', 'Dense'], ['d', 'Dense']),
  )
  expect(tree.children.get(null)).toEqual(['a', 'd'])
  expect(ancestorsOf(tree, 'a/b/c')).toEqual(['a/b', 'a'])
  expect([...countInside(tree)]).toEqual([
    ['a', 2],
    ['a/b', 1],
  ])
})

test('a circle of parents is cut, and a parent that is not there is the top', () => {
  const circle = [
    { ...layerOf('p', 'Model'), parent: 'q' },
    { ...layerOf('q', 'Model'), parent: 'p' },
    { ...layerOf('self', 'Model'), parent: 'self' },
    { ...layerOf('lost', 'Dense'), parent: 'nowhere' },
  ]
  const tree = layerTree({ layers: circle, notes: [] })
  expect([...tree.parents]).toEqual([
    ['q', null],
    ['p', 'q'],
    ['self', null],
    ['lost', null],
  ])
})

test('names of object properties are names like others', () => {
  const names = ['__proto__', 'constructor', 'hasOwnProperty']
  const tree = layerTree(graphOf(...names.map((name) => [name, 'Dense'] as const)))
  expect([...tree.byId.keys()]).toEqual(names)
})

test('parents nest no deeper than 64, however deep the file says', () => {
  const layers = Array.from({ length: 10_000 }, (_, index) => ({
    ...layerOf(`l${index}`, 'Model'),
    parent: index === 0 ? null : `l${index - 1}`,
  }))
  const tree = layerTree({ layers: layers.reverse(), notes: [] })
  expect(tree.parents.size).toBe(10_000)
  expect(ancestorsOf(tree, 'l9999')).toHaveLength(64)
})
