import { escapeText } from '../../../engine/model/escapeText.ts'
import type { LayerMark } from '../../shared/marks.ts'
import type { LayerTree } from '../LayerTree.ts'
import { rowsOf } from '../outlineRows.ts'

const COLUMNS = ['layer', 'class', 'output shape', 'parameters', 'reads from', 'marks']

/**
 * The graph as text, a layer a line: path, class, shape, parameters, inputs and marks, between tabs, below the group
 * that holds it. Groups of repeats begin with #. Characters that do not show are escaped.
 */
export function outlineText(tree: LayerTree, marks: ReadonlyMap<string, LayerMark>): string {
  const lines = rowsOf(tree).map(({ layer, depth }) => {
    const { id, className, outputShape, parameters, inputs } = layer
    const isOurs = tree.repeats.has(id)
    const mark = marks.get(id)
    const marked = [mark?.carriesCode === true ? 'code' : [], mark?.severity ?? []].flat()
    const path = isOurs ? `# ${layer.name}` : id
    const cells = [path, className, outputShape ?? '', String(parameters ?? ''), inputs.join(', ')]
    const escaped = [...cells, marked.join(' ')].map(escapeText).join('\t')
    return '  '.repeat(depth) + escaped
  })
  return [`# ${COLUMNS.join('\t')}`, ...lines].map((line) => `${line.trimEnd()}\n`).join('')
}
