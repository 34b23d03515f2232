// CPython 3.7: `dis` goes into nested code. Source: Lib/dis.py of that version.
import { v36 } from './v36.ts'
import { table } from './v37.table.ts'
import { after } from './Version.ts'

export const v37 = after(v36, {
  id: '3.7',
  table,
  text: { kind: 'offsets', recurses: true, grows: true, shortLabels: false },
  unicode: 11,
})
