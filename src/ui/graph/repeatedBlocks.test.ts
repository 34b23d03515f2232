import { expect, test } from 'vitest'
import { countInside, layerTree, type LayerTree } from './LayerTree.ts'
import { withRepeats } from './repeatedBlocks.ts'
import { graphOf } from './testGraph.ts'

type Row = readonly [id: string, className: string, ...inputs: string[]]

/** A transformer's block without its groups: attention and a dense layer, each with a residual connection. */
function block(index: number, before: string, dense = 'Dense'): Row[] {
  const name = (part: string): string => `b${index}_${part}`
  return [
    [name('norm'), 'LayerNormalization', before],
    [name('attention'), 'MultiHeadAttention', name('norm'), name('norm'), 'mask'],
    [name('add'), 'Add', name('attention'), before],
    [name('dense'), dense, name('add')],
    [name('out'), 'Add', name('dense'), name('add')],
  ]
}

function blocks(count: number, odd = -1): Row[] {
  return Array.from({ length: count }, (_, index) =>
    block(index, index === 0 ? 'in' : `b${index - 1}_out`, index === odd ? 'Lambda' : 'Dense'),
  ).flat()
}

function grouped(rows: readonly Row[], carriers: readonly string[] = []): LayerTree {
  return withRepeats(layerTree(graphOf(...rows)), new Set(carriers))
}

function outline(tree: LayerTree, parent: string | null = null): string[] {
  return (tree.children.get(parent) ?? []).map((id) => tree.byId.get(id)?.className ?? '')
}

const ENDS: { readonly start: readonly Row[]; readonly end: readonly Row[] } = {
  start: [
    ['in', 'InputLayer'],
    ['mask', 'InputLayer'],
  ],
  end: [['head', 'Softmax', 'b11_out']],
}

test('twelve alike blocks, whose names differ, are one group that says so', () => {
  const tree = grouped([...ENDS.start, ...blocks(12), ...ENDS.end])
  expect(outline(tree)).toEqual([
    'InputLayer',
    'InputLayer',
    '×12 LayerNormalization MultiHeadAttention Add +1',
    'Softmax',
  ])
  const [run = ''] = [...tree.repeats.keys()]
  expect(outline(tree, run).slice(0, 2)).toEqual(['Block 1 of 12', 'Block 2 of 12'])
  expect(tree.byId.get(run)?.name).toBe('b0_norm … b11_out')
  expect(countInside(tree).get(run)).toBe(60)
})

test('every layer stays below its group, once, in the order of the file', () => {
  const rows = [...ENDS.start, ...blocks(12), ...ENDS.end]
  const tree = grouped(rows)
  const pending: string[] = [...(tree.children.get(null) ?? [])].reverse()
  const order: string[] = []
  for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
    if (!tree.repeats.has(id)) order.push(id)
    for (const child of (tree.children.get(id) ?? []).toReversed()) {
      expect(tree.parents.get(child)).toBe(id)
      pending.push(child)
    }
  }
  expect(order).toEqual(rows.map(([id]) => id))
})

test('the one block that is not like the others stands alone', () => {
  const tree = grouped([...ENDS.start, ...blocks(12, 6), ...ENDS.end])
  expect(outline(tree).filter((title) => title.startsWith('×'))).toHaveLength(2)
  expect(outline(tree)).toContain('Lambda')
})

test('a layer that carries code is in no run, whatever its class', () => {
  const tree = grouped([...ENDS.start, ...blocks(12), ...ENDS.end], ['b4_dense'])
  expect(tree.parents.get('b4_dense')).toBeNull()
})

test('nested models of one kind are a run of groups', () => {
  const rows = Array.from({ length: 4 }, (_, index): Row[] => {
    const group = `m${index}`
    const before = index === 0 ? 'in' : `m${index - 1}`
    return [
      [group, 'Functional', before],
      [`${group}/a`, 'Dense'],
      [`${group}/b`, 'Dense', `${group}/a`],
    ]
  }).flat()
  expect(outline(grouped([['in', 'InputLayer'], ...rows]))).toEqual(['InputLayer', '×4 Functional'])
})

test('other connections, parameters or fewer than three times are no run', () => {
  const chain = (classes: readonly string[]): Row[] =>
    classes.map((className, at): Row => [`l${at}`, className, ...(at === 0 ? [] : [`l${at - 1}`])])
  expect(grouped(chain(['Dense', 'ReLU', 'Dense', 'ReLU'])).repeats.size).toBe(0)
  const fan: Row[] = [['in', 'InputLayer'], ...chain(['A', 'B', 'A', 'B', 'A', 'B'])]
  expect(grouped(fan).repeats.size).toBe(4)
  const [input, first, second, ...rest] = fan
  if (input === undefined || first === undefined || second === undefined) throw new Error('short')
  expect(grouped([input, first, ['l1', 'B', 'in'], ...rest]).repeats.size).toBe(0)
})

test('an id of the file that is ours is left to the file', () => {
  const rows = [...ENDS.start, ...blocks(12), ...ENDS.end, ['× b0_norm … b11_out', 'Evil'] as const]
  const tree = grouped(rows)
  expect(tree.byId.get('× b0_norm … b11_out')?.className).toBe('Evil')
  expect(tree.repeats.size).toBe(13)
})
