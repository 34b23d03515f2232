// What ordinary pickles of models import: an allow-list, first by whole names, then by libraries.
// The names were taken from pickles that scikit-learn, joblib, NumPy, SciPy, pandas, PyTorch, fastai, transformers and
// Keras write. A library stands for its classes, and for the functions that rebuild them; never for all of it.

/** Names that rebuild data and reach nothing else. */
export const ORDINARY_GLOBALS: ReadonlySet<string> = new Set([
  ...of('collections', [
    ...['OrderedDict', 'defaultdict', 'Counter', 'deque', 'ChainMap', 'UserDict', 'UserList'],
  ]),
  ...of('copyreg', ['_reconstructor', '__newobj__', '__newobj_ex__']),
  ...of('copy_reg', ['_reconstructor', '__newobj__']),
  ...builtins([
    ...['set', 'frozenset', 'bytearray', 'bytes', 'complex', 'object', 'slice', 'range', 'xrange'],
    ...['list', 'dict', 'tuple', 'int', 'long', 'float', 'str', 'unicode', 'bool', 'type'],
    ...['Ellipsis', 'NotImplemented', 'None', 'True', 'False', 'abs', 'len', 'max', 'min', 'sum'],
    ...['round', 'sorted', 'enumerate', 'zip', 'super', 'property', 'staticmethod', 'classmethod'],
    ...['Exception', 'BaseException', 'ValueError', 'TypeError', 'KeyError', 'RuntimeError'],
    ...['RuntimeWarning', 'UserWarning', 'DeprecationWarning', 'FutureWarning', 'Warning'],
    ...['NotImplementedError', 'AttributeError', 'IndexError', 'AssertionError', 'StopIteration'],
  ]),
  ...of('datetime', ['datetime', 'date', 'time', 'timedelta', 'timezone', 'tzinfo']),
  ...of('time', ['struct_time']),
  ...of('decimal', ['Decimal', 'Context']),
  ...of('fractions', ['Fraction']),
  ...of('uuid', ['UUID', 'SafeUUID']),
  ...of('re', ['_compile', 'RegexFlag', 'Pattern']),
  ...of('_codecs', ['encode']),
  ...of('_io', ['BytesIO', 'StringIO']),
  ...of('io', ['BytesIO', 'StringIO']),
  ...of('array', ['array', '_array_reconstructor']),
  ...of('types', [
    ...['SimpleNamespace', 'MappingProxyType', 'GenericAlias', 'NoneType', 'UnionType'],
    ...['EllipsisType'],
  ]),
  ...of('pathlib', [
    ...['Path', 'PosixPath', 'WindowsPath', 'PurePath', 'PurePosixPath', 'PureWindowsPath'],
  ]),
  ...of('pathlib._local', ['Path', 'PosixPath', 'WindowsPath', 'PurePosixPath']),
  ...of('functools', ['partialmethod', 'cached_property', 'cmp_to_key', 'wraps', 'lru_cache']),
  ...of('operator', ['itemgetter', 'add', 'sub', 'mul', 'truediv', 'eq', 'lt', 'gt', 'le', 'ge']),
  ...of('random', ['Random', 'SystemRandom']),
  ...of('logging', ['getLogger', 'Logger', 'RootLogger', '_loggerClass']),
  ...of('argparse', ['Namespace']),
  ...of('string', ['Template', 'Formatter']),
  ...of('inspect', ['Signature', 'Parameter', '_ParameterKind', '_empty']),
  ...of('pickle', ['PickleBuffer']),
  ...of('_struct', ['Struct']),
  ...of('zoneinfo', ['ZoneInfo', 'ZoneInfo._unpickle']),
  ...of('ipaddress', ['IPv4Address', 'IPv6Address', 'IPv4Network', 'IPv6Network']),
  ...of('_thread', ['RLock', 'lock']),
  ...of('dataclasses', ['_MISSING_TYPE', 'Field', '_FIELD_BASE', '_HAS_DEFAULT_FACTORY_CLASS']),
  ...of('pytz', ['_UTC', '_p', 'UTC']),
  ...of('torch.storage', ['_load_from_bytes', 'TypedStorage', 'UntypedStorage']),
  ...of('torch', ['device', 'Size', 'Tensor', 'Generator', 'dtype', 'layout', 'memory_format']),
  ...of('torch', ['FloatTensor', 'Graph', 'Stream', 'SymInt', 'strided', 'sparse_coo', 'qscheme']),
  ...of('torch._tensor', ['_rebuild_from_type_v2', 'Tensor']),
  ...of('torch.tensor', ['_rebuild_from_type']),
  ...of('torch.jit._pickle', [
    ...['build_intlist', 'build_tensorlist', 'build_doublelist', 'build_boollist'],
    ...['build_tensor_from_id', 'restore_type_tag'],
  ]),
  ...of('torch.torch_version', ['TorchVersion']),
  ...of('numpy.random._pickle', [
    ...['__randomstate_ctor', '__generator_ctor', '__bit_generator_ctor'],
  ]),
  ...of('numpy.ma.core', ['_mareconstruct', 'MaskedArray']),
  ...of('joblib.numpy_pickle', ['NumpyArrayWrapper', 'NDArrayWrapper', 'ZNDArrayWrapper']),
  ...of('joblib.numpy_pickle_compat', ['NDArrayWrapper', 'ZNDArrayWrapper']),
  ...of('tensorflow.python.framework.dtypes', ['as_dtype', 'DType']),
  ...of('tensorflow.python.framework.tensor_shape', ['TensorShape', 'Dimension']),
])

