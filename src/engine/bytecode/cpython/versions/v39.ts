// CPython 3.9. Source: Lib/opcode.py of that version.
import { v38 } from './v38.ts'
import { table } from './v39.table.ts'
import { after } from './Version.ts'

export const v39 = after(v38, { id: '3.9', table, unicode: 13 })
