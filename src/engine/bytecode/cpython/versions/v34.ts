// CPython 3.4: the numbers of 3.5 but for these (Lib/opcode.py of both). Its `dis` prints as that of 3.5.
import { table as table35 } from './v35.table.ts'
import type { OpcodeRow } from './OpcodeTable.ts'
import { v35 } from './v35.ts'
import { after } from './Version.ts'

const ADDED_IN_35 = [
  'BINARY_MATRIX_MULTIPLY',
  'INPLACE_MATRIX_MULTIPLY',
  'GET_AITER',
  'GET_ANEXT',
  'BEFORE_ASYNC_WITH',
  'GET_YIELD_FROM_ITER',
  'GET_AWAITABLE',
  'WITH_CLEANUP_START',
  'WITH_CLEANUP_FINISH',
  'BUILD_LIST_UNPACK',
  'BUILD_MAP_UNPACK',
  'BUILD_MAP_UNPACK_WITH_CALL',
  'BUILD_TUPLE_UNPACK',
  'BUILD_SET_UNPACK',
  'SETUP_ASYNC_WITH',
]
const ONLY_IN_34: readonly OpcodeRow[] = [
  [54, 'STORE_MAP', 'none', 0, -2, -2],
  [81, 'WITH_CLEANUP', 'none', 0, -1, -1],
]

const EMPTY_MAP: OpcodeRow = [105, 'BUILD_MAP', 'number', 0, 1, 1] // its items follow by STORE_MAP

export const v34 = after(v35, {
  id: '3.4',
  table: {
    ...table35,
    magic: 3310,
    opcodes: [
      ...table35.opcodes
        .filter(([, name]) => !ADDED_IN_35.includes(name))
        .map((row) => (row[1] === 'BUILD_MAP' ? EMPTY_MAP : row)),
      ...ONLY_IN_34,
    ],
  },
})
