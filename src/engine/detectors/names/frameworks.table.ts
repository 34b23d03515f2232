import type { Capability } from './Capability.ts'

/** The names by which code reaches a framework, and what the tables below call it. */
export const FRAMEWORK_ROOTS: ReadonlyMap<string, Framework> = new Map<string, Framework>([
  ['tf', 'tf'],
  ['tensorflow', 'tf'],
  ['ktf', 'tf'],
  ['tensorflow_core', 'tf'],
  ['keras', 'keras'],
  ['tf_keras', 'keras'],
  ['K', 'keras.backend'],
  ['backend', 'keras.backend'],
  ['KTF', 'keras.backend'],
  ['kb', 'keras.backend'],
  ['layers', 'keras.layers'],
  ['ops', 'keras.ops'],
  ['nn', 'tf.nn'],
  ['np', 'np'],
  ['numpy', 'np'],
  ['_np', 'np'],
  ['jnp', 'np'],
  ['jax', 'np'],
  ['tfp', 'np'],
  ['tensorflow_probability', 'np'],
  ['tfa', 'np'],
  ['tensorflow_addons', 'np'],
  ['tensorflow_text', 'np'],
  ['math', 'np'],
  ['theano', 'np'],
  ['T', 'np'],
  ['keras_contrib', 'keras'],
  ['keras_cv', 'keras'],
  ['keras_nlp', 'keras'],
  ['keras_hub', 'keras'],
])

/** Of these, words that stand for something else inside a framework: `tf.math`, `keras.layers`. */
export const WORDS_AS_ROOTS: ReadonlySet<string> = new Set([
  ...['backend', 'layers', 'ops', 'nn', 'math', 'K', 'KTF', 'kb', 'T'],
])

export type Framework =
  'tf' | 'tf.nn' | 'keras' | 'keras.backend' | 'keras.layers' | 'keras.ops' | 'np'

/** Segments that only name a version or the inside of a framework. */
export const PASSED_SEGMENTS: ReadonlySet<string> = new Set([
  ...['compat', 'v1', 'v2', '_v2', 'src', 'api', '_api', 'python', 'contrib'],
])

