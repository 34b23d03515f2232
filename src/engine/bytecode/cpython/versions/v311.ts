// CPython 3.11: caches, exception tables, locations. Source: Lib/dis.py and Objects/locations.md.
import { v310 } from './v310.ts'
import { table } from './v311.table.ts'
import { after, type Operand } from './Version.ts'

export const v311 = after(v310, {
  id: '3.11',
  layout: '3.11',
  table,
  lines: 'locations',
  meanings: {
    LOAD_GLOBAL: global,
    BINARY_OP: ({ argument, table: { binaryOperations }, item }) =>
      item(binaryOperations, argument),
    KW_NAMES: () => '',
  },
  unicode: 14,
})

function global({ argument, name }: Operand): string {
  return `${(argument & 1) === 1 ? 'NULL + ' : ''}${name(argument >> 1)}`
}
