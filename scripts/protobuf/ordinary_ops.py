"""Writes src/engine/formats/saved-model/ordinaryOps.table.ts from the operation registry of TensorFlow.

Run with TensorFlow 2.21 installed:  python scripts/protobuf/ordinary_ops.py
An operation is ordinary when it only computes on tensors, variables and tables, or saves and restores
variables. Anything that reads or writes another file, speaks to a network or a process, runs foreign code,
prints, sleeps or aborts stays out, whatever module it stands in.
"""
import os
import re
import textwrap

os.environ['TF_CPP_MIN_LOG_LEVEL'] = '3'
import tensorflow  # noqa: E402
from tensorflow.core.framework import op_def_pb2  # noqa: E402
from tensorflow.python.client import pywrap_tf_session  # noqa: E402

# Modules of generated operations from which every stateless operation is taken.
COMPUTING = (
    'array audio bitwise candidate_sampling clustering control_flow count ctc cudnn_rnn data_flow functional '
    'image linalg list lookup manip map math nn optional parsing ragged_array ragged_conversion '
    'ragged_math random random_index_shuffle resource_variable rnn set sparse special_math spectral state '
    'stateful_random stateless_random stateless_random_v2 string training uniform_quant'
).split()

# Modules whose stateful operations only draw random numbers or change variables of the model.
STATEFUL = 'candidate_sampling ctc cudnn_rnn random resource_variable rnn state stateful_random training'.split()

# Stateful operations of other modules, by name: calls of functions in the file, stacks, tables in memory.
STATEFUL_NAMES = re.compile(
    r'^(StatefulPartitionedCall|PartitionedCall|If|While|For|Case|FakeParam|Placeholder.*|Assert|EnsureShape'
    r'|TensorArray.*|Stack(V2|PushV2|PopV2|CloseV2|Push|Pop|Close)?|SymbolicGradient|DeviceIndex'
    r'|(Mutable|MutableDense)?HashTable(V2|OfTensors|OfTensorsV2)?|AnonymousHashTable'
    r'|AnonymousMutable\w*HashTable\w*|MutableHashTable\w*|LookupTable\w+|InitializeTable(V2)?|CopyToMesh'
    r'|RaggedTensorToVariant|EmptyTensorMap|DisableCopyOnRead)$'
)

# What saving and restoring needs; the reader of the graph judges the path that they are given.
SAVING = 'SaveV2 RestoreV2 MergeV2Checkpoints ShardedFilename ShardedFilespec DisableCopyOnRead Assert'.split()

# Internal operations of optimised and frozen graphs, which have no generated module.
INTERNAL = re.compile(r'^_(Arg|Retval|DeviceArg|DeviceRetval|HostCast|Fused\w+|Mkl\w+|ListToArray|ArrayToList|ParallelConcat\w+)$')

# Effects outside the graph, though the registry calls some of these stateless.
EFFECTS = re.compile(
    r'^(ImmutableConst|Abort|Skipgram|FixedUnigramCandidateSampler|RecordInput|Barrier.*|.*Queue.*|Debug.*|Copy.*'
    r'|.*FromTextFile.*|.*FromDataset.*|RemoteCall|.*Stage.*|Stage|Unstage|.*Session.*|Print.*|Timestamp'
    r'|.*Accumulator.*|.*MapStage.*|.*Dataset.*|.*Iterator.*|.*Proto(V2)?$|_Mkl.*|GetSession.*|.*Remote.*|Xla.*)$'
)


def modules():
    folder = os.path.join(os.path.dirname(tensorflow.__file__), 'python', 'ops')
    for name in COMPUTING:
        with open(os.path.join(folder, f'gen_{name}_ops.py' if not name.endswith('v2') else f'gen_{name[:-3]}_ops_v2.py')) as file:
            yield name, sorted(set(re.findall(r'_apply_op_helper\(\s*"(\w+)"', file.read())))


def registry():
    ops = op_def_pb2.OpList()
    ops.ParseFromString(bytes(pywrap_tf_session.TF_GetBuffer(pywrap_tf_session.TF_GetAllOpList())))
    return {op.name: op for op in ops.op}


def is_ordinary(op, module):
    if EFFECTS.match(op.name):
        return False
    return not op.is_stateful or module in STATEFUL or bool(STATEFUL_NAMES.match(op.name))


def main():
    ops = registry()
    groups = []
    seen = set()
    for module, names in modules():
        taken = [n for n in names if n in ops and n not in seen and is_ordinary(ops[n], module)]
        seen.update(taken)
        groups.append((module, taken))
    groups.append(('internal', sorted(n for n in ops if INTERNAL.match(n) and not EFFECTS.match(n))))
    groups.append(('saving', sorted(n for n in SAVING if n not in seen)))
    write(groups)
    print(f'{sum(len(names) for _, names in groups)} of {len(ops)} operations are ordinary')


def write(groups):
    here = os.path.dirname(os.path.abspath(__file__))
    path = os.path.join(here, '..', '..', 'src', 'engine', 'formats', 'saved-model', 'ordinaryOps.table.ts')
    with open(path, 'w') as file:
        file.write(f"""// Operations of TensorFlow {tensorflow.__version__} that only compute, or save and restore variables, by the module
// that declares them. Made by scripts/protobuf/ordinary_ops.py, which says what stays out and why.
const MODULES = {{
""")
        for module, names in groups:
            if not names:
                continue
            lines = textwrap.fill(' '.join(names), width=96, initial_indent='    ', subsequent_indent='    ')
            file.write(f'  {module}: `\n{lines}\n  `,\n')
        file.write("""} as const

/** The names of operations without an effect outside the graph, the saving of variables apart. */
export const ORDINARY_OPS: ReadonlySet<string> = new Set(
  Object.values(MODULES).flatMap((names) => names.trim().split(/\\s+/)),
)
""")


main()
