import { decodeLatin1 } from '../../encodings/marshal/decodeText.ts'
import { valuesIn, type MarshalValue } from '../../encodings/marshal/Marshal.ts'

const MAX_LENGTH = 60 // characters: enough to tell constants of one function apart
const MAX_ITEMS = 8
const MAX_DEPTH = 20

const keys = new WeakMap<MarshalValue, string>()

/** A short text that equal constants share, and different ones hardly ever. */
export function constantKey(value: MarshalValue, depth = 0): string {
  const known = keys.get(value)
  if (known !== undefined) return known
  const key = `${value.kind} ${contentOf(value, depth)}`.slice(0, MAX_LENGTH)
  keys.set(value, key)
  return key
}

function contentOf(value: MarshalValue, depth: number): string {
  if (value.kind === 'text') return `${value.text.length} ${value.text.slice(0, MAX_LENGTH)}`
  if (value.kind === 'bytes')
    return `${value.bytes.length} ${decodeLatin1(value.bytes.subarray(0, MAX_LENGTH))}`
  if (value.kind === 'complex') return `${value.real} ${value.imaginary}`
  if ('value' in value) return Object.is(value.value, -0) ? '-0' : shortNumber(value.value)
  if (depth === MAX_DEPTH) return '…'
  const items = valuesIn(value).slice(0, MAX_ITEMS)
  return items.map((item) => constantKey(item, depth + 1)).join()
}

function shortNumber(value: bigint | number | boolean): string {
  return typeof value === 'bigint' ? value.toString(16).slice(0, MAX_LENGTH) : String(value)
}