/** Parts of TensorFlow's public symbols (2.21), a name and everything below it, by what they do. */
export const TENSORFLOW_NAMES: ReadonlyMap<string, Capability> = new Map([
  ...all('native', [
    ...['load_library', 'load_op_library', 'load_file_system_library', 'sysconfig'],
    ...['framework.load_library', 'load_pluggable_device_library'],
    ...['lite.experimental.load_delegate', 'xla.experimental', 'tpu'],
  ]),
  ...all('process', ['__internal__.distribute.multi_process_runner', '__internal__.distribute']),
  ...all('dynamic', ['autograph.to_graph', 'autograph.to_code']),
  ...all('loader', ['framework.import_graph_def', 'framework.importer']),
  ...all('loader', [
    ...['saved_model.load', 'saved_model.loader', 'saved_model.load_v2'],
    ...['__internal__.saved_model', 'import_graph_def', 'graph_util.import_graph_def'],
    ...['mlir.experimental', 'lite.TFLiteConverter', 'lite.Interpreter', 'train.import_meta_graph'],
    ...['quantization.experimental', 'gfile.FastGFile'],
    ...['raw_ops.DatasetFromGraph'],
  ]),
  ...all('file', [
    ...['io.write_file', 'io.write_graph', 'io.TFRecordWriter', 'data.experimental.TFRecordWriter'],
    ...['io.gfile', 'gfile', 'saved_model.save', 'saved_model.simple_save', 'train.write_graph'],
    ...['summary.create_file_writer', 'summary.trace_export', 'summary.FileWriter'],
    ...['debugging.experimental.enable_dump_debug_info', 'profiler.experimental.start'],
    ...['experimental.dtensor.name_based_save', 'experimental.dtensor.sharded_save'],
    ...['lib.io', 'platform.gfile', 'ops.io_ops.write_file', 'ops.gen_io_ops.write_file'],
    ...['raw_ops.WriteFile', 'raw_ops.Save', 'raw_ops.SaveV2', 'raw_ops.SaveSlices'],
    ...['raw_ops.ShardedFilename', 'raw_ops.MergeV2Checkpoints', 'raw_ops.SaveDataset'],
    ...['raw_ops.SaveDatasetV2', 'raw_ops.SnapshotDataset', 'raw_ops.SnapshotDatasetV2'],
    ...['raw_ops.DatasetToTFRecord', 'raw_ops.WriteSummary', 'raw_ops.CreateSummaryFileWriter'],
    ...['raw_ops.DebugIdentityV2', 'raw_ops.DebugIdentityV3', 'raw_ops.DebugNanCount'],
    ...['write_file', 'train.Checkpoint', 'train.Saver', 'train.CheckpointManager'],
  ]),
  ...all('network', [
    ...['rpc_server', 'rpc_client', 'rpc_call', 'distribute.experimental.rpc', 'distribute.Server'],
    ...['config.experimental_connect_to_cluster', 'config.experimental_connect_to_host'],
    ...['data.experimental.service', 'distribute.cluster_resolver', 'train.Server'],
    ...['profiler.experimental.server', 'profiler.experimental.client'],
    ...['raw_ops.RpcServer', 'raw_ops.RpcServerStart', 'raw_ops.RpcServerRegister'],
    ...['raw_ops.RpcClient', 'raw_ops.RpcCall', 'raw_ops.RpcGetValue', 'raw_ops.Rpc'],
    ...['raw_ops.TryRpc', 'raw_ops.DataServiceDataset', 'raw_ops.DataServiceDatasetV2'],
    ...['raw_ops.CreateSummaryDbWriter'],
  ]),
  ...all('reading', [
    ...['io.read_file', 'read_file', 'io.matching_files', 'io.match_filenames_once', 'data'],
    ...['train.load_checkpoint', 'train.latest_checkpoint', 'train.get_checkpoint_state'],
    ...['train.checkpoints_iterator', 'train.list_variables', 'train.load_variable'],
    ...['lookup.TextFileInitializer', 'saved_model', 'feature_column'],
    ...['resource_loader', 'ops.io_ops.read_file', 'ops.gen_io_ops.read_file'],
    ...['raw_ops.ReadFile', 'raw_ops.MatchingFiles', 'raw_ops.Restore', 'raw_ops.RestoreV2'],
    ...['raw_ops.RestoreSlice', 'raw_ops.LoadDataset', 'raw_ops.LoadDatasetV2'],
    ...['raw_ops.TextLineDataset', 'raw_ops.TFRecordDataset', 'raw_ops.TFRecordDatasetV2'],
    ...['raw_ops.FixedLengthRecordDataset', 'raw_ops.FixedLengthRecordDatasetV2'],
    ...['raw_ops.ImmutableConst', 'raw_ops.SqlDataset', 'raw_ops.CSVDataset'],
    ...['raw_ops.LMDBDataset', 'raw_ops.LMDBReader', 'raw_ops.WholeFileReader'],
    ...['raw_ops.WholeFileReaderV2'],
    ...['raw_ops.InitializeTableFromTextFile', 'raw_ops.InitializeTableFromTextFileV2'],
  ]),
  ...all('review', [
    ...['py_function', 'numpy_function', 'py_func', 'print', 'summary', 'config', 'debugging'],
    ...['ops.script_ops', 'raw_ops.PyFunc', 'raw_ops.PyFuncStateless', 'raw_ops.EagerPyFunc'],
    ...['raw_ops.PrintV2', 'raw_ops.XlaCallModule', 'raw_ops.TRTEngineOp', 'raw_ops.Abort'],
    ...['distribute', 'profiler', 'experimental.dtensor'],
    ...['io.decode_image', 'io.decode_jpeg', 'io.decode_png', 'io.decode_gif', 'io.decode_bmp'],
    ...['io.decode_raw', 'io.decode_csv', 'io.decode_base64', 'io.decode_compressed'],
    ...['io.decode_and_crop_jpeg', 'io.decode_json_example', 'io.decode_proto', 'io.decode_webp'],
    ...['image.decode_image', 'image.decode_jpeg', 'image.decode_png', 'decode_base64'],
  ]),
])

