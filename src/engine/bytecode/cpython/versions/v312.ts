// CPython 3.12: methods are loaded by LOAD_ATTR, intrinsics. Source: Lib/dis.py of that version.
import { v311 } from './v311.ts'
import { table } from './v312.table.ts'
import { after, type Operand } from './Version.ts'

export const v312 = after(v311, {
  id: '3.12',
  table,
  meanings: {
    LOAD_ATTR: (operand) => attribute(operand, 1),
    LOAD_SUPER_ATTR: (operand) => attribute(operand, 2),
    COMPARE_OP: ({ argument, table: { comparisons }, item }) => item(comparisons, argument >> 4),
    CALL_INTRINSIC_1: ({ argument, table: { intrinsics1 }, item }) => item(intrinsics1, argument),
    CALL_INTRINSIC_2: ({ argument, table: { intrinsics2 }, item }) => item(intrinsics2, argument),
    KW_NAMES: ({ argument, constant }) => constant(argument),
  },
  unicode: 15,
})

function attribute({ argument, name }: Operand, shift: number): string {
  return `${(argument & 1) === 1 ? 'NULL|self + ' : ''}${name(argument >> shift)}`
}
