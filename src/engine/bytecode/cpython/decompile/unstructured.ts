import type { Reading } from '../Reading.ts'
import type { Unstructured } from './ast.ts'
import { toOps } from './toOps.ts'

const MAX_LINES = 5_000 // instructions of one function that are shown as comments; the disassembly has them all

/** The instructions of a code object, in the place of the statements that they were not understood as. */
export function unstructured(reading: Reading, reason: string): Unstructured {
  const labels = new Map(toOps(reading).map(({ index, label }) => [index, label]))
  const shown = reading.raw.slice(0, MAX_LINES)
  const lines = shown.map(({ index, opcode, argument, length }) => {
    const label = labels.get(index) ?? ''
    const meaning = label === '' ? '' : ` (${label})`
    const text = `${index} ${opcode.name}${argument === null ? '' : ` ${argument}`}${meaning}`
    return { text, at: { offset: reading.code.at + index, length } }
  })
  const left = reading.raw.length - shown.length
  const rest = left > 0 ? [{ text: `and ${left} more instructions`, at: null }] : []
  const at = { offset: reading.code.at, length: reading.code.bytes.length }
  return {
    kind: 'Unstructured',
    label: `Not decompiled: ${reason}`,
    lines: [...lines, ...rest],
    values: [],
    at,
  }
}
