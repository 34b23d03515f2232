// Pickle opcodes of protocols 0 to 5: byte, name, argument, what it takes from the stack, what it puts there.
// https://github.com/python/cpython/blob/v3.13.0/Lib/pickletools.py

/** How an argument is written. `size1`, `size4`, `size8`: a length and so many bytes. */
export type ArgumentKind =
  'none' | 'byte1' | 'byte2' | 'byte4' | 'byte8' | 'size1' | 'size4' | 'size8' | 'line' | 'twoLines'

export interface Opcode {
  readonly name: string
  readonly argument: ArgumentKind
  /** Values taken; `toMark` takes all down to the last mark, and the mark. */
  readonly takes: number | 'toMark'
  /** Values taken below those of `takes`. */
  readonly takesBelow: number
  readonly puts: number
}

type Row = readonly [
  code: number,
  name: string,
  argument: ArgumentKind,
  takes: number | 'toMark',
  puts: number,
  takesBelow?: number,
]

const ROWS: readonly Row[] = [
  [0x28, 'MARK', 'none', 0, 0],
  [0x29, 'EMPTY_TUPLE', 'none', 0, 1],
  [0x2e, 'STOP', 'none', 1, 0],
  [0x30, 'POP', 'none', 0, 0],
  [0x31, 'POP_MARK', 'none', 'toMark', 0],
  [0x32, 'DUP', 'none', 1, 2],
  [0x42, 'BINBYTES', 'size4', 0, 1],
  [0x43, 'SHORT_BINBYTES', 'size1', 0, 1],
  [0x46, 'FLOAT', 'line', 0, 1],
  [0x47, 'BINFLOAT', 'byte8', 0, 1],
  [0x49, 'INT', 'line', 0, 1],
  [0x4a, 'BININT', 'byte4', 0, 1],
  [0x4b, 'BININT1', 'byte1', 0, 1],
  [0x4c, 'LONG', 'line', 0, 1],
  [0x4d, 'BININT2', 'byte2', 0, 1],
  [0x4e, 'NONE', 'none', 0, 1],
  [0x50, 'PERSID', 'line', 0, 1],
  [0x51, 'BINPERSID', 'none', 1, 1],
  [0x52, 'REDUCE', 'none', 2, 1],
  [0x53, 'STRING', 'line', 0, 1],
  [0x54, 'BINSTRING', 'size4', 0, 1],
  [0x55, 'SHORT_BINSTRING', 'size1', 0, 1],
  [0x56, 'UNICODE', 'line', 0, 1],
  [0x58, 'BINUNICODE', 'size4', 0, 1],
  [0x5d, 'EMPTY_LIST', 'none', 0, 1],
  [0x61, 'APPEND', 'none', 2, 1],
  [0x62, 'BUILD', 'none', 2, 1],
  [0x63, 'GLOBAL', 'twoLines', 0, 1],
  [0x64, 'DICT', 'none', 'toMark', 1],
  [0x65, 'APPENDS', 'none', 'toMark', 1, 1],
  [0x67, 'GET', 'line', 0, 1],
  [0x68, 'BINGET', 'byte1', 0, 1],
  [0x69, 'INST', 'twoLines', 'toMark', 1],
  [0x6a, 'LONG_BINGET', 'byte4', 0, 1],
  [0x6c, 'LIST', 'none', 'toMark', 1],
  [0x6f, 'OBJ', 'none', 'toMark', 1],
  [0x70, 'PUT', 'line', 1, 1],
  [0x71, 'BINPUT', 'byte1', 1, 1],
  [0x72, 'LONG_BINPUT', 'byte4', 1, 1],
  [0x73, 'SETITEM', 'none', 3, 1],
  [0x74, 'TUPLE', 'none', 'toMark', 1],
  [0x75, 'SETITEMS', 'none', 'toMark', 1, 1],
  [0x7d, 'EMPTY_DICT', 'none', 0, 1],
  [0x80, 'PROTO', 'byte1', 0, 0],
  [0x81, 'NEWOBJ', 'none', 2, 1],
  [0x82, 'EXT1', 'byte1', 0, 1],
  [0x83, 'EXT2', 'byte2', 0, 1],
  [0x84, 'EXT4', 'byte4', 0, 1],
  [0x85, 'TUPLE1', 'none', 1, 1],
  [0x86, 'TUPLE2', 'none', 2, 1],
  [0x87, 'TUPLE3', 'none', 3, 1],
  [0x88, 'NEWTRUE', 'none', 0, 1],
  [0x89, 'NEWFALSE', 'none', 0, 1],
  [0x8a, 'LONG1', 'size1', 0, 1],
  [0x8b, 'LONG4', 'size4', 0, 1],
  [0x8c, 'SHORT_BINUNICODE', 'size1', 0, 1],
  [0x8d, 'BINUNICODE8', 'size8', 0, 1],
  [0x8e, 'BINBYTES8', 'size8', 0, 1],
  [0x8f, 'EMPTY_SET', 'none', 0, 1],
  [0x90, 'ADDITEMS', 'none', 'toMark', 1, 1],
  [0x91, 'FROZENSET', 'none', 'toMark', 1],
  [0x92, 'NEWOBJ_EX', 'none', 3, 1],
  [0x93, 'STACK_GLOBAL', 'none', 2, 1],
  [0x94, 'MEMOIZE', 'none', 1, 1],
  [0x95, 'FRAME', 'byte8', 0, 0],
  [0x96, 'BYTEARRAY8', 'size8', 0, 1],
  [0x97, 'NEXT_BUFFER', 'none', 0, 1],
  [0x98, 'READONLY_BUFFER', 'none', 1, 1],
]

export const OPCODES: ReadonlyMap<number, Opcode> = new Map(
  ROWS.map(([code, name, argument, takes, puts, takesBelow = 0]) => [
    code,
    { name, argument, takes, puts, takesBelow },
  ]),
)
