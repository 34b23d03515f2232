// Names that the tables of code do not know and that only pickles reach: gadgets of libraries that models need, and
// modules of Python that no model needs. From the lists of picklescan 1.0.5, fickling and modelscan 0.8, their
// advisories, and https://arxiv.org/abs/2508.19774.
import type { Capability } from '../names/Capability.ts'

/** A name, and everything below it, by what it does. */
export const GADGETS: ReadonlyMap<string, Capability> = new Map([
  ...all('process', [
    ...[
      'torch.utils.collect_env',
      'torch._inductor',
      'torch.utils.cpp_extension',
      'torch.distributed.run',
    ],
    ...['torch.distributed.launch', 'torch.distributed.elastic', 'torch.multiprocessing'],
    ...['torch.utils.hipify', 'torch.contrib', 'torch.testing._internal', 'torch.onnx'],
    ...[
      'mlflow.projects',
      'mlflow.utils.process',
      'ansible',
      'setuptools',
      'distutils',
      'pkg_resources',
    ],
    ...['numpy.distutils', 'numpy.f2py', 'numpy.testing._private.utils', 'numpy.testing.utils'],
    ...['numpy.testing.runstring', 'numpy.testing.rundocs', 'pipes', 'concurrent.futures.process'],
    ...['uuid._popen', 'uuid._get_command_stdout', 'pydoc', '_pyrepl', 'pyrepl', '_osx_support'],
    ...['_aix_support', 'idlelib', 'test', 'imaplib.IMAP4_stream', 'asyncio.unix_events'],
    ...[
      'platform._syscmd_file',
      'platform._syscmd_ver',
      'platform.popen',
      'antigravity',
      'turtledemo',
    ],
    ...[
      'unittest',
      'site',
      'sched',
      'atexit',
      'threading',
      '_thread.start_new_thread',
      'sysconfig',
    ],
    ...['asyncio', 'concurrent', 'cgitb', 'wsgiref', 'os.posix_spawn', 'mailcap', 'zipapp'],
  ]),
  ...all('dynamic', [
    ...[
      'torch.load',
      'torch.serialization',
      'torch.hub',
      'torch.jit.load',
      'torch.jit._serialization',
    ],
    ...['torch.package', 'torch._dynamo', 'torch.fx', 'torch.jit.unsupported_tensor_ops'],
    ...['torch.jit._script', 'torch.jit.script', 'torch.jit.frontend', 'torch._jit_internal'],
    ...['torch.compile', 'torch.utils.bottleneck', 'torch.utils._config_module', 'torch._export'],
    ...['torch.utils.data.datapipes', 'torch._guards', 'torch.distributed.checkpoint'],
    ...['torch._C._import_ir_module', 'torch._C.import_ir_module', 'torch.export'],
    ...['pandas.read_pickle', 'pandas.io.pickle', 'pandas.eval', 'pandas.core.computation'],
    ...['joblib.load', 'joblib.numpy_pickle.load', 'joblib.numpy_pickle_compat', 'joblib.parallel'],
    ...['joblib.externals', 'joblib.memory', 'sklearn.utils._testing', 'scipy._lib._testutils'],
    ...['numpy.load', 'numpy.lib.npyio', 'numpy.lib._npyio_impl', 'numpy.lib.format'],
    ...['numpy.loads', 'numpy.core._ufunc_reconstruct', 'numpy._core._ufunc_reconstruct'],
    ...['numpy.core.records.fromfile', 'numpy.lib.utils.safe_eval', 'numpy.safe_eval'],
    ...['numpy.lib.utils.source', 'numpy.lib.index_tricks.eval', 'sympy.sympify', 'sympy.parsing'],
    ...['sympy.core.sympify', 'sympy.utilities.lambdify', 'sympy.lambdify', 'pymc.func_utils'],
    ...[
      'lib2to3',
      'compileall',
      'py_compile',
      'linecache',
      'zipimport',
      'modulefinder',
      'symtable',
    ],
    ...['rlcompleter', 'cmd', 'typing.get_type_hints', 'typing.ForwardRef._evaluate'],
    ...['typing._eval_type', 'annotationlib', 'string.Formatter.get_field', 'logging.config'],
    ...['collections.namedtuple', 'dataclasses.make_dataclass', 'dataclasses._create_fn'],
    ...['enum._EnumDict', 'copyreg.add_extension', 'copyreg.pickle', 'copyreg.constructor'],
    ...['copy_reg.add_extension', 'copy_reg.pickle', 'new.function', 'new.module', 'new.instance'],
    ...['types.DynamicClassAttribute', 'types.new_class', 'types.coroutine', 'ast.Interactive'],
    ...['jsonpickle', 'hickle', 'klepto', 'pandas.core.generic.NDFrame.eval', 'numexpr', 'numba'],
    ...['tensorflow.python.saved_model', 'tensorflow.python.framework.load_library'],
    ...[
      'mlflow.pyfunc',
      'mlflow.pytorch',
      'mlflow.sklearn',
      'mlflow.models',
      'fastai.learner.load_learner',
    ],
    ...['transformers.dynamic_module_utils', 'transformers.utils.import_utils', 'hydra.utils'],
    ...['hydra._internal', 'nemo.core.classes', 'pytorch_lightning.utilities.cloud_io'],
    ...[
      'django',
      'flask',
      'jinja2',
      'mako',
      'IPython',
      'ipykernel',
      'nbconvert',
      'pyspark.serializers',
    ],
  ]),
  ...all('native', [
    ...['torch.ops', 'torch.classes', 'torch._ops', 'torch._classes', 'numpy.ctypeslib'],
    ...[
      'numpy.core._dtype_ctypes',
      'scipy.LowLevelCallable',
      'scipy._lib._ccallback',
      'cffi',
      'cython',
    ],
    ...['Cython', 'pyximport', 'tensorflow.python.framework.load_library', 'llvmlite'],
  ]),
  ...all('network', [
    ...['torch.distributed.rpc', 'torch.distributed.nn', 'torch.distributed.init_process_group'],
    ...['sklearn.datasets.fetch_openml', 'sklearn.datasets._base._fetch_remote', 'ssl', 'asyncore'],
    ...[
      'scipy.datasets',
      'keras.utils.get_file',
      'keras.src.utils.file_utils',
      'imaplib',
      'nntplib',
    ],
    ...['tensorflow.keras.utils.get_file', 'pandas.io.common', 'smtpd', 'telnetlib', 'xdrlib'],
    ...[
      'transformers.utils.hub',
      'huggingface_hub',
      'tornado',
      'twisted',
      'gevent',
      'torch.utils.model_zoo',
    ],
  ]),
  ...all('file', [
    ...['logging.FileHandler', 'logging.handlers', '_io.FileIO', '_io.open', '_io.open_code'],
    ...['_io.TextIOWrapper', '_io.BufferedWriter', 'io.FileIO', 'io.open', 'io.open_code'],
    ...['distutils.file_util', 'pandas.read_csv', 'pandas.read_table', 'pandas.read_json'],
    ...['pandas.read_html', 'pandas.read_xml', 'pandas.read_sql', 'pandas.read_parquet'],
    ...['pandas.read_excel', 'pandas.read_hdf', 'pandas.read_feather', 'pandas.read_orc'],
    ...['pandas.read_stata', 'pandas.read_sas', 'pandas.read_fwf', 'pandas.read_clipboard'],
    ...['pandas.io', 'scipy.io', 'torch.save', 'torch.from_file', 'torch.utils.tensorboard'],
    ...[
      'torch.jit.save',
      'joblib.dump',
      'numpy.save',
      'numpy.savetxt',
      'numpy.fromfile',
      'numpy.memmap',
    ],
    ...['numpy.genfromtxt', 'numpy.loadtxt', 'numpy.lib._datasource', 'linecache.getlines', 'dbm'],
    ...['mailbox', 'netrc', 'configparser', 'codecs.open', 'gettext', 'filecmp', 'fcntl', 'mmap'],
    ...['pwd', 'grp', 'termios', 'winreg', 'msvcrt', 'nturl2path', 'pstats', 'wave', 'aifc'],
  ]),
  ...all('pivot', [
    ...[
      'operator.attrgetter',
      '_operator.attrgetter',
      'operator.methodcaller',
      'pkgutil.resolve_name',
    ],
    ...['_operator.methodcaller', 'importlib.import_module', 'builtins.vars', '__builtin__.vars'],
    ...['builtins.dir', '__builtin__.dir', 'functools.reduce', '_functools.reduce'],
    ...['builtins.__import__', '__builtin__.__import__', 'operator.getitem', 'gc.get_objects'],
    ...[
      '_operator.getitem',
      'operator.setitem',
      'operator.delitem',
      'operator.call',
      '_operator.call',
    ],
    ...['__builtin__.apply', 'types.MethodType', 'weakref.finalize', 'types.FunctionType.__get__'],
  ]),
])

