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
    ...['lite.experimental.load_delegate', 'xla.experimental', 'tpu'],
  ]),
  ...all('process', ['__internal__.distribute.multi_process_runner', '__internal__.distribute']),
  ...all('dynamic', ['autograph.to_graph', 'autograph.to_code']),
  ...all('loader', [
    ...['saved_model.load', 'saved_model.loader', 'saved_model.load_v2'],
    ...['__internal__.saved_model', 'import_graph_def', 'graph_util.import_graph_def'],
    ...['mlir.experimental', 'lite.TFLiteConverter', 'lite.Interpreter', 'train.import_meta_graph'],
    ...['quantization.experimental', 'gfile.FastGFile'],
  ]),
  ...all('file', [
    ...['io.write_file', 'io.write_graph', 'io.TFRecordWriter', 'data.experimental.TFRecordWriter'],
    ...['io.gfile', 'gfile', 'saved_model.save', 'saved_model.simple_save', 'train.write_graph'],
    ...['summary.create_file_writer', 'summary.trace_export', 'summary.FileWriter'],
    ...['debugging.experimental.enable_dump_debug_info', 'profiler.experimental.start'],
    ...['experimental.dtensor.name_based_save', 'experimental.dtensor.sharded_save'],
    ...['write_file', 'train.Checkpoint', 'train.Saver', 'train.CheckpointManager'],
  ]),
  ...all('network', [
    ...['rpc_server', 'rpc_client', 'rpc_call', 'distribute.experimental.rpc', 'distribute.Server'],
    ...['config.experimental_connect_to_cluster', 'config.experimental_connect_to_host'],
    ...['data.experimental.service', 'distribute.cluster_resolver', 'train.Server'],
    ...['profiler.experimental.server', 'profiler.experimental.client'],
  ]),
  ...all('reading', [
    ...['io.read_file', 'read_file', 'io.matching_files', 'io.match_filenames_once', 'data'],
    ...['train.load_checkpoint', 'train.latest_checkpoint', 'train.get_checkpoint_state'],
    ...['train.checkpoints_iterator', 'train.list_variables', 'train.load_variable'],
    ...['lookup.TextFileInitializer', 'saved_model', 'feature_column'],
  ]),
  ...all('review', [
    ...['py_function', 'numpy_function', 'py_func', 'print', 'summary', 'config', 'debugging'],
    ...['distribute', 'profiler', 'experimental.dtensor'],
    ...['io.decode_image', 'io.decode_jpeg', 'io.decode_png', 'io.decode_gif', 'io.decode_bmp'],
    ...['io.decode_raw', 'io.decode_csv', 'io.decode_base64', 'io.decode_compressed'],
    ...['io.decode_and_crop_jpeg', 'io.decode_json_example', 'io.decode_proto', 'io.decode_webp'],
    ...['image.decode_image', 'image.decode_jpeg', 'image.decode_png', 'decode_base64'],
  ]),
])

/** Names of the review list above that only turn bytes in memory into tensors. */
export function isDecoder(name: string): boolean {
  return /(^|\.)decode_[a-z_]+$/.test(name)
}

/** Names of Keras, a name and everything below it. */
export const KERAS_NAMES: ReadonlyMap<string, Capability> = new Map([
  ...all('network', ['utils.get_file', 'utils.data_utils.get_file', 'utils.file_utils']),
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

/** Names of NumPy, a name and everything below it. */
export const NUMPY_NAMES: ReadonlyMap<string, Capability> = new Map([
  ...all('process', ['f2py', 'distutils', 'testing._private', 'testing.rundocs']),
  ...all('native', ['ctypeslib']),
  ...all('dynamic', ['load', 'lib.npyio', 'lib.format']),
  ...all('file', [
    ...['save', 'savez', 'savez_compressed', 'savetxt', 'loadtxt', 'genfromtxt', 'fromfile'],
    ...['memmap', 'DataSource', 'lib.format.open_memmap', 'fromregex'],
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
