// Arguments of opcodes as CPython reads them.
// https://github.com/python/cpython/blob/v3.13.0/Modules/_pickle.c
import { decodeLatin1, decodeUtf8 } from '../marshal/decodeText.ts'
import { decodeEscapes, decodeRawUnicode } from './escapes.ts'
import { decodeLong, parseFloat0, parseIndex, parseInt0, parseLong } from './numbers.ts'
import type { ArgumentKind } from './opcodes.table.ts'
import { broken } from './PickleEnd.ts'
import type { Piece, PickleReader } from './PickleReader.ts'
import type { PickleRange, PickleValue } from './PickleValue.ts'

/** What stands behind an opcode. */
export type Argument =
  | { readonly kind: 'none' }
  | { readonly kind: 'names'; readonly module: Piece; readonly name: Piece }
  | { readonly kind: 'line'; readonly line: Piece }
  | Leaf

export type Leaf = Extract<PickleValue, { kind: 'bool' | 'int' | 'float' | 'text' | 'bytes' }>

const NONE: Argument = { kind: 'none' }

/** Reads an argument; throws `PickleEnd` when its bytes end before it does, or no unpickler could read it. */
export function readArgument(reader: PickleReader, kind: ArgumentKind): Argument {
  return kind === 'none' ? NONE : READERS[kind](reader)
}

const READERS: Readonly<Record<Exclude<ArgumentKind, 'none'>, (reader: PickleReader) => Argument>> =
  {
    uint1: (reader) => integer(reader.unsigned(1)),
    uint2: (reader) => integer(reader.unsigned(2)),
    uint4: (reader) => integer(reader.unsigned(4)),
    uint8: (reader) => ({ kind: 'int', value: reader.unsigned8() }),
    int4: (reader) => integer(reader.signed4()),
    long1: (reader) => ({ kind: 'int', value: decodeLong(reader.sized(reader.unsigned(1)).bytes) }),
    long4: (reader) => ({ kind: 'int', value: decodeLong(reader.sized(signedSize(reader)).bytes) }),
    float8: (reader) => ({ kind: 'float', value: reader.float8() }),
    decimalnl_short: readShortDecimal,
    decimalnl_long: (reader) => ({ kind: 'int', value: parseLong(lineText(reader)) }),
    floatnl: (reader) => ({ kind: 'float', value: parseFloat0(lineText(reader)) }),
    index: readIndex,
    stringnl: readQuoted,
    stringnl_noescape: (reader) => ({ kind: 'line', line: reader.line() }),
    stringnl_noescape_pair: (reader) => ({
      kind: 'names',
      module: reader.line(),
      name: reader.lastLine(),
    }),
    unicodestringnl: readUnicodeLine,
    string1: (reader) => latin1(reader.sized(reader.unsigned(1))),
    string4: (reader) => latin1(reader.sized(signedSize(reader))),
    unicodestring1: (reader) => utf8(reader.sized(reader.unsigned(1))),
    unicodestring4: (reader) => utf8(reader.sized(reader.unsigned(4))),
    unicodestring8: (reader) => utf8(reader.sized(reader.unsigned8())),
    bytes1: (reader) => bytesValue(reader.sized(reader.unsigned(1)), false),
    bytes4: (reader) => bytesValue(reader.sized(reader.unsigned(4)), false),
    bytes8: (reader) => bytesValue(reader.sized(reader.unsigned8()), false),
    bytearray8: (reader) => bytesValue(reader.sized(reader.unsigned8()), true),
  }

function integer(value: number): Leaf {
  return { kind: 'int', value: BigInt(value) }
}

function signedSize(reader: PickleReader): number {
  const size = reader.signed4()
  if (size < 0) throw broken(`a length of ${size} bytes`)
  return size
}

function lineText(reader: PickleReader): string {
  return decodeLatin1(reader.line().bytes)
}

/** INT: `00` and `01` are the booleans of protocol 0. */
function readShortDecimal(reader: PickleReader): Leaf {
  const text = lineText(reader)
  if (text === '00' || text === '01') return { kind: 'bool', value: text === '01' }
  return { kind: 'int', value: parseInt0(text) }
}

/** GET and PUT: pickletools prints the same two as booleans. */
function readIndex(reader: PickleReader): Leaf {
  const text = lineText(reader)
  if (text === '00' || text === '01') return { kind: 'bool', value: text === '01' }
  return { kind: 'int', value: parseIndex(text) }
}

const QUOTES = [0x22, 0x27]
const BLANK = 0x20

/** STRING. The C reader of Python 2 also took white space behind the quotes, as text mode leaves it. */
function readQuoted(reader: PickleReader): Leaf {
  const { bytes: line, at } = reader.line()
  let end = line.length
  while (end > 0 && (line[end - 1] ?? 0) <= BLANK) end--
  const [quote = 0] = line
  if (end < 2 || !QUOTES.includes(quote) || line[end - 1] !== quote)
    throw broken('the text of a STRING is not quoted')
  const bytes = decodeEscapes(line.subarray(1, end - 1))
  if (bytes === undefined) throw broken('an escape in a STRING has no digits')
  return latin1({ bytes, at: { offset: at.offset + 1, length: end - 2 } })
}

function readUnicodeLine(reader: PickleReader): Leaf {
  const { bytes, at } = reader.line()
  const text = decodeRawUnicode(bytes)
  if (text === undefined) throw broken('an escape in a UNICODE has no digits')
  return { kind: 'text', text, at }
}

function latin1({ bytes, at }: Piece): Leaf {
  return { kind: 'text', text: decodeLatin1(bytes), at }
}

function utf8({ bytes, at }: Piece): Leaf {
  const text = decodeUtf8(bytes)?.text
  if (text === undefined) throw broken(`${at.length} bytes of text are not UTF-8`)
  return { kind: 'text', text, at }
}

function bytesValue({ bytes, at }: Piece, mutable: boolean): Leaf {
  return { kind: 'bytes', bytes, mutable, at }
}

/** A text that stands at `at`, for the machine's own values. */
export function textValue(text: string, at: PickleRange): Leaf {
  return { kind: 'text', text, at }
}
