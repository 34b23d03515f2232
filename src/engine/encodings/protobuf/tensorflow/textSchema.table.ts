// The messages of a SavedModel that are read, for its text form. Field numbers of TensorFlow 2.21; fields that no
// reader here looks at are left out.
import { parseSchema } from '../text/schema.ts'

/** `name=1` is a text, `name=1#` a number or type, `name=1.NodeDef` a message. */
export const TEXT_SCHEMA = parseSchema(`
  SavedModel: saved_model_schema_version=1# meta_graphs=2.MetaGraphDef
  MetaGraphDef: meta_info_def=1.MetaInfoDef graph_def=2.GraphDef saver_def=3.SaverDef collection_def=4.CollectionEntry signature_def=5.SignatureEntry asset_file_def=6.AssetFileDef object_graph_def=7.SavedObjectGraph
  MetaInfoDef: meta_graph_version=1 tags=4 tensorflow_version=5 tensorflow_git_version=6 stripped_default_attrs=7#
  GraphDef: node=1.NodeDef library=2.FunctionDefLibrary version=3#
  NodeDef: name=1 op=2 input=3 device=4 attr=5.AttrEntry
  AttrEntry: key=1 value=2.AttrValue
  AttrValue: list=1.ListValue s=2 i=3# b=5# type=6# shape=7.TensorShapeProto tensor=8.TensorProto placeholder=9 func=10.NameAttrList
  ListValue: s=2 i=3# b=5# type=6# shape=7.TensorShapeProto tensor=8.TensorProto func=9.NameAttrList
  NameAttrList: name=1 attr=2.AttrEntry
  TensorProto: dtype=1# tensor_shape=2.TensorShapeProto tensor_content=4 int_val=7# string_val=8 int64_val=10#
  TensorShapeProto: dim=2.Dim unknown_rank=3#
  Dim: size=1# name=2
  FunctionDefLibrary: function=1.FunctionDef
  FunctionDef: signature=1.OpDef node_def=3.NodeDef ret=4.TextEntry attr=5.AttrEntry control_ret=6.TextEntry
  TextEntry: key=1 value=2
  OpDef: name=1 input_arg=2.ArgDef output_arg=3.ArgDef control_output=20
  ArgDef: name=1 type=3# type_attr=4 number_attr=5 type_list_attr=6
  SaverDef: filename_tensor_name=1 save_tensor_name=2 restore_op_name=3
  CollectionEntry: key=1 value=2.CollectionDef
  CollectionDef: node_list=1.TextList bytes_list=2.TextList
  TextList: value=1
  SignatureEntry: key=1 value=2.SignatureDef
  SignatureDef: inputs=1.TensorInfoEntry outputs=2.TensorInfoEntry method_name=3
  TensorInfoEntry: key=1 value=2.TensorInfo
  TensorInfo: name=1 dtype=2#
  AssetFileDef: tensor_info=1.TensorInfo filename=2
  SavedObjectGraph: nodes=1.SavedObject concrete_functions=2.ConcreteEntry
  SavedObject: children=1.ObjectReference user_object=4.SavedUserObject asset=5.SavedAsset function=6.SavedFunction bare_concrete_function=8.BareFunction constant=9.SavedConstant saveable_objects=11.SaveableEntry
  ObjectReference: node_id=1# local_name=2
  SavedUserObject: identifier=1 metadata=3
  SavedAsset: asset_file_def_index=1#
  SavedFunction: concrete_functions=1
  BareFunction: concrete_function_name=1
  SavedConstant: operation=1
  SaveableEntry: key=1 value=2.SaveableObject
  SaveableObject: save_function=2# restore_function=3#
  ConcreteEntry: key=1 value=2.ConcreteFunction
  ConcreteFunction: bound_inputs=2#
`)
