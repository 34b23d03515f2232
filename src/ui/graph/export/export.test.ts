import { expect, test } from 'vitest'
import type { LayerMark } from '../../shared/marks.ts'
import { layerTree } from '../LayerTree.ts'
import { graphOf, layerOf, sceneOf } from '../testGraph.ts'
import { visibleGraph } from '../visibleGraph.ts'
import { outlineText } from './outlineText.ts'
import { pngScale } from './pngSize.ts'
import { toSvg } from './toSvg.ts'

const HOSTILE = '</text><script>alert(1)</script>\u202e"\u0000'
const GRAPH = {
  layers: [
    layerOf('in', 'InputLayer'),
    { ...layerOf('x', 'Dense', ['in']), name: HOSTILE, outputShape: '<b>' },
    { ...layerOf('far', 'Dense', ['x']), name: 'far_away', parameters: 12 },
  ],
  notes: [],
}
const MARKS = new Map<string, LayerMark>([['x', { carriesCode: true, severity: 'high' }]])
const scene = sceneOf(visibleGraph(layerTree(GRAPH), new Set()))
const pictured = { scene, marks: MARKS, tints: [null, 'high', null], lit: null }
const whole = { x: 0, y: 0, width: scene.width, height: scene.height }

test('in a picture, text of the file is text, and nothing that does not show', () => {
  const svg = toSvg(pictured, whole, (name) => `#${name}`)
  expect(svg).not.toMatch(/<script|<b>|\u202e|\u0000/u)
  expect(svg).toContain('&lt;/text&gt;&lt;scr')
  expect(svg).toContain('far_away')
  expect(svg).toContain('<title>high</title>')
  expect(
    svg
      .match(/<(\w+)/gu)
      ?.toSorted()
      .filter((tag, at, all) => tag !== all[at - 1]),
  ).toEqual(['<g', '<path', '<rect', '<svg', '<text', '<title'])
})

test('a picture of what is seen holds nothing else', () => {
  const svg = toSvg(pictured, { x: 0, y: 0, width: scene.width, height: 10 }, () => '#000000')
  expect(svg).toContain('InputLayer')
  expect(svg).not.toContain('far_away')
})

test('a picture stays within what a canvas holds', () => {
  expect(pngScale({ width: 100, height: 100 })).toBe(2)
  const scale = pngScale({ width: 500, height: 380_000 })
  expect(380_000 * scale).toBeLessThanOrEqual(16_384)
  const square = pngScale({ width: 16_000, height: 16_000 })
  expect((16_000 * square) ** 2).toBeLessThanOrEqual(64 * 1024 * 1024 * 1.001)
})

test('as text each layer is one line below its group, with all that is known of it', () => {
  const nested = graphOf(
    ['in', 'InputLayer'],
    ['m', 'Functional', 'in'],
    ['m/a', 'Dense', 'in', 'm'],
  )
  expect(outlineText(layerTree(nested), new Map())).toBe(
    '# layer\tclass\toutput shape\tparameters\treads from\tmarks\nin\tInputLayer\nm\tFunctional\t\t\tin\n  m/a\tDense\t\t\tin, m\n',
  )
  const lines = outlineText(layerTree(GRAPH), MARKS).split('\n')
  expect(lines[2]).toBe('x\tDense\t<b>\t\tin\tcode high')
  expect(lines[3]).toBe('far\tDense\t\t12\tx')
})
