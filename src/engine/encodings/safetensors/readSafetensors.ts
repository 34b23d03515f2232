// safetensors: a length, a JSON header, the tensors. https://github.com/huggingface/safetensors#format
import type { ByteSource } from '../../bytes/ByteSource.ts'
import { Cursor } from '../../bytes/Cursor.ts'
import { ParseError } from '../../bytes/ParseError.ts'
import type { JsonNode } from '../json/Json.ts'
import { parseJson } from '../json/parseJson.ts'

const MAX_READ_BYTES = 16 * 1024 * 1024 // of a header; the reference reader allows 100 MB
const MAX_TENSORS = 200_000

export interface SafetensorsFile {
  readonly headerBytes: number
  readonly tensors: readonly SafetensorsTensor[]
}

/** Offsets are in the file. */
export interface SafetensorsTensor {
  readonly name: string
  readonly dtype: string
  readonly shape: readonly number[]
  readonly offset: number
  readonly length: number
}

/** Reads the header. Tensors whose place makes no sense are left out. Throws `ParseError` when it is no header. */
export function readSafetensors(source: ByteSource): SafetensorsFile {
  const headerBytes = new Cursor(source.read(0, 8)).uint(8)
  if (headerBytes > MAX_READ_BYTES)
    throw new ParseError(`header length ${headerBytes} is over ${MAX_READ_BYTES}`, 0)
  const { root } = parseJson(source.read(8, headerBytes))
  if (root.kind !== 'object') throw new ParseError('the header is no object', 8)
  const tensors: SafetensorsTensor[] = []
  for (const [name, value] of root.members) {
    if (name === '__metadata__' || tensors.length === MAX_TENSORS) continue
    const tensor = toTensor(name, value, 8 + headerBytes)
    if (tensor !== null && tensor.offset + tensor.length <= source.size) tensors.push(tensor)
  }
  return { headerBytes, tensors }
}

function toTensor(name: string, value: JsonNode, base: number): SafetensorsTensor | null {
  if (value.kind !== 'object') return null
  const dtype = value.members.get('dtype')
  const shape = numbersIn(value.members.get('shape'))
  const [start, end] = numbersIn(value.members.get('data_offsets')) ?? []
  if (dtype?.kind !== 'string' || shape === null || start === undefined || end === undefined)
    return null
  return end < start
    ? null
    : { name, dtype: dtype.text, shape, offset: base + start, length: end - start }
}

function numbersIn(value: JsonNode | undefined): readonly number[] | null {
  if (value?.kind !== 'array') return null
  const numbers = value.items.flatMap((item) => (item.kind === 'number' ? item.value : []))
  const isWhole = numbers.every((number) => Number.isSafeInteger(number) && number >= 0)
  return isWhole && numbers.length === value.items.length ? numbers : null
}