/** Names of a whole family, by their pattern; each runs in time linear in the name. */
export const ORDINARY_PATTERNS: readonly RegExp[] = [
  /^torch(?:\.cuda)?\.[A-Z][A-Za-z0-9]{0,20}(?:Storage|Tensor)$/,
  /^torch\.(?:float|double|half|bfloat16|int|long|short|bool|uint|complex|quint|qint|float\w{1,12})\d{0,3}$/,
  /^torch\._utils\._rebuild_[a-z_0-9]{1,40}$/,
  /^numpy(?:\._?core)?(?:\.(?:multiarray|numeric|_internal|numerictypes))?\.(?:_reconstruct|scalar|_frombuffer|ndarray|dtype|bool_?|u?int(?:\d{1,3}|c|p)?|u?longlong|u?byte|u?short|float\d{0,3}|half|single|double|longdouble|c?longfloat|complex\d{0,3}|csingle|cdouble|str_?|bytes_?|unicode_?|void|object_?|datetime64|timedelta64|matrix|recarray|record|generic|number)$/,
  /^_loss\.(?:__pyx_unpickle_)?Cy[A-Za-z0-9]{1,60}$/, // as Cython names scikit-learn's own
  /^__torch__(?:\.[A-Za-z_0-9]{1,80}){1,12}$/,
]

/** Libraries whose classes stand in ordinary pickles of models. */
export const MODEL_LIBRARIES: ReadonlySet<string> = new Set([
  ...['sklearn', 'numpy', 'scipy', 'pandas', 'torch', 'torchvision', 'torchaudio', 'torchtext'],
  ...['transformers', 'tokenizers', 'accelerate', 'peft', 'diffusers', 'datasets', 'trl', 'timm'],
  ...['sentence_transformers', 'fastai', 'fastcore', 'fastprogress', 'keras', 'tf_keras'],
  ...['tensorflow', 'jax', 'flax', 'optax', 'xgboost', 'lightgbm', 'catboost', '_catboost'],
  ...['imblearn', 'category_encoders', 'statsmodels', 'pytorch_lightning', 'lightning'],
  ...['lightning_fabric', 'lightning_utilities', 'torchmetrics', 'omegaconf', 'ultralytics'],
  ...['mmengine', 'mmcv', 'detectron2', 'gensim', 'spacy', 'thinc', 'nltk', 'gym', 'gymnasium'],
  ...['stable_baselines3', 'sb3_contrib', 'skopt', 'hdbscan', 'umap', 'pynndescent', 'prophet'],
  ...['ml_collections', 'easydict', 'addict', 'yacs', 'bitsandbytes', 'deepspeed', 'fairseq'],
  ...['flair', 'optuna', 'shap', 'networkx', 'patsy', 'pyarrow', 'polars', 'xarray', 'skorch'],
  ...['allennlp', 'espnet', 'espnet2', 'nemo', 'speechbrain', 'monai', 'pyro', 'gpytorch'],
  ...['botorch', 'sktime', 'tslearn', 'tsfresh', 'pmdarima', 'mlxtend', 'interpret', 'pycaret'],
  ...['feature_engine', 'sklearn_pandas', 'skl2onnx', 'econml', 'causalml', 'surprise', 'implicit'],
  ...['lightfm', 'nmslib', 'faiss', 'sympy', 'pint', 'pytz', 'dateutil', 'six', 'attr', 'attrs'],
  ...['scikeras', 'deap', 'tpot', 'autogluon', 'h2o', 'torch_geometric', 'dgl', 'open_clip'],
  ...['whisper', 'pyannote', 'segmentation_models_pytorch', 'albumentations', 'kornia', 'einops'],
])

/** Modules in those libraries that do more than model: a name below one of them is not known. */
export const FOREIGN_SEGMENTS: ReadonlySet<string> = new Set([
  ...['testing', '_testing', 'tests', 'test', 'distutils', '_distutils', 'f2py', 'io', '_io'],
  ...['datasets', 'cpp_extension', 'tensorboard', 'hub', 'multiprocessing', 'launch', 'launcher'],
  ...['cli', 'commands', 'command', 'setup', '_build', 'build', 'download', 'downloader'],
  ...['codecache', 'subprocess', 'package', 'onnx', 'profiler', 'bottleneck', 'datapipes'],
])

/** Functions of those libraries that rebuild an object; anything else with a small letter is called by no pickle. */
export const REBUILDERS =
  /^(?:__pyx_unpickle_\w{1,60}|_{0,2}(?:unpickle|reconstruct|rebuild|from_pickle|new_[A-Z]|nat_unpickle)\w{0,40}|newObj|_frombuffer|csr_matrix|csc_matrix|coo_matrix|bsr_matrix|dia_matrix|dok_matrix|lil_matrix|(?:csr|csc|coo)_array|interp1d|rv_\w{1,20}|\w{1,40}_(?:gen|frozen)|_?as_dtype|_fromnxarray)$/

function of(module: string, names: readonly string[]): readonly string[] {
  return names.map((name) => `${module}.${name}`)
}

function builtins(names: readonly string[]): readonly string[] {
  return [...of('builtins', names), ...of('__builtin__', names)]
}
