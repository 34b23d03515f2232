// Operations of TensorFlow 2.21 that reach out of the graph, by what they do, and where each holds its target:
// `name@2` is the third input, `name@attr` an attribute. A `?` ends what is worth showing and no target.
// effectOps.golden.json, made by scripts/protobuf/tensorflow_ops.py, says that the names are TensorFlow's own.

/** Reads files, or lists folders. */
export const READS = `
  ReadFile filename@0
  MatchingFiles pattern@0
  MatchingFilesDataset patterns@0
  ExperimentalMatchingFilesDataset patterns@0
  WholeFileReader
  WholeFileReaderV2
  TextLineReader
  TextLineReaderV2
  TFRecordReader
  TFRecordReaderV2
  FixedLengthRecordReader
  FixedLengthRecordReaderV2
  LMDBReader
  TextLineDataset filenames@0
  TFRecordDataset filenames@0
  TFRecordDatasetV2 filenames@0
  FixedLengthRecordDataset filenames@0
  FixedLengthRecordDatasetV2 filenames@0
  CSVDataset filenames@0
  CSVDatasetV2 filenames@0
  ExperimentalCSVDataset filenames@0
  LMDBDataset filenames@0
  ExperimentalLMDBDataset filenames@0
  SqlDataset data_source_name@1 driver_name@0? query@2?
  ExperimentalSqlDataset data_source_name@1 driver_name@0? query@2?
  LoadDataset path@0
  SnapshotDataset path@1 reader_path_prefix@attr writer_path_prefix@attr
  SnapshotDatasetV2 path@1 reader_prefix@attr writer_prefix@attr
  SnapshotDatasetReader shard_dir@0
  SnapshotChunkDataset chunk_file@0
  ListSnapshotChunksDataset snapshot_path@0
  CacheDataset filename@1
  CacheDatasetV2 filename@1
  RecordInput file_pattern@attr
  Skipgram filename@attr
  FixedUnigramCandidateSampler vocab_file@attr
  GenerateVocabRemapping new_vocab_file@0 old_vocab_file@1
  LoadAndRemapMatrix ckpt_path@0
  InitializeTableFromTextFile filename@1
  InitializeTableFromTextFileV2 filename@1
  ImmutableConst memory_region_name@attr
  Restore file_pattern@0 tensor_name@1?
  RestoreSlice file_pattern@0 tensor_name@1?
  RestoreV2 prefix@0
  DTensorRestoreV2 prefix@0
  DecodeProtoV2 descriptor_source@attr
  EncodeProto descriptor_source@attr
`

/** Writes files, or folders. */
export const WRITES = `
  WriteFile filename@0 contents@1?
  Save filename@0
  SaveSlices filename@0
  SaveV2 prefix@0
  MergeV2Checkpoints destination_prefix@1 checkpoint_prefixes@0?
  SaveDataset path@1
  SaveDatasetV2 path@1
  DatasetToTFRecord filename@1
  ExperimentalDatasetToTFRecord filename@1
  CreateSummaryFileWriter logdir@1 filename_suffix@4?
  CreateSummaryDbWriter db_uri@1
  WriteSummary tag@3?
  WriteRawProtoSummary
  ImportEvent
  DumpTensor log_dir_path@attr file_name@attr
  CalibrationStatisticsSaver output_file_path@attr
  FileSystemSetConfiguration scheme@0 key@1? value@2?
  PrintV2 output_stream@attr input@0?
  DebugIdentity debug_urls@attr
  DebugIdentityV2 debug_urls@attr
  DebugIdentityV3 debug_urls@attr
  DebugNanCount debug_urls@attr
  DebugNumericSummary debug_urls@attr
  Copy debug_ops_spec@attr
  CopyHost debug_ops_spec@attr
`

/** Speaks with other machines, or has them compute. */
export const CONNECTIONS = `
  RpcServer server_address@0
  RpcServerStart
  RpcServerRegister method_name@1?
  RpcClient server_address@0
  RpcCall method_name@1?
  DataServiceDataset address@2 protocol@3?
  DataServiceDatasetV2 address@2 protocol@3?
  DataServiceDatasetV3 address@2 protocol@3?
  DataServiceDatasetV4 address@2 protocol@3?
  RegisterDataset address@1 protocol@2?
  RegisterDatasetV2 address@1 protocol@2?
  DistributedSave address@2 directory@1
  Send send_device@attr? recv_device@attr?
  Recv send_device@attr? recv_device@attr?
  _Send send_device@attr? recv_device@attr?
  _Recv send_device@attr? recv_device@attr?
  _HostSend send_device@attr? recv_device@attr?
  _HostRecv send_device@attr? recv_device@attr?
  CollectiveAllToAllV2
  CollectiveAllToAllV3
  CollectiveAssignGroupV2
  CollectiveBcastRecv
  CollectiveBcastRecvV2
  CollectiveBcastSend
  CollectiveBcastSendV2
  CollectiveGather
  CollectiveGatherV2
  CollectiveInitializeCommunicator
  CollectivePermute
  CollectiveReduce
  CollectiveReduceScatterV2
  CollectiveReduceV2
  CollectiveReduceV3
  ConfigureDistributedTPU
  TPUCompile
  _TPUCompileMlir
  RemoteCall target@0
  XlaHostCompute key@attr?
  _XlaHostComputeMlir
`

/** Runs what is no operation of TensorFlow: functions of the process, or native code. */
export const FOREIGN_CODE = `
  PyFunc token@attr?
  PyFuncStateless token@attr?
  EagerPyFunc token@attr?
  XlaCustomCall target_name@attr?
  XlaCustomCallV2 call_target_name@attr?
  XlaCallModule
  MlirPassthroughOp
  TRTEngineOp
`

/** Runs a graph that stands in a text of this one. */
export const HIDDEN_GRAPHS = `
  DatasetFromGraph
`

/** Ends, delays or fills whatever runs it. */
export const DENIALS = `
  Abort error_msg@attr?
  SleepDataset sleep_microseconds@1?
  ExperimentalSleepDataset sleep_microseconds@1?
  Barrier
  Timestamp
`
