// Pickle opcodes of protocols 0 to 5: byte, name, argument, and the protocol that brought it.
// https://github.com/python/cpython/blob/v3.13.0/Lib/pickletools.py

/** How an argument is written, by the names of pickletools; `index` is its decimalnl_short of GET and PUT. */
export type ArgumentKind =
  | 'none'
  | 'uint1'
  | 'uint2'
  | 'uint4'
  | 'uint8'
  | 'int4'
  | 'long1'
  | 'long4'
  | 'float8'
  | 'decimalnl_short'
  | 'decimalnl_long'
  | 'floatnl'
  | 'index'
  | 'stringnl'
  | 'stringnl_noescape'
  | 'stringnl_noescape_pair'
  | 'unicodestringnl'
  | 'string1'
  | 'string4'
  | 'unicodestring1'
  | 'unicodestring4'
  | 'unicodestring8'
  | 'bytes1'
  | 'bytes4'
  | 'bytes8'
  | 'bytearray8'

export interface Opcode {
  /** As `pickletools.dis` prints it: one character, or `\x80`. */
  readonly code: string
  readonly name: string
  readonly argument: ArgumentKind
  readonly protocol: number
}

type Row = readonly [byte: number, name: string, argument: ArgumentKind, protocol: number]

const ROWS: readonly Row[] = [
  [0x28, 'MARK', 'none', 0],
  [0x29, 'EMPTY_TUPLE', 'none', 1],
  [0x2e, 'STOP', 'none', 0],
  [0x30, 'POP', 'none', 0],
  [0x31, 'POP_MARK', 'none', 1],
  [0x32, 'DUP', 'none', 0],
  [0x42, 'BINBYTES', 'bytes4', 3],
  [0x43, 'SHORT_BINBYTES', 'bytes1', 3],
  [0x46, 'FLOAT', 'floatnl', 0],
  [0x47, 'BINFLOAT', 'float8', 1],
  [0x49, 'INT', 'decimalnl_short', 0],
  [0x4a, 'BININT', 'int4', 1],
  [0x4b, 'BININT1', 'uint1', 1],
  [0x4c, 'LONG', 'decimalnl_long', 0],
  [0x4d, 'BININT2', 'uint2', 1],
  [0x4e, 'NONE', 'none', 0],
  [0x50, 'PERSID', 'stringnl_noescape', 0],
  [0x51, 'BINPERSID', 'none', 1],
  [0x52, 'REDUCE', 'none', 0],
  [0x53, 'STRING', 'stringnl', 0],
  [0x54, 'BINSTRING', 'string4', 1],
  [0x55, 'SHORT_BINSTRING', 'string1', 1],
  [0x56, 'UNICODE', 'unicodestringnl', 0],
  [0x58, 'BINUNICODE', 'unicodestring4', 1],
  [0x5d, 'EMPTY_LIST', 'none', 1],
  [0x61, 'APPEND', 'none', 0],
  [0x62, 'BUILD', 'none', 0],
  [0x63, 'GLOBAL', 'stringnl_noescape_pair', 0],
  [0x64, 'DICT', 'none', 0],
  [0x65, 'APPENDS', 'none', 1],
  [0x67, 'GET', 'index', 0],
  [0x68, 'BINGET', 'uint1', 1],
  [0x69, 'INST', 'stringnl_noescape_pair', 0],
  [0x6a, 'LONG_BINGET', 'uint4', 1],
  [0x6c, 'LIST', 'none', 0],
  [0x6f, 'OBJ', 'none', 1],
  [0x70, 'PUT', 'index', 0],
  [0x71, 'BINPUT', 'uint1', 1],
  [0x72, 'LONG_BINPUT', 'uint4', 1],
  [0x73, 'SETITEM', 'none', 0],
  [0x74, 'TUPLE', 'none', 0],
  [0x75, 'SETITEMS', 'none', 1],
  [0x7d, 'EMPTY_DICT', 'none', 1],
  [0x80, 'PROTO', 'uint1', 2],
  [0x81, 'NEWOBJ', 'none', 2],
  [0x82, 'EXT1', 'uint1', 2],
  [0x83, 'EXT2', 'uint2', 2],
  [0x84, 'EXT4', 'int4', 2],
  [0x85, 'TUPLE1', 'none', 2],
  [0x86, 'TUPLE2', 'none', 2],
  [0x87, 'TUPLE3', 'none', 2],
  [0x88, 'NEWTRUE', 'none', 2],
  [0x89, 'NEWFALSE', 'none', 2],
  [0x8a, 'LONG1', 'long1', 2],
  [0x8b, 'LONG4', 'long4', 2],
  [0x8c, 'SHORT_BINUNICODE', 'unicodestring1', 4],
  [0x8d, 'BINUNICODE8', 'unicodestring8', 4],
  [0x8e, 'BINBYTES8', 'bytes8', 4],
  [0x8f, 'EMPTY_SET', 'none', 4],
  [0x90, 'ADDITEMS', 'none', 4],
  [0x91, 'FROZENSET', 'none', 4],
  [0x92, 'NEWOBJ_EX', 'none', 4],
  [0x93, 'STACK_GLOBAL', 'none', 4],
  [0x94, 'MEMOIZE', 'none', 4],
  [0x95, 'FRAME', 'uint8', 4],
  [0x96, 'BYTEARRAY8', 'bytearray8', 5],
  [0x97, 'NEXT_BUFFER', 'none', 5],
  [0x98, 'READONLY_BUFFER', 'none', 5],
]

export const OPCODES: ReadonlyMap<number, Opcode> = new Map(
  ROWS.map(([byte, name, argument, protocol]) => [
    byte,
    { code: codeText(byte), name, argument, protocol },
  ]),
)

function codeText(byte: number): string {
  return byte < 0x7f ? String.fromCharCode(byte) : `\\x${byte.toString(16)}`
}
