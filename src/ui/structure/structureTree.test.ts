import { expect, test } from 'vitest'
import type { Region } from '../../engine/index.ts'
import { sampleAnalysis } from '../shared/sampleReport.ts'
import { gapsOf, toStructure, visibleRows } from './structureTree.ts'

const { report } = sampleAnalysis()
const base = [{ kind: 'file', name: 'other.h5', offset: 0, length: 100, via: 'same' }] as const
const REGIONS: readonly Region[] = [
  part([], 'superblock', 'version 0', 0, 10),
  part(['a', 'b'], 'object header', 'of a dataset', 10, 20),
  part(['a', 'b'], 'values', 'float32 3', 30, 12),
  { ...part([], 'between parts', 'not zero', 42, 8), isGap: true, value: '4d 5a' },
  part(['a', 'c'], 'values', 'float32 2', 50, 8),
]

test('regions stand in the groups that they belong to, in the order of their bytes', () => {
  const tree = toStructure(REGIONS, { report, base })
  expect(tree.map(({ name, bytes }) => [name, bytes])).toEqual([
    ['superblock', 10],
    ['between parts', 8],
    ['a', 40],
  ])
  const [inner, only] = tree[2]?.children ?? []
  expect(inner).toMatchObject({ name: 'b', type: 'dataset, float32 3', bytes: 32 })
  expect(only).toMatchObject({ name: 'c: values', place: { offset: 50, length: 8 } })
})

test('bytes in no part say what they begin with, and are counted', () => {
  const tree = toStructure(REGIONS, { report, base })
  expect(tree[1]).toMatchObject({ isGap: true, type: 'not zero (4d 5a)' })
  expect(gapsOf(REGIONS)).toEqual({ count: 1, bytes: 8, odd: 1 })
})

test('only what is opened shows what is in it', () => {
  const tree = toStructure(REGIONS, { report, base })
  expect(visibleRows(tree, new Set())).toHaveLength(3)
  expect(visibleRows(tree, new Set(['/a'])).map(({ depth }) => depth)).toEqual([1, 1, 1, 2, 2])
})

test('what was taken out of the file stands beside its parts', () => {
  const own = report.parts[0]?.location.slice(0, 1) ?? []
  const tree = toStructure([], { report, base: own })
  expect(tree[0]?.name).toContain('Taken out of the file')
  expect(tree[0]?.children.map(({ name }) => name)).toContain(report.parts[0]?.name)
})

function part(
  path: readonly string[],
  name: string,
  type: string,
  ...[offset, length]: readonly [number, number]
): Region {
  return { path, name, type, offset, length, value: '', kind: 'structure', isGap: false }
}