/** Names that look up others while a pickle is loaded: what they give is decided by their arguments. */
export const RESOLVERS: ReadonlySet<string> = new Set([
  ...['pkgutil.resolve_name', 'operator.attrgetter', 'operator.methodcaller', 'operator.getitem'],
  ...['_operator.attrgetter', '_operator.methodcaller', '_operator.getitem', 'pydoc.locate'],
  ...['importlib.import_module', 'builtins.__import__', '__builtin__.__import__', 'sys.modules'],
  ...['builtins.getattr', '__builtin__.getattr', 'functools.reduce', '_functools.reduce'],
  ...['builtins.vars', '__builtin__.vars', 'inspect.getattr_static', 'types.MethodType'],
  ...['numpy.core._ufunc_reconstruct', 'numpy._core._ufunc_reconstruct', 'imp.load_module'],
])

/** Names by which cloudpickle, dill and others make functions of the code in a pickle. */
export const CODE_MAKERS =
  /^(?:types\.(?:CodeType|FunctionType|LambdaType|ModuleType|CellType)|new\.(?:code|function)|(?:[\w.]{1,60}\.)?(?:cloud)?pickle(?:_fast)?\.(?:_\w{1,40}|subimport|dynamic_subimport)|cloudpickle\.\w{1,60}(?:\.\w{1,60})?|dill\.(?:_dill|dill)\._\w{1,40})$/

