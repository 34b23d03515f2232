// CPython 3.5. Source: Lib/dis.py and Lib/opcode.py of that version.
import { table } from './v35.table.ts'
import { v27 } from './v27.ts'
import { after, type Operand } from './Version.ts'

export const v35 = after(v27, {
  id: '3.5',
  layout: '3.0',
  table,
  text: { kind: 'offsets', recurses: false, grows: false, shortLabels: true },
  meanings: {
    CALL_FUNCTION: counts,
    CALL_FUNCTION_VAR: counts,
    CALL_FUNCTION_KW: counts,
    CALL_FUNCTION_VAR_KW: counts,
  },
  unicode: 8,
})

function counts({ argument }: Operand): string {
  return `${argument & 255} positional, ${(argument >> 8) & 255} keyword pair`
}
