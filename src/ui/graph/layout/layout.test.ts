import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Box } from './flatLayout.ts'
import { nestedLayout } from './nestedLayout.ts'
import { TOP, type NestedGraph } from './levels.ts'
import { rankBoxes } from './ranks.ts'
import { spread } from './spread.ts'

const SIZE = { width: 100, height: 40 }

test('rows follow the longest way, and a constant stands just above its reader', () => {
  const { ranks } = rankBoxes({
    boxes: Array.from({ length: 5 }, () => SIZE),
    edges: [
      [0, 1],
      [1, 2],
      [0, 2],
      [2, 3],
      [4, 3],
    ],
  })
  expect(ranks).toEqual([0, 1, 2, 3, 2])
})

test('a circle is cut where it is entered', () => {
  const edges = [
    [0, 1],
    [1, 2],
    [2, 1],
  ] as const
  const { ranks, upward } = rankBoxes({ boxes: [SIZE, SIZE, SIZE], edges })
  expect(ranks).toEqual([0, 1, 2])
  expect(upward).toEqual([false, false, true])
})

test('a row keeps its order and its gaps, as near as it can to what is wanted', () => {
  const middles = spread({ wanted: [0, 0, 500], half: [50, 50, 50], weights: [1, 1, 1], gap: 10 })
  expect(middles).toEqual([-55, 55, 500])
})

test('a chain stands in one line, and what skips it goes round', () => {
  const { boxes, routes } = nestedLayout({
    boxes: Array.from({ length: 4 }, () => ({ ...SIZE, parent: TOP })),
    edges: [
      [0, 1],
      [1, 2],
      [2, 3],
      [0, 3],
    ],
  })
  expect(new Set(boxes.map(({ x }) => x)).size).toBe(1)
  expect(routes[0]?.every(({ x }) => x === routes[0]?.[0]?.x)).toBe(true)
  const side = routes[3]?.slice(2, -2).map(({ x }) => x) ?? []
  expect(new Set(side).size).toBe(1)
  expect(Math.abs((side[0] ?? 0) - (boxes[1]?.x ?? 0) - 50)).toBeGreaterThan(50)
})

test('boxes without connections stand in a grid', () => {
  const single = Array.from({ length: 100 }, () => ({ ...SIZE, parent: TOP }))
  const { width, height } = nestedLayout({ boxes: single, edges: [] })
  expect(width / height).toBeGreaterThan(1)
  expect(width / height).toBeLessThan(2)
})

test('whatever the graph: no two boxes overlap but a group and what it holds, and every edge has its ends', () => {
  fc.assert(
    fc.property(anyGraph(), (graph) => {
      const { boxes, routes } = nestedLayout(graph)
      for (const [index, box] of boxes.entries()) {
        const { parent } = graph.boxes[index] ?? { parent: TOP }
        if (parent !== TOP) expect(isInside(box, boxes[parent])).toBe(true)
        for (const [other, each] of boxes.entries())
          if (other !== index && graph.boxes[other]?.parent === parent)
            expect(overlap(box, each)).toBe(false)
      }
      expect(routes.map((route) => route.length >= 2)).toEqual(graph.edges.map(() => true))
    }),
    { seed: 7, numRuns: 200 },
  )
})

test('3,000 layers with skips are laid out in a second at most', () => {
  const boxes = Array.from({ length: 3_000 }, () => ({ ...SIZE, parent: TOP }))
  const edges = boxes.flatMap((_, index) =>
    [index - 1, index - 5].filter((from) => from >= 0).map((from) => [from, index] as const),
  )
  const start = performance.now()
  nestedLayout({ boxes, edges })
  expect(performance.now() - start).toBeLessThan(1_000)
})

/** Up to twelve boxes, some in groups of earlier boxes, with any edges but those between a group and its contents. */
function anyGraph(): fc.Arbitrary<NestedGraph> {
  const box = fc.record({
    width: fc.integer({ min: 20, max: 300 }),
    height: fc.integer({ min: 20, max: 60 }),
    pick: fc.nat(),
  })
  const pair = fc.tuple(fc.nat(), fc.nat())
  return fc
    .tuple(fc.array(box, { minLength: 1, maxLength: 12 }), fc.array(pair, { maxLength: 20 }))
    .map(([picked, pairs]) => {
      const boxes = picked.map(({ width, height, pick }, index) => ({
        width,
        height,
        parent: (pick % (index + 1)) - 1,
      }))
      const edges = pairs
        .map(([a, b]) => [a % boxes.length, b % boxes.length] as const)
        .filter(([a, b]) => !holds(boxes, a, b) && !holds(boxes, b, a))
      return { boxes, edges }
    })
}

function holds(boxes: NestedGraph['boxes'], outer: number, inner: number): boolean {
  for (let at = inner; at !== TOP; at = boxes[at]?.parent ?? TOP) if (at === outer) return true
  return false
}

function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
}

function isInside(box: Box, frame: Box | undefined): boolean {
  return (
    frame !== undefined &&
    box.x >= frame.x &&
    box.y >= frame.y &&
    box.x + box.width <= frame.x + frame.width &&
    box.y + box.height <= frame.y + frame.height
  )
}
