// CPython 2.7. Source: Lib/dis.py, Lib/opcode.py and Objects/lnotab_notes.txt of that version.
import { opcodesOf, type Version } from './Version.ts'
import { table } from './v27.table.ts'

export const v27: Version = {
  id: '2.7',
  layout: '2.3',
  table,
  opcodes: opcodesOf(table),
  units: 'bytes',
  jumpUnit: 1,
  lines: 'unsigned pairs',
  text: { kind: 'trailing blanks', recurses: false, grows: false, shortLabels: true },
  meanings: new Map(),
  unicode: 8,
}
