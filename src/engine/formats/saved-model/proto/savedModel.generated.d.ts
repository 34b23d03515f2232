// Made from savedModel.proto by scripts/protobuf/generate.mjs
import type { Reader } from 'protobufjs/minimal.js'

export interface SaverDef {
  readonly filenameTensorName: string
  readonly saveTensorName: string
  readonly restoreOpName: string
}

export interface SignatureEntry {
  readonly key: string
  readonly value: SignatureDef | null
}

export interface SignatureDef {
  readonly outputs: readonly TensorInfoEntry[]
}

export interface TensorInfoEntry {
  readonly value: TensorInfo | null
}

export interface TensorInfo {
  readonly name: string
}

export interface AttrValue {
  readonly list: ListValue | null
}

export interface ListValue {
  readonly shape: readonly TensorShapeProto[]
}

export interface TensorShapeProto {
  readonly dim: readonly Dim[]
  readonly unknownRank: boolean
}

export interface Dim {
  readonly size: number
}

export interface ObjectReference {
  readonly nodeId: number
  readonly localName: string
}

export const tensorflow: {
  readonly SaverDef: { decode(reader: Reader): SaverDef }
  readonly SignatureEntry: { decode(reader: Reader): SignatureEntry }
  readonly SignatureDef: { decode(reader: Reader): SignatureDef }
  readonly TensorInfoEntry: { decode(reader: Reader): TensorInfoEntry }
  readonly TensorInfo: { decode(reader: Reader): TensorInfo }
  readonly AttrValue: { decode(reader: Reader): AttrValue }
  readonly ListValue: { decode(reader: Reader): ListValue }
  readonly TensorShapeProto: { decode(reader: Reader): TensorShapeProto }
  readonly Dim: { decode(reader: Reader): Dim }
  readonly ObjectReference: { decode(reader: Reader): ObjectReference }
}
