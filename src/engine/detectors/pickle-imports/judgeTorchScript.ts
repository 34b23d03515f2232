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
    if (name === undefined || library === undefined || library === 'skops') continue
    yield { rule: 'PKL-019', ...judged(operation, library, name), location: operation.at }
  }
}

type Said = Pick<Judgement, 'severity' | 'message' | 'effect'>

function judged({ op, graph, operands }: Operation, library: string, name: string): Said {
  const source = quoted(graph ?? 'a source')
  const text = operands[0]?.text ?? null
  switch (library) {
    case 'aten':
      return judgeFile(`${op}(${text ?? '…'})`, name, source)
    case 'prim':
      return { severity: 'low', message: `${source} prints when it runs` }
    case 'import':
      return { severity: 'high', message: `${source} imports ${quoted(text ?? '?')}` }
    default:
      return judgeLibrary(op, library, source)
  }
}

function judgeFile(call: string, name: string, source: string): Said {
  const does = name === 'save' ? 'Writes a file' : 'Maps a file into memory'
  const effect = { kind: 'files', when: 'call' } as const
  return { severity: 'high', message: `${does} with ${quoted(call)} in ${source}`, effect }
}

function judgeLibrary(op: string, library: string, source: string): Said {
  const severity: Severity = KNOWN_LIBRARIES.has(library) ? 'info' : 'medium'
  return { severity, message: `${source} needs ${quoted(op)}, of a native library` }
}
