// CPython 3.13: `dis` prints labels in place of offsets. Source: Lib/dis.py of that version.
import { v312 } from './v312.ts'
import { table } from './v313.table.ts'
import { after, type Operand } from './Version.ts'

export const v313 = after(v312, {
  id: '3.13',
  table,
  lines: 'locations with gaps',
  text: { kind: 'labels', recurses: true, grows: true, shortLabels: false },
  meanings: {
    LOAD_GLOBAL: ({ argument, name }) => name(argument >> 1) + when(argument, ' + NULL'),
    LOAD_ATTR: ({ argument, name }) => name(argument >> 1) + when(argument, ' + NULL|self'),
    LOAD_SUPER_ATTR: ({ argument, name }) => name(argument >> 2) + when(argument, ' + NULL|self'),
    LOAD_FAST_LOAD_FAST: pair,
    STORE_FAST_LOAD_FAST: pair,
    STORE_FAST_STORE_FAST: pair,
    COMPARE_OP: comparison,
    CONVERT_VALUE: ({ argument, item }) => item(['', 'str', 'repr', 'ascii'], argument),
    MAKE_FUNCTION: () => '',
    SET_FUNCTION_ATTRIBUTE: ({ argument }) =>
      ['defaults', 'kwdefaults', 'annotations', 'closure']
        .filter((_, bit) => (argument & (1 << bit)) !== 0)
        .join(', '),
  },
  unicode: 15.1,
})

function when(argument: number, text: string): string {
  return (argument & 1) === 1 ? text : ''
}

function pair({ argument, local }: Operand): string {
  return `${local(argument >> 4)}, ${local(argument & 15)}`
}

function comparison({ argument, table: { comparisons }, item }: Operand): string {
  const sign = item(comparisons, argument >> 5)
  return (argument & 16) === 16 ? `bool(${sign})` : sign
}
