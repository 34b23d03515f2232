"""Writes the names of TensorFlow's operations, and what it calls the inputs of those that reach out of a graph.

Run with TensorFlow 2.21 installed:  python scripts/protobuf/tensorflow_ops.py
src/engine/model/tensorflow/registeredOps.table.ts  every operation that a stock TensorFlow has
src/engine/model/tensorflow/effectOps.golden.json   inputs and attributes of those in effectOps.table.ts
"""
import json
import os
import re
import textwrap

os.environ['TF_CPP_MIN_LOG_LEVEL'] = '3'
import tensorflow  # noqa: E402
from tensorflow.core.framework import op_def_pb2  # noqa: E402
from tensorflow.python.client import pywrap_tf_session  # noqa: E402

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..', 'src', 'engine', 'model', 'tensorflow')

# TensorFlow 2.10.1 has them, and 2.21.0 no more; TRTEngineOp and its like stand in builds for GPUs.
OLDER = (
    'CreateTRTResourceHandle DTensorShardedPrefix GetCalibrationDataOp InitializeTRTResource SerializeTRTResource '
    'TRTEngineOp TfLiteSubgraphExecute _MklAdd _MklAddN _MklAddV2 _MklIdentity _MklInputConversion _MklLRN _MklLRNGrad '
    '_MklMaximum _MklMul _MklReshape _MklSlice _MklSquaredDifference _MklSub _MklToTf '
    '_TPUCompileMlirPlaceholderProgramKey'
).split()


def registry():
    ops = op_def_pb2.OpList()
    ops.ParseFromString(bytes(pywrap_tf_session.TF_GetBuffer(pywrap_tf_session.TF_GetAllOpList())))
    return {op.name: op for op in ops.op}


def write_names(ops):
    names = sorted({*ops, *OLDER})
    lines = textwrap.fill(' '.join(names), width=96, initial_indent='  ', subsequent_indent='  ')
    with open(os.path.join(FOLDER, 'registeredOps.table.ts'), 'w') as file:
        file.write(f"""// Every operation that TensorFlow {tensorflow.__version__} registers, and the few of 2.10.1 that it has no more.
// Made by scripts/protobuf/tensorflow_ops.py. Any other operation needs native code that is loaded beside TensorFlow.
const NAMES = `
{lines}
`

/** The names of TensorFlow's own operations. */
export const REGISTERED_OPS: ReadonlySet<string> = new Set(NAMES.trim().split(/\\s+/))
""")
    print(len(names), 'operations')


def write_golden(ops):
    with open(os.path.join(FOLDER, 'effectOps.table.ts')) as file:
        named = re.findall(r'^  ([A-Za-z_]\w+)(?: \S+@\S+)*$', file.read(), re.M)
    golden = {
        name: {
            'inputs': [argument.name for argument in ops[name].input_arg],
            'attributes': [attribute.name for attribute in ops[name].attr],
        }
        for name in sorted(named)
        if name in ops
    }
    with open(os.path.join(FOLDER, 'effectOps.golden.json'), 'w') as file:
        json.dump(golden, file, indent=2)
        file.write('\n')
    print(len(golden), 'of', len(named), 'with an effect')


everything = registry()
write_names(everything)
write_golden(everything)
