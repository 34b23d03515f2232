import type { Fault } from '../../model/Listing.ts'
import { numberOf, type Code } from './Code.ts'
import { readExceptionTable } from './exceptionTable.ts'
import { flowViolations } from './flow.ts'
import { jumpTarget, type RawInstruction } from './instructions.ts'
import { lineTableReach } from './lineStarts.ts'
import { Meanings } from './meaning.ts'
import type { Reading } from './Reading.ts'
import type { Version } from './versions/Version.ts'

/** What the compiler of that version never writes, in order of the checks: nothing for code that is its own. */
export function* violationsOf(reading: Reading): Generator<Fault> {
  yield* opcodeViolations(reading)
  yield* cacheViolations(reading)
  yield* endViolations(reading)
  yield* operandViolations(reading)
  yield* jumpViolations(reading)
  yield* resumeViolations(reading)
  yield* lineViolations(reading)
  yield* flagViolations(reading)
  yield* flowViolations(reading)
}

function at({ code }: Reading, { index, length }: RawInstruction, message: string): Fault {
  return { message: `${message} at ${index} in ${code.name}`, offset: code.at + index, length }
}

function whole({ code }: Reading, message: string): Fault {
  return { message: `${message} in ${code.name}`, offset: code.at, length: code.bytes.length }
}

function* opcodeViolations(reading: Reading): Generator<Fault> {
  for (const instruction of reading.raw) {
    const { origin, name, number } = instruction.opcode
    if (origin === 'none') yield at(reading, instruction, `no instruction has the number ${number}`)
    if (origin === 'specialized')
      yield at(
        reading,
        instruction,
        `${name} (${number}) is put in place only at run time; it stands`,
      )
  }
}

function* cacheViolations(reading: Reading): Generator<Fault> {
  const { bytes } = reading.code
  for (const instruction of reading.raw) {
    const { index, opcode, size, length } = instruction
    if (opcode.caches === 0) continue
    if (length < size + 2 * opcode.caches)
      yield at(reading, instruction, `the cache of ${opcode.name} is cut off`)
    else if (bytes.subarray(index + size, index + length).some((byte) => byte !== 0))
      yield at(reading, instruction, `the cache of ${opcode.name} is not empty`)
  }
}

const LAST = /^(RETURN_|RAISE_VARARGS|RERAISE|JUMP_|END_FINALLY|INTERPRETER_EXIT|CONTINUE_LOOP)/

function* endViolations(reading: Reading): Generator<Fault> {
  const last = reading.raw.at(-1)
  if (last === undefined) yield whole(reading, 'there is no instruction')
  else if (last.size < wantedSize(last, reading.version))
    yield at(reading, last, `${last.opcode.name} is cut off`)
  else if (!LAST.test(last.opcode.name))
    yield at(reading, last, `${last.opcode.name} is the last instruction; it stands`)
}

function wantedSize({ argument }: RawInstruction, { units }: Version): number {
  if (units === 'words') return 2
  return argument === null ? 1 : 3
}

function* operandViolations(reading: Reading): Generator<Fault> {
  const { code, raw, version } = reading
  const constants = code.constants.map(() => '')
  const meanings = new Meanings({ code, version, constants, targetText: () => '' })
  for (const instruction of raw)
    if (!meanings.isInRange(instruction))
      yield at(reading, instruction, `${instructionText(instruction)} is out of range; it stands`)
}

function instructionText({ opcode, argument }: RawInstruction): string {
  return `${opcode.name} ${argument ?? ''}`.trimEnd()
}

function* jumpViolations(reading: Reading): Generator<Fault> {
  const { code, raw, version } = reading
  const starts = new Set(raw.map(({ index }) => index))
  for (const instruction of raw) {
    const target = jumpTarget(instruction, version)
    if (target !== null && !starts.has(target))
      yield at(
        reading,
        instruction,
        `${landing(target, code)} leads ${instructionText(instruction)}`,
      )
  }
  for (const { start, end, target } of readExceptionTable(code.exceptionTable)) {
    const isEnd = starts.has(end) || end === code.bytes.length
    if (!starts.has(start) || !isEnd || !starts.has(target))
      yield whole(
        reading,
        `the exception table speaks of ${start} to ${end} and ${target}, not all of them instructions,`,
      )
  }
}

function landing(target: number, { bytes }: Code): string {
  const isInside = target >= 0 && target < bytes.length
  return `${isInside ? 'into the middle of an instruction' : 'out of the code'} (${target})`
}

const BEFORE_RESUME = ['COPY_FREE_VARS', 'MAKE_CELL', 'RETURN_GENERATOR', 'POP_TOP', 'EXTENDED_ARG']

const FIRST_RESUMES = [0, 4] // 4: a generator expression of 3.15, before it makes its generator

/** From 3.11 on every code object begins with RESUME, but for what sets up its cells and generators. */
function* resumeViolations(reading: Reading): Generator<Fault> {
  const { code, raw, version } = reading
  if (version.layout !== '3.11' || code.bytes.length === 0) return
  const first = raw.find(({ opcode }) => !BEFORE_RESUME.includes(opcode.name))
  if (first?.opcode.name !== 'RESUME' || !FIRST_RESUMES.includes(first.argument ?? -1))
    yield whole(reading, 'there is no RESUME at the beginning')
}

function* lineViolations(reading: Reading): Generator<Fault> {
  const { code, version } = reading
  const reach = lineTableReach(code, version)
  const size = code.bytes.length
  const isPairs = version.lines.includes('pairs')
  if (isPairs ? reach > size : reach !== size)
    yield whole(reading, `the line table speaks of ${reach} of ${size} bytes`)
  if (version.lines.startsWith('locations')) return
  if (code.lineTable.length % 2 === 1) yield whole(reading, 'the line table ends in half a pair')
  if (version.lines === 'ranges' && hasEmptyRange(code.lineTable))
    yield whole(reading, 'the line table has a range of no bytes')
}

const LONGEST_STEP = 127 // lines; a longer step of 3.10 is written with empty ranges before it

function hasEmptyRange(table: Uint8Array): boolean {
  for (let at = 0; at + 1 < table.length; at += 2) {
    const step = table[at + 1] ?? 0
    if (table[at] === 0 && step !== LONGEST_STEP && step !== 256 - LONGEST_STEP) return true
  }
  return false
}

const CO_NOFREE = 0x40

function* flagViolations(reading: Reading): Generator<Fault> {
  const { code, version } = reading
  const flags = numberOf(code, 'flags')
  const saysNone = (flags & CO_NOFREE) !== 0
  const hasNone = code.cells.length === 0
  const expected = version.layout === '3.11' ? false : hasNone
  if (saysNone !== expected) yield whole(reading, 'the flag NOFREE does not agree with the cells')
}