/** Names of Keras, a name and everything below it. */
export const KERAS_NAMES: ReadonlyMap<string, Capability> = new Map([
  ...all('network', [
    'utils.get_file',
    'utils.data_utils.get_file',
    'utils.file_utils',
    'datasets',
  ]),
  ...all('switch', ['config.enable_unsafe_deserialization', 'enable_unsafe_deserialization']),
  ...all('file', [
    ...['preprocessing.image_dataset_from_directory', 'utils.image_dataset_from_directory'],
    ...['preprocessing.text_dataset_from_directory', 'utils.text_dataset_from_directory'],
    ...['utils.audio_dataset_from_directory', 'utils.save_img', 'preprocessing.image.save_img'],
    ...['models.save_model', 'saving.save_model', 'saving.save_weights'],
  ]),
  ...all('loader', [
    ...['models.load_model', 'saving.load_model', 'saving.load_weights', 'models.model_from_json'],
    ...['models.model_from_yaml', 'models.model_from_config', 'layers.TFSMLayer'],
    ...['saving.deserialize_keras_object', 'utils.deserialize_keras_object'],
    ...['layers.TorchModuleWrapper'],
  ]),
  ...all('reading', ['utils.load_img', 'preprocessing.image.load_img']),
])

/** Names that mean the same wherever they stand in Keras: in its private modules, and behind another name of it. */
export const KERAS_INSIDE: ReadonlyMap<string, Capability> = new Map([
  ...all('network', ['get_file']),
  ...all('switch', ['enable_unsafe_deserialization']),
  ...all('dynamic', ['func_load', 'deserialize_model_from_bytecode']),
  ...all('file', ['save_model', 'save_weights', 'save_img']),
  ...all('loader', [
    ...['load_model', 'load_weights', 'model_from_json', 'model_from_yaml', 'model_from_config'],
    ...['deserialize_keras_object', 'TFSMLayer', 'TorchModuleWrapper'],
  ]),
  ...all('reading', ['load_img']),
])

/** Names of NumPy, a name and everything below it. */
export const NUMPY_NAMES: ReadonlyMap<string, Capability> = new Map([
  ...all('process', ['f2py', 'distutils', 'testing._private', 'testing.rundocs', 'test']),
  ...all('native', ['ctypeslib']),
  ...all('dynamic', [
    ...['load', 'loads', 'lib.npyio', 'lib.format', 'ma.load', 'ma.loads', 'safe_eval'],
    ...['lib.utils.safe_eval', 'testing.runstring', 'testing.measure', 'lookfor'],
  ]),
  ...all('review', [
    ...['pure_callback', 'experimental.io_callback', 'experimental.host_callback'],
    ...['debug.callback', 'debug.print', 'profiler'],
  ]),
  ...all('network', ['distributed']),
  ...all('file', [
    ...['save', 'savez', 'savez_compressed', 'savetxt', 'loadtxt', 'genfromtxt', 'fromfile'],
    ...['memmap', 'DataSource', 'lib.format.open_memmap', 'fromregex', 'lib._datasource'],
    ...['rec.fromfile', 'core.records.fromfile', 'lib.npyio.DataSource'],
  ]),
])

/** Keras' functions that have no business in a model's configuration: `NON_MODELING_APIS` of Keras 3.15, and kin. */
export const KERAS_FOREIGN_TO_MODELS: ReadonlySet<string> = new Set([
  ...['clear_session', 'enable_unsafe_deserialization', 'load_model', 'model_from_json'],
  ...['model_from_yaml', 'model_from_config', 'save_model', 'load_img', 'save_img', 'get_file'],
  ...['image_dataset_from_directory', 'text_dataset_from_directory', 'load_weights'],
  ...['audio_dataset_from_directory', 'deserialize_keras_object', 'serialize_keras_object'],
  ...['register_keras_serializable', 'save_weights', 'get_json_type', 'run_command', 'pip'],
])

function all(capability: Capability, names: readonly string[]): [string, Capability][] {
  return names.map((name) => [name, capability])
}
