// Names of fields by the messages that they stand in, for the files that models are saved as.
// https://github.com/tensorflow/tensorflow/tree/v2.21.0/tensorflow/core/protobuf and …/core/framework;
// https://github.com/onnx/onnx/blob/v1.19.0/onnx/onnx.proto

/** A field's name, and the message in it; null for one that is no message. */
type Row = readonly [number: number, name: string, message?: string]

const ROWS: Readonly<Record<string, readonly Row[]>> = {
  SavedModel: [
    [1, 'saved_model_schema_version'],
    [2, 'meta_graphs', 'MetaGraphDef'],
  ],
  MetaGraphDef: [
    [1, 'meta_info_def', 'MetaInfoDef'],
    [2, 'graph_def', 'GraphDef'],
    [3, 'saver_def'],
    [4, 'collection_def'],
    [5, 'signature_def'],
    [6, 'asset_file_def'],
    [7, 'object_graph_def', 'SavedObjectGraph'],
  ],
  MetaInfoDef: [
    [1, 'meta_graph_version'],
    [2, 'stripped_op_list'],
    [4, 'tags'],
    [5, 'tensorflow_version'],
    [6, 'tensorflow_git_version'],
    [7, 'stripped_default_attrs'],
    [8, 'function_aliases'],
  ],
  GraphDef: [
    [1, 'node', 'NodeDef'],
    [2, 'library', 'FunctionDefLibrary'],
    [3, 'version'],
    [4, 'versions'],
    [5, 'debug_info'],
  ],
  NodeDef: [
    [1, 'name'],
    [2, 'op'],
    [3, 'input'],
    [4, 'device'],
    [5, 'attr', 'AttrEntry'],
    [6, 'experimental_debug_info'],
    [7, 'experimental_type'],
  ],
  AttrEntry: [
    [1, 'key'],
    [2, 'value', 'AttrValue'],
  ],
  AttrValue: [
    [1, 'list'],
    [2, 's'],
    [3, 'i'],
    [4, 'f'],
    [5, 'b'],
    [6, 'type'],
    [7, 'shape'],
    [8, 'tensor', 'TensorProto'],
    [9, 'placeholder'],
    [10, 'func'],
  ],
  TensorProto: [
    [1, 'dtype'],
    [2, 'tensor_shape'],
    [3, 'version_number'],
    [4, 'tensor_content'],
    [5, 'float_val'],
    [7, 'int_val'],
    [8, 'string_val'],
  ],
  FunctionDefLibrary: [
    [1, 'function', 'FunctionDef'],
    [2, 'gradient'],
  ],
  FunctionDef: [
    [1, 'signature', 'OpDef'],
    [3, 'node_def', 'NodeDef'],
    [4, 'ret'],
    [5, 'attr', 'AttrEntry'],
    [6, 'control_ret'],
    [7, 'arg_attr'],
  ],
  OpDef: [
    [1, 'name'],
    [2, 'input_arg'],
    [3, 'output_arg'],
    [4, 'attr'],
  ],
  SavedObjectGraph: [
    [1, 'nodes', 'SavedObject'],
    [2, 'concrete_functions'],
  ],
  SavedObject: [
    [1, 'children'],
    [3, 'slot_variables'],
    [4, 'user_object', 'SavedUserObject'],
    [5, 'asset'],
    [6, 'function'],
    [7, 'variable'],
    [8, 'bare_concrete_function'],
    [9, 'constant'],
    [10, 'resource'],
    [11, 'saveable_objects'],
  ],
  SavedUserObject: [
    [1, 'identifier'],
    [2, 'version'],
    [3, 'metadata'],
  ],
  ModelProto: [
    [1, 'ir_version'],
    [2, 'producer_name'],
    [3, 'producer_version'],
    [4, 'domain'],
    [5, 'model_version'],
    [6, 'doc_string'],
    [7, 'graph', 'GraphProto'],
    [8, 'opset_import'],
    [14, 'metadata_props'],
    [25, 'functions'],
  ],
  GraphProto: [
    [1, 'node', 'NodeProto'],
    [2, 'name'],
    [5, 'initializer'],
    [10, 'doc_string'],
    [11, 'input'],
    [12, 'output'],
    [13, 'value_info'],
  ],
  NodeProto: [
    [1, 'input'],
    [2, 'output'],
    [3, 'name'],
    [4, 'op_type'],
    [5, 'attribute'],
    [7, 'domain'],
  ],
}

export interface FieldName {
  readonly name: string
  /** The type of the message in the field; null when it is none, or not known here. */
  readonly message: string | null
}

export const MESSAGE_FIELDS: ReadonlyMap<string, ReadonlyMap<number, FieldName>> = new Map(
  Object.entries(ROWS).map(([message, rows]) => [
    message,
    new Map(rows.map(([number, name, inner = null]) => [number, { name, message: inner }])),
  ]),
)
