// CPython 3.10: jumps count instructions, a new line table (PEP 626). Source: Lib/dis.py of that version.
import { v39 } from './v39.ts'
import { table } from './v310.table.ts'
import { after, type Operand } from './Version.ts'

export const v310 = after(v39, {
  id: '3.10',
  table,
  jumpUnit: 2,
  lines: 'ranges',
  meanings: {
    JUMP_IF_FALSE_OR_POP: target,
    JUMP_IF_TRUE_OR_POP: target,
    JUMP_ABSOLUTE: target,
    POP_JUMP_IF_FALSE: target,
    POP_JUMP_IF_TRUE: target,
    JUMP_IF_NOT_EXC_MATCH: target,
  },
})

function target(operand: Operand): string {
  return operand.target()
}
