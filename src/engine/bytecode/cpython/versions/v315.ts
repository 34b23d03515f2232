// CPython 3.15, as of its release candidate: names may be imported lazily. Source: Lib/dis.py of that version.
import { v314 } from './v314.ts'
import { table } from './v315.table.ts'
import { after } from './Version.ts'

const IMPORT_KINDS = ['', ' + lazy', ' + eager', '']

export const v315 = after(v314, {
  id: '3.15',
  table,
  meanings: {
    IMPORT_NAME: ({ argument, name }) =>
      `${name(argument >> 2)}${IMPORT_KINDS[argument & 3] ?? ''}`,
  },
  unicode: 17,
})
