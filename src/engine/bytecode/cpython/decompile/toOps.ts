import type { Code } from '../Code.ts'
import { jumpTarget, type RawInstruction } from '../instructions.ts'
import { lineStarts } from '../lineStarts.ts'
import type { Reading } from '../Reading.ts'
import { expansionOf } from './expansions.ts'
import type { Version } from '../versions/Version.ts'
import type { Op } from './Op.ts'

/** The instructions of a code object as operations that mean the same in every version. */
export function toOps(reading: Reading): readonly Op[] {
  const known = read.get(reading.code)
  if (known?.version === reading.version) return known.ops
  const ops = readOps(reading)
  read.set(reading.code, { version: reading.version, ops })
  return ops
}

/** Several ask for the operations of one code object. */
const read = new WeakMap<Code, { readonly version: Version; readonly ops: readonly Op[] }>()

function readOps(reading: Reading): readonly Op[] {
  const starts = lineStarts(reading.code, reading.version)
  let line: number | null = null
  let above: number | null = null
  return reading.raw.flatMap((instruction) => {
    const start = starts.get(instruction.index)
    if (start !== undefined) line = start
    const lines = { line, lineAbove: above }
    above = line
    return expand(instruction, lines, reading)
  })
}

function expand(
  instruction: RawInstruction,
  lines: Pick<Op, 'line' | 'lineAbove'>,
  reading: Reading,
): readonly Op[] {
  const { code, version } = reading
  const { index, opcode, argument, length } = instruction
  const at = { offset: code.at + index, length }
  const base: Op = {
    name: opcode.name,
    argument: argument ?? 0,
    label: labelOf(instruction, reading),
    constant: opcode.kind === 'constant' ? (code.constants[argument ?? 0] ?? null) : null,
    index,
    target: jumpTarget(instruction, version),
    ...lines,
    at,
  }
  return expansionOf(base, reading)
}

/** The name its argument counts to; `?` when it counts past the end. */
function labelOf({ opcode, argument }: RawInstruction, { code }: Reading): string {
  const number = argument ?? 0
  if (opcode.kind === 'name') return code.names[number] ?? '?'
  if (opcode.kind === 'local') return code.locals[number] ?? '?'
  return opcode.kind === 'cell' ? (code.cells[number] ?? '?') : ''
}
