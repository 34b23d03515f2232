import type { Judgement, Severity } from '../../model/Finding.ts'
import type { Operation } from '../../model/Operation.ts'
import { quoted } from '../wording.ts'

/** Libraries of operators that PyTorch’s own sister projects bring. */
const KNOWN_LIBRARIES: ReadonlySet<string> = new Set([
  ...['torchvision', 'torchaudio', 'torchtext', 'torch_scatter', 'torch_sparse', 'torch_cluster'],
  ...['torch_spline_conv', 'fbgemm', 'detectron2', '_caffe2', 'image', 'video_reader', 'nvfuser'],
])

/** What the sources of TorchScript do beside computing; other graphs have a detector of their own. */
export function* judgeTorchScript(operations: readonly Operation[]): Generator<Judgement> {
  for (const operation of operations) {
    const [library, name] = operation.op.split('::')
    if (name === undefined || library === undefined) continue
    yield { rule: 'PKL-019', ...judged(operation, library, name), location: operation.at }
  }
}

function judged(
  { op, graph, operands }: Operation,
  library: string,
  name: string,
): Pick<Judgement, 'severity' | 'message' | 'effect'> {
  const [operand] = operands
  const source = quoted(graph ?? 'a source')
  const shown = quoted(`${op}(${operand?.text ?? '…'})`)
  if (library === 'aten') {
    const does = name === 'save' ? 'Writes a file' : 'Maps a file into memory'
    const effect = { kind: 'files', when: 'call' } as const
    return { severity: 'high', message: `${does} with ${shown} in ${source}`, effect }
  }
  if (library === 'prim') return { severity: 'low', message: `${source} prints when it runs` }
  if (library === 'import')
    return { severity: 'high', message: `${source} imports ${quoted(operand?.text ?? '?')}` }
  const severity: Severity = KNOWN_LIBRARIES.has(library) ? 'info' : 'medium'
  return { severity, message: `${source} needs ${quoted(op)}, of a native library` }
}