/** Of those, the ones that cloudpickle and dill write themselves. */
export const PICKLER_MAKERS = /^(?:[\w.]{1,60}\.)?(?:cloudpickle(?:_fast)?|dill|_dill)\._?\w{1,40}$/

/** Scanners: a pickle has no reason to name one but to switch it off. */
export const SCANNERS: ReadonlySet<string> = new Set([
  ...['picklescan', 'modelscan', 'fickling', 'modelaudit', 'saferpickle', 'model_unpickler'],
  ...['bhakti', 'skops.io._audit', 'guarddog'],
])

/** How Keras pickles whole models: their archive as bytes, loaded without safe_mode. */
export const KERAS_HELPER =
  /^(?:tf_)?keras\.(?:src\.)?saving\.pickle_utils\.deserialize_model_from_bytecode$/
export const KERAS_MODEL = /^(?:keras|tf_keras|tensorflow)(?:\.\w{1,60}){1,12}\._unpickle_model$/

/** Objects that other machines hold or run. */
export const REMOTE =
  /^torch\.distributed\.(?:rpc|nn\.api\.remote_module|nn\.RemoteModule)\b|\.RemoteModule$/

function all(capability: Capability, names: readonly string[]): [string, Capability][] {
  return names.map((name) => [name, capability])
}
