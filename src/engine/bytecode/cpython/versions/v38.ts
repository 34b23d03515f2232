// CPython 3.8: positional-only arguments. Source: Lib/dis.py of that version.
import { v37 } from './v37.ts'
import { table } from './v38.table.ts'
import { after, type Operand } from './Version.ts'

export const v38 = after(v37, {
  id: '3.8',
  layout: '3.8',
  table,
  lines: 'signed pairs within the code',
  meanings: { MAKE_FUNCTION: parts },
  unicode: 12.1,
})

const PARTS = ['defaults', 'kwdefaults', 'annotations', 'closure']

function parts({ argument }: Operand): string {
  return PARTS.filter((_, bit) => (argument & (1 << bit)) !== 0).join(', ')
}
