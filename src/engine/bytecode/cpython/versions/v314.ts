// CPython 3.14. Source: Lib/dis.py of that version.
import { v313 } from './v313.ts'
import { table } from './v314.table.ts'
import { after, type Operand } from './Version.ts'

export const v314 = after(v313, {
  id: '3.14',
  table,
  meanings: {
    LOAD_FAST_BORROW_LOAD_FAST_BORROW: pair,
    IS_OP: ({ argument }) => (argument === 0 ? 'is' : 'is not'),
    CONTAINS_OP: ({ argument }) => (argument === 0 ? 'in' : 'not in'),
    LOAD_COMMON_CONSTANT: ({ argument, table: { commonConstants }, item }) =>
      item(commonConstants, argument),
    LOAD_SPECIAL: ({ argument, table: { specialMethods }, item }) => item(specialMethods, argument),
    END_ASYNC_FOR: (operand) => operand.target().replace('to', 'from'),
    SET_FUNCTION_ATTRIBUTE: ({ argument }) =>
      ['defaults', 'kwdefaults', 'annotations', 'closure', 'annotate']
        .filter((_, bit) => (argument & (1 << bit)) !== 0)
        .join(', '),
  },
  unicode: 16,
})

function pair({ argument, local }: Operand): string {
  return `${local(argument >> 4)}, ${local(argument & 15)}`
}
