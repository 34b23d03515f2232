// CPython 3.6: two bytes an instruction, formatted strings. Source: Lib/dis.py and Objects/lnotab_notes.txt.
import { v35 } from './v35.ts'
import { table } from './v36.table.ts'
import { after, type Operand } from './Version.ts'

export const v36 = after(v35, {
  id: '3.6',
  table,
  units: 'words',
  lines: 'signed pairs',
  text: { kind: 'offsets', recurses: false, grows: false, shortLabels: false },
  meanings: {
    CALL_FUNCTION: () => '',
    CALL_FUNCTION_KW: () => '',
    FORMAT_VALUE: conversion,
  },
  unicode: 9,
})

const CONVERSIONS = ['', 'str', 'repr', 'ascii'] as const

function conversion({ argument }: Operand): string {
  const parts = [CONVERSIONS[argument & 3] ?? '', (argument & 4) === 4 ? 'with format' : '']
  return parts.filter((part) => part !== '').join(', ')
}
