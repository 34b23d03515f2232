import { expect, test } from 'vitest'
import { detailAt, firstViewport, fitted, revealing, toScene, zoomedAt } from './viewport.ts'

const PANE = { width: 800, height: 600 }
const NODE = { kind: 'layer', x: 1000, y: 5000, width: 100, height: 40 } as const
const CHAIN = { width: 200, height: 100_000 }

test('a small graph is shown whole and not magnified', () => {
  expect(firstViewport({ width: 300, height: 200 }, PANE, NODE)).toEqual({
    zoom: 1,
    x: 250,
    y: 200,
  })
})

test('of a long graph the node that matters is shown first, at a size that can be read', () => {
  const viewport = firstViewport(CHAIN, PANE, NODE)
  expect(detailAt(viewport.zoom)).not.toBe('far')
  expect(toScene({ x: 400, y: 300 }, viewport)).toEqual({ x: 1050, y: 5020 })
})

test('of a long graph without such a node the beginning is shown', () => {
  expect(toScene({ x: 400, y: 24 }, firstViewport(CHAIN, PANE, null))).toEqual({ x: 100, y: 0 })
})

test('a node that is in view stays where it is', () => {
  const viewport = { zoom: 1, x: -900, y: -4900 }
  expect(revealing(viewport, PANE, NODE)).toBe(viewport)
})

test('a node out of view comes to the middle', () => {
  expect(revealing({ zoom: 1, x: 0, y: 0 }, PANE, NODE)).toEqual({ zoom: 1, x: -650, y: -4720 })
})

test('the point under the pointer stays when zooming, and the zoom has an end', () => {
  const from = fitted(CHAIN, PANE)
  const to = zoomedAt(from, { x: 10, y: 20 }, 1e9)
  expect(to.zoom).toBe(2)
  const before = toScene({ x: 10, y: 20 }, from)
  const after = toScene({ x: 10, y: 20 }, to)
  expect(after.x).toBeCloseTo(before.x)
  expect(after.y).toBeCloseTo(before.y)
})
