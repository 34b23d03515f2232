import { fields, type Field } from '../../encodings/protobuf/fields.ts'
import { rootMessage, type Message } from '../../encodings/protobuf/Message.ts'
import { readTable, type TableEntry } from '../../encodings/sstable/readTable.ts'
import { rangeWithin, type Location } from '../../model/Location.ts'
import type { Tensor } from '../../model/Layer.ts'
import type { ModelPart } from '../../model/ModelPart.ts'
import type { Input } from '../Format.ts'

const MAX_INDEX_BYTES = 64 * 1024 * 1024 // a hundred bytes a tensor
const MAX_HEADER_BYTES = 32 // number of shards, byte order and version take six
const OBJECT_GRAPH = '_CHECKPOINTABLE_OBJECT_GRAPH'
const VALUE_SUFFIX = '/.ATTRIBUTES/VARIABLE_VALUE'
const MAX_RANK = 254 // TensorFlow's own limit

/** DataType of tensorflow/core/framework/types.proto. */
const TYPES: ReadonlyMap<number, string> = new Map([
  [1, 'float32'],
  [2, 'float64'],
  [3, 'int32'],
  [4, 'uint8'],
  [5, 'int16'],
  [6, 'int8'],
  [7, 'string'],
  [8, 'complex64'],
  [9, 'int64'],
  [10, 'bool'],
  [11, 'qint8'],
  [12, 'quint8'],
  [13, 'qint32'],
  [14, 'bfloat16'],
  [15, 'qint16'],
  [16, 'quint16'],
  [17, 'uint16'],
  [18, 'complex128'],
  [19, 'float16'],
  [20, 'resource'],
  [21, 'variant'],
  [22, 'uint32'],
  [23, 'uint64'],
  [24, 'float8_e5m2'],
  [25, 'float8_e4m3fn'],
])

/** Whether a table begins as a checkpoint's: an empty key, whose value is a header that begins with the shards. */
export function looksLikeTensorIndex(head: Uint8Array): boolean {
  const [shared, added, valueBytes = 0] = head
  if (shared !== 0 || added !== 0 || valueBytes < 2 || valueBytes > MAX_HEADER_BYTES) return false
  const header = rootMessage(head.subarray(3, 3 + valueBytes))
  const [shards, ...rest] = fields(header)
  const beginsWithShards = shards?.kind === 'varint' && shards.number === 1
  return (
    beginsWithShards && rest.every(({ number }) => number <= 3) && header.log.faults.length === 0
  )
}

/** The weights that the index of a checkpoint lists; their values lie in other files. */
export function* tensorParts({ main }: Input): Generator<ModelPart> {
  const { source, at, path } = main
  if (source.size > MAX_INDEX_BYTES) {
    const message = `${path} has ${source.size} bytes, over ${MAX_INDEX_BYTES}; it was not read`
    yield { kind: 'problem', problem: { kind: 'limit', message, location: at } }
    return
  }
  for (const entry of readTable(source.read(0, source.size))) {
    if (entry.key === '' || entry.key === OBJECT_GRAPH) continue
    const message = { ...rootMessage(entry.value), offset: entry.offset }
    yield { kind: 'tensor', tensor: toTensor(entry, message, at) }
    for (const fault of message.log.faults) {
      const location = entryLocation(entry, at)
      yield { kind: 'problem', problem: { ...fault, location } }
    }
  }
}

/** Reads a BundleEntryProto: type, shape and size. */
function toTensor(entry: TableEntry, message: Message, file: Location): Tensor {
  let dtype = 'unknown'
  let shape: readonly number[] = []
  let storedBytes = 0
  for (const field of fields(message)) {
    if (field.kind === 'varint' && field.number === 1) dtype = typeName(field.value)
    if (field.kind === 'varint' && field.number === 5) storedBytes = Number(field.value)
    if (field.kind === 'bytes' && field.number === 2) shape = readShape(field.message)
  }
  return { name: tensorName(entry.key), dtype, shape, storedBytes, at: entryLocation(entry, file) }
}

function typeName(type: bigint): string {
  return TYPES.get(Number(type)) ?? `type ${type.toString()}`
}

function readShape(shape: Message): readonly number[] {
  const sizes: number[] = []
  for (const field of fields(shape))
    if (isDimension(field) && sizes.length < MAX_RANK) sizes.push(readDimension(field.message))
  return sizes
}

function isDimension(field: Field): field is Extract<Field, { kind: 'bytes' }> {
  return field.kind === 'bytes' && field.number === 2
}

function readDimension(dimension: Message): number {
  let size = 0
  for (const field of fields(dimension))
    if (field.kind === 'varint' && field.number === 1) size = Number(BigInt.asIntN(64, field.value))
  return size
}

function entryLocation({ key, offset, value }: TableEntry, file: Location): Location {
  const name = tensorName(key)
  return rangeWithin(file, { kind: 'message', name, offset, length: value.length })
}

function tensorName(key: string): string {
  return key.endsWith(VALUE_SUFFIX) ? key.slice(0, -VALUE_SUFFIX.length) : key
}
