import { expect, test } from 'vitest'
import type { Operation, OutsideReference } from '../../engine/index.ts'
import { sampleReport } from '../shared/sampleReport.ts'
import { toPartsTree, visibleNodes, type PartNode } from './partsTree.ts'

const report = sampleReport()
const tree = toPartsTree(report, [])

function outline(nodes: readonly PartNode[], toggled: ReadonlySet<string> = new Set()): string[] {
  return visibleNodes(nodes, toggled).map(
    ({ node, depth }) =>
      `${'  '.repeat(depth - 1)}${node.name} ${node.type}${node.carriesCode ? ' λ' : ''}`,
  )
}

test('parts stand below the windows that hold them, and weights are folded up', () => {
  expect(outline(tree)).toEqual([
    'model.h5 file λ',
    '  model_config JSON λ',
    '    layers[4].config.function[0] value λ',
    '      lambda_3 function code λ',
    '        disassembly text',
    '  2 weight arrays weights',
  ])
})

test('a node that was toggled is closed, or opened when it was closed', () => {
  const [file] = tree
  const weights = file?.children.at(-1)
  expect(outline(tree, new Set([file?.key ?? '']))).toEqual(['model.h5 file λ'])
  expect(outline(tree, new Set([weights?.key ?? ''])).slice(-2)).toEqual([
    '    conv2d/kernel:0 float32 3×3×1×32',
    '    dense/kernel:0 float32 5408×128',
  ])
})

test('a file in which nothing was found is a root all the same', () => {
  const file = [{ kind: 'file', name: 'x', offset: 0, length: 3, via: 'same' }] as const
  const nothing = { ...report, parts: [], code: [], tensors: [], findings: [] }
  expect(outline(toPartsTree(nothing, [file]))).toEqual(['x file'])
})

test('a member in which something was found stands in the tree though it was not unpacked', () => {
  const [finding] = report.findings
  const [file] = finding?.location ?? []
  if (finding === undefined || file === undefined) throw new Error('no finding')
  const member = { kind: 'member', name: 'x.npz', offset: 9, length: 63, via: 'same' } as const
  const range = { kind: 'range', name: 'name', offset: 0, length: 4, via: 'same' } as const
  const findings = [{ ...finding, location: [file, member, range] }]
  const only = { ...report, parts: [], code: [], tensors: [], findings }
  expect(outline(toPartsTree(only, []))).toEqual(['model.h5 file', '  x.npz member'])
})

test('operations and ways out of the file stand folded up in what holds them', () => {
  const file = { kind: 'file', name: 'saved_model.pb', offset: 0, length: 99, via: 'same' } as const
  const node = { kind: 'message', name: 'node', offset: 9, length: 20, via: 'same' } as const
  const operation: Operation = {
    ...{ op: 'ReadFile', node: 'evil\u202e', graph: null, layer: null, operands: [] },
    runs: 'load',
    ...{ role: null, count: 2, at: [file, node] },
  }
  const way: OutsideReference = {
    what: 'vocabulary',
    ...{ target: '/etc/passwd', key: 'vocabulary', layer: null, layerClass: null },
    at: [file, node],
  }
  const only = { ...report, parts: [], code: [], tensors: [], findings: [] }
  const nodes = toPartsTree({ ...only, operations: [operation], outside: [way] }, [])
  expect(outline(nodes)).toEqual([
    'saved_model.pb file',
    '  1 way out of the file outside',
    '  1 operation graph',
  ])
  const folded = nodes[0]?.children.map(({ key }) => key) ?? []
  expect(outline(nodes, new Set(folded)).slice(2)).toEqual([
    '    /etc/passwd vocabulary',
    '  1 operation graph',
    '    ReadFile evil\u202e ×2 when loaded',
  ])
})
