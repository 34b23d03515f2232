import type { Judgement } from '../../model/Finding.ts'
import type { OutsideReference } from '../../model/OutsideReference.ts'
import { CAPABILITIES } from '../names/Capability.ts'
import { gradeName, tensorflowCapability } from '../names/gradeName.ts'
import { quoted } from '../wording.ts'

/** Public names of ragged, sparse and plain tensors, on which Keras makes such layers. */
const TENSOR_NAMES: ReadonlySet<string> = new Set([
  ...['from_row_splits', 'from_row_lengths', 'from_row_starts', 'from_row_limits', 'from_tensor'],
  ...['from_value_rowids', 'from_nested_row_splits', 'from_nested_row_lengths', 'from_sparse'],
  ...[
    'from_nested_value_rowids',
    'from_uniform_row_length',
    'from_dense',
    'shape',
    'dtype',
    'values',
  ],
  ...['flat_values', 'row_splits', 'nested_row_splits', 'row_lengths', 'nested_row_lengths'],
  ...['row_starts', 'row_limits', 'value_rowids', 'nested_value_rowids', 'nrows', 'ragged_rank'],
  ...['uniform_row_length', 'bounding_shape', 'to_tensor', 'to_sparse', 'to_list', 'consumers'],
  ...[
    'with_values',
    'with_flat_values',
    'with_row_splits_dtype',
    'merge_dims',
    'get_shape',
    'rank',
  ],
  ...['indices', 'dense_shape', 'op', 'graph', 'set_shape', 'device', 'name', 'ndim', 'numpy', 'T'],
  ...['build_slice', 'eval', 'experimental_ref', 'ref', 'from_spec', 'static_shape'],
])
/** Classes of TensorFlow whose class methods a model calls. */
const TENSOR_CLASSES =
  /(^|\.)(RaggedTensor|SparseTensor|Tensor|TensorShape|StructuredTensor|Variable|RowPartition|IndexedSlices)$/

/** What a loader or layer looks up with getattr: ordinary names of tensors are left out. */
export function judgeMethod({
  target,
  key,
  layer,
  layerClass,
}: OutsideReference): Pick<Judgement, 'rule' | 'severity' | 'message' | 'effect'> | null {
  const ofFlax = layerClass?.endsWith('FlaxLayer') === true
  const of = layer === null ? 'the model' : `layer ${quoted(layer)}`
  if (ofFlax) return target === '__call__' ? null : judgeFlax(target, of)
  if (key === 'cls_symbol') return judgeClass(target, of)
  if (TENSOR_NAMES.has(target)) return null
  const severity = leadsInside(target) ? 'high' : 'medium'
  const message = `Calls ${quoted(target)} on what it is given when ${of} is called`
  return { rule: 'KER-031', severity, message, effect: { kind: 'dynamic-code', when: 'call' } }
}

function judgeFlax(target: string, of: string): ReturnType<typeof judgeMethod> {
  const isInside = leadsInside(target)
  const message = `Looks up ${quoted(target)} on the Flax module of ${of}`
  const effect = isInside ? { effect: { kind: 'dynamic-code', when: 'load' } as const } : {}
  return { rule: 'KER-036', severity: isInside ? 'high' : 'info', message, ...effect }
}

function judgeClass(target: string, of: string): ReturnType<typeof judgeMethod> {
  if (TENSOR_CLASSES.test(target)) return null
  const name = target.replace(/^tf\./, '').replace(/^compat\.v[12]\./, '')
  const capability = tensorflowCapability(name)
  const kind = capability === null ? null : CAPABILITIES[capability].effect
  const message = `Takes a method of ${quoted(`tf.${name}`)} when ${of} is called`
  const severity = capability === null || capability === 'review' ? 'medium' : 'high'
  const effect = { kind: kind ?? 'dynamic-code', when: 'call' } as const
  return { rule: 'KER-031', severity, message, effect }
}

/** Private names, and attributes through which any object leads to the interpreter. */
function leadsInside(target: string): boolean {
  if (target.startsWith('__')) return true
  return target.startsWith('_') || gradeName(['x', target], 'local').kind === 'capable'
}
