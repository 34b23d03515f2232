import { expect, test } from 'vitest'
import { gradeImport } from './gradeImport.ts'

function grade(name: string, called = true): string {
  const found = gradeImport(name.split('.'), called)
  if (found.kind === 'capable') return found.capability
  return found.kind
}

test.each([
  ...['collections.OrderedDict', 'torch._utils._rebuild_tensor_v2', 'torch.FloatStorage'],
  ...['torch.nn.modules.linear.Linear', '__torch__.torch.nn.modules.linear.Linear'],
  ...['sklearn.linear_model._logistic.LogisticRegression', 'sklearn.neighbors._kd_tree.newObj'],
  ...['numpy.core.multiarray._reconstruct', 'numpy._core.multiarray.scalar', 'numpy.float64'],
  ...['numpy.random._pickle.__randomstate_ctor', 'joblib.numpy_pickle.NumpyArrayWrapper'],
  ...['scipy.sparse._csr.csr_matrix', 'pandas.core.frame.DataFrame', 'pathlib.PosixPath'],
  ...['pandas._libs.internals._unpickle_block', 'transformers.trainer_utils.IntervalStrategy'],
  ...['fastai.learner.Learner', 'argparse.Namespace', 'datetime.datetime', 'builtins.set'],
  ...['_io.BytesIO', 'copyreg._reconstructor', '_codecs.encode', 'uuid.UUID', 're._compile'],
  ...['torch.jit._pickle.build_intlist', 'torch.float32', 'xgboost.core.Booster'],
])('%s stands in ordinary pickles', (name) => {
  expect(grade(name)).toBe('known')
})

test.each([
  ['os.system', 'process'],
  ['posix.system', 'process'],
  ['builtins.exec', 'dynamic'],
  ['torch.os.system', 'process'],
  ['torch.utils.collect_env.run', 'process'],
  ['torch._inductor.codecache.compile_file', 'process'],
  ['numpy.testing._private.utils.runstring', 'process'],
  ['numpy.core._ufunc_reconstruct', 'dynamic'],
  ['pandas.read_csv', 'file'],
  ['mlflow.projects._run_entry_point', 'process'],
  ['multiprocessing.util.spawnv_passfds', 'process'],
  ['uuid._popen', 'process'],
  ['ssl.get_server_certificate', 'network'],
  ['pydoc.locate', 'process'],
  ['pkgutil.resolve_name', 'pivot'],
  ['ctypes.CDLL', 'native'],
  ['torch.load', 'dynamic'],
  ['joblib.load', 'dynamic'],
  ['torch.distributed.rpc.rpc_sync', 'network'],
  ['sklearn.utils._testing.subprocess.run', 'dynamic'],
  ['sklearn.utils.subprocess.run', 'process'],
  ['idlelib.autocomplete.AutoComplete.fetch_completions', 'process'],
  ['trace.Trace.run', 'dynamic'],
  ['_io.FileIO', 'file'],
  ['os.getcwd', 'standard'],
  ['shlex.split', 'standard'],
  ['numpy.testing.assert_equal', 'unknown'],
  ['sklearn.utils.something', 'unknown'],
  ['mypackage.Net', 'unknown'],
  ['__main__.Net', 'unknown'],
  ['picklescan.cli.main', 'scanner'],
  ['types.CodeType', 'maker'],
  ['cloudpickle.cloudpickle._make_function', 'maker'],
  ['dill._dill._create_code', 'maker'],
  ['builtins.getattr', 'attribute'],
  ['functools.partial', 'partial'],
  ['?.system', 'unresolved'],
])('%s does not: %s', (name, expected) => {
  expect(grade(name)).toBe(expected)
})

test('a function of a library that is only named is data', () => {
  expect(grade('numpy.core._multiarray_umath.log1p', false)).toBe('known')
  expect(grade('torch.nn.functional.relu', false)).toBe('known')
})
