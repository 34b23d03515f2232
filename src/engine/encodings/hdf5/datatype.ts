// Datatype messages: what one value is, and whether it is text.
// https://support.hdfgroup.org/documentation/hdf5/latest/_f_m_t3.html, chapter IV.A.2.d
import type { Cursor } from '../../bytes/Cursor.ts'
import { ParseError } from '../../bytes/ParseError.ts'

const MAX_DEPTH = 8 // of arrays of sequences of …; a genuine one has two

export interface Datatype {
  /** As NumPy names it where it can: `float32`, `bool`, `string`, `opaque`, `compound`. */
  readonly name: string
  /** Bytes of one value where it is stored. */
  readonly sizeBytes: number
  /** How a value holds text: in itself, or in the global heap. */
  readonly text: 'fixed' | 'variable' | null
  /** Whether it holds bytes that HDF5 gives no meaning; also as the items of an array or a sequence. */
  readonly isOpaque: boolean
  /** Of integers and floats: whether the highest byte stands first. */
  readonly isBigEndian: boolean
}

/** Reads one datatype. Throws `ParseError` for a class that does not exist, and for nesting beyond a limit. */
export function parseDatatype(cursor: Cursor, depth = 0): Datatype {
  const at = cursor.offset
  if (depth > MAX_DEPTH) throw new ParseError(`a datatype deeper than ${MAX_DEPTH}`, at)
  const first = cursor.u8()
  const flags = cursor.take(3)
  const head = {
    version: first >> 4,
    bits: (flags[0] ?? 0) | ((flags[1] ?? 0) << 8) | ((flags[2] ?? 0) << 16),
    sizeBytes: cursor.u32(),
    depth,
  }
  const parse = CLASSES[first & 15]
  if (parse === undefined) throw new ParseError(`datatype class ${first & 15} does not exist`, at)
  const isBigEndian = (first & 15) < 2 && (head.bits & 1) !== 0
  const { sizeBytes } = head
  return { sizeBytes, text: null, isOpaque: false, isBigEndian, ...parse(cursor, head) }
}

interface Head {
  readonly version: number
  readonly bits: number
  readonly sizeBytes: number
  readonly depth: number
}

type Described = Pick<Datatype, 'name'> & Partial<Datatype>

// In the order of their numbers: 0 is an integer, 11 a complex number.
const CLASSES: readonly ((cursor: Cursor, head: Head) => Described)[] = [
  parseInteger,
  parseFloat,
  () => ({ name: 'time' }),
  () => ({ name: 'string', text: 'fixed' }),
  (_, { sizeBytes }) => ({ name: `bitfield${sizeBytes * 8}` }),
  parseOpaque,
  () => ({ name: 'compound' }),
  () => ({ name: 'reference' }),
  parseEnumeration,
  parseSequence,
  parseArray,
  (_, { sizeBytes }) => ({ name: `complex${sizeBytes * 8}` }),
]

function parseInteger(cursor: Cursor, { bits, sizeBytes }: Head): Described {
  cursor.skip(2 + 2) // bit offset and precision
  return { name: `${(bits & 8) === 0 ? 'uint' : 'int'}${sizeBytes * 8}` }
}

function parseFloat(cursor: Cursor, { sizeBytes }: Head): Described {
  cursor.skip(2 + 2 + 1) // bit offset, precision, place of the exponent
  const exponentBits = cursor.u8()
  cursor.skip(1 + 1 + 4) // place and bits of the mantissa, bias
  const isBrain = sizeBytes === 2 && exponentBits === 8
  return { name: isBrain ? 'bfloat16' : `float${sizeBytes * 8}` }
}

/** A tag that the writer made up follows; h5py writes the NumPy type there. */
function parseOpaque(): Described {
  return { name: 'opaque', isOpaque: true }
}

function parseEnumeration(cursor: Cursor, { bits, depth }: Head): Described {
  const base = parseDatatype(cursor, depth + 1)
  const isPair = (bits & 0xffff) === 2 && base.sizeBytes === 1
  const names = cursor.take(Math.min(cursor.left, 16)) // FALSE and TRUE, each perhaps padded to 8
  const text = String.fromCharCode(...names).replaceAll('\0', '')
  return { name: isPair && text.startsWith('FALSETRUE') ? 'bool' : `enum of ${base.name}` }
}

function parseSequence(cursor: Cursor, { bits, depth }: Head): Described {
  if ((bits & 15) === 1) return { name: 'string', text: 'variable' }
  const { name, isOpaque } = parseDatatype(cursor, depth + 1)
  return { name: `sequences of ${name}`, isOpaque }
}

function parseArray(cursor: Cursor, { version, depth }: Head): Described {
  const rank = cursor.u8()
  if (version < 3) cursor.skip(3)
  const dimensions: number[] = []
  for (let index = 0; index < rank; index++) dimensions.push(cursor.u32())
  if (version < 3) cursor.skip(rank * 4) // permutation, never used
  const { name, isOpaque } = parseDatatype(cursor, depth + 1)
  return { name: `${name}[${dimensions.join(', ')}]`, isOpaque }
}
