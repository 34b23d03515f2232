// Public symbols of TensorFlow 2.21 that a TFOpLambda layer can name, a name and everything below it, by what they
// do. `compat.v1` and `compat.v2` are taken off before; `raw_ops` are the operations of graphs.

export type SymbolGroup =
  'native' | 'python' | 'loader' | 'write' | 'read' | 'network' | 'effect' | 'ordinary'

const GROUPS: Readonly<Record<SymbolGroup, string>> = {
  native: `
    load_library load_op_library load_file_system_library sysconfig lite.experimental.load_delegate
    __internal__.distribute.multi_process_runner autograph.to_graph autograph.to_code
  `,
  python: `py_function numpy_function py_func`,
  loader: `
    saved_model.load saved_model.load_v2 saved_model.loader __internal__.saved_model import_graph_def
    graph_util.import_graph_def mlir lite.TFLiteConverter lite.Interpreter lite.toco_convert
    train.import_meta_graph quantization.experimental keras.models keras.saving keras.layers.TFSMLayer
    keras.layers.Lambda
  `,
  write: `
    io.write_file io.write_graph io.TFRecordWriter data.experimental.TFRecordWriter io.gfile gfile saved_model.save
    saved_model.simple_save saved_model.builder saved_model.Builder train.write_graph write_file python_io
    summary.create_file_writer summary.FileWriter summary.trace_export summary.create_db_writer
    debugging.experimental.enable_dump_debug_info experimental.dtensor.name_based_save
    experimental.dtensor.sharded_save profiler.experimental.start profiler.profile train.Checkpoint train.Saver
    train.CheckpointManager data.Dataset.save data.experimental.save keras.utils.save_img
    keras.preprocessing.image.save_img
  `,
  read: `
    io.read_file read_file io.matching_files matching_files io.match_filenames_once io.gfile.glob io.gfile.listdir
    io.gfile.walk io.gfile.stat io.gfile.exists io.gfile.isdir gfile.Glob gfile.ListDirectory gfile.Walk gfile.Stat
    gfile.Exists gfile.IsDirectory data io.tf_record_iterator WholeFileReader TextLineReader TFRecordReader
    FixedLengthRecordReader IdentityReader LMDBReader train.load_checkpoint train.latest_checkpoint
    train.get_checkpoint_state train.checkpoints_iterator train.list_variables train.load_variable
    train.NewCheckpointReader train.string_input_producer train.match_filenames_once lookup.TextFileInitializer
    feature_column saved_model keras.utils.load_img keras.preprocessing resource_loader
  `,
  network: `
    rpc_server rpc_server_start rpc_server_register rpc_client rpc_call distribute.experimental.rpc distribute.Server
    train.Server config.experimental_connect_to_cluster config.experimental_connect_to_host data.experimental.service
    distribute.cluster_resolver profiler.experimental.server profiler.experimental.client keras.utils.get_file
    tpu.experimental.initialize_tpu_system
  `,
  effect: `
    print Print config debugging summary sysconfig experimental.dtensor distribute profiler
  `,
  ordinary: `
    math nn image linalg signal strings sparse ragged bitwise sets random experimental.numpy dtypes audio __operators__
    quantization io.decode_raw io.decode_csv io.decode_base64 io.decode_compressed io.decode_image io.decode_jpeg
    io.decode_png io.decode_gif io.decode_bmp io.decode_webp io.decode_and_crop_jpeg io.decode_json_example
    io.decode_proto io.encode_base64 io.encode_jpeg io.encode_png io.encode_proto io.extract_jpeg_shape
    io.is_jpeg io.parse_example io.parse_single_example io.parse_sequence_example io.parse_single_sequence_example
    io.parse_tensor io.serialize_tensor io.serialize_sparse io.serialize_many_sparse io.deserialize_many_sparse
    keras nest autodiff train.exponential_decay losses metrics initializers debugging.assert_all_finite
    debugging.assert_equal debugging.assert_greater debugging.assert_greater_equal debugging.assert_integer
    debugging.assert_less debugging.assert_less_equal debugging.assert_near debugging.assert_negative
    debugging.assert_non_negative debugging.assert_non_positive debugging.assert_none_equal debugging.assert_positive
    debugging.assert_rank debugging.assert_rank_at_least debugging.assert_rank_in debugging.assert_same_float_dtype
    debugging.assert_scalar debugging.assert_shapes debugging.assert_type debugging.check_numerics debugging.Assert
    debugging.is_numeric_tensor layers contrib.layers lookup xla.experimental.compile tpu.cross_replica_sum
    distributions manip spectral
  `,
}

/** What the symbols and everything below them do. */
export const SYMBOLS: ReadonlyMap<string, SymbolGroup> = new Map([
  ...named('ordinary'),
  ...named('effect'),
  ...named('read'),
  ...named('network'),
  ...named('write'),
  ...named('loader'),
  ...named('python'),
  ...named('native'),
])

function named(group: SymbolGroup): readonly (readonly [string, SymbolGroup])[] {
  const names = GROUPS[group].trim().split(/\s+/)
  return names.map((name) => [name, group] as const)
}
