import type { MarshalValue } from '../../encodings/marshal/Marshal.ts'
import type { CodeListing, Instruction, Range } from '../../model/Listing.ts'
import { numberOf, type Code } from './Code.ts'
import { readExceptionTable, type ExceptionEntry } from './exceptionTable.ts'
import { jumpTarget, markedTargets, type RawInstruction } from './instructions.ts'
import { lineStarts } from './lineStarts.ts'
import { Meanings, type Lookup } from './meaning.ts'
import { toReading } from './Reading.ts'
import type { Repr } from './repr.ts'
import { textOf, type Shown, type TextLine } from './text.ts'
import type { Version } from './versions/Version.ts'

/** What all code objects of one payload share while they are listed. */
export interface Shared {
  readonly version: Version
  readonly repr: Repr
  /** Characters of meanings that may still be written. */
  readonly budget: { left: number }
}

/** One code object, listed by itself. */
export interface ListedCode {
  readonly raw: readonly RawInstruction[]
  readonly listing: Omit<CodeListing, 'references' | 'children'>
  readonly lines: readonly TextLine[]
}

/** Lists one code object, without those nested in it. */
export function listCode(code: Code, shared: Shared): ListedCode {
  const { value } = code
  const { version, repr } = shared
  const constants = code.constants.map((constant) => repr.of(constant))
  const { raw } = toReading(code, version)
  const exceptions = code.exceptionTable.length === 0 ? [] : readExceptionTable(code.exceptionTable)
  const targets = reached(raw, exceptions, version)
  const labels = labelsOf(raw, exceptions, version)
  const starts = lineStarts(code, version)
  const lookup: Lookup = {
    code,
    version,
    constants,
    targetText: (target) =>
      version.text.kind === 'labels' ? `to L${labels.get(target) ?? '?'}` : `to ${target}`,
  }
  const meanings = new Meanings(lookup)
  const instructions = raw.map((instruction): Shown => {
    const { index } = instruction
    const meaning = within(shared, meanings.textOf(instruction))
    const line = starts.get(index)
    const range = { offset: code.at + index, length: instruction.length }
    return { raw: instruction, meaning, startsLine: line !== undefined, line: line ?? null, range }
  })
  const lines = textOf({
    version,
    codeLength: code.bytes.length,
    instructions,
    labels,
    lines: [...starts.values()],
    exceptions,
    exceptionRange: rangeOf(value.values.get('exceptiontable'), value),
  })
  return { raw, listing: toListing(code, { constants, instructions, targets }), lines }
}

function toListing(
  code: Code,
  found: {
    constants: readonly string[]
    instructions: readonly Shown[]
    targets: ReadonlySet<number>
  },
): ListedCode['listing'] {
  const { value, name, qualname, filename, names, variables, freeVariables, cellVariables } = code
  return {
    offset: value.offset,
    length: value.length,
    name,
    qualname,
    filename,
    firstLine: numberOf(code, 'firstlineno'),
    argumentCount: numberOf(code, 'argcount'),
    flags: numberOf(code, 'flags'),
    names,
    variables,
    freeVariables,
    cellVariables,
    constants: found.constants,
    instructions: found.instructions.map(({ raw, meaning, line, range }): Instruction => {
      const { index, opcode, argument } = raw
      const isTarget = found.targets.has(index)
      const { offset, length } = range // spelled out: a spread here takes a fifth of all time
      return { offset, length, index, opcode: opcode.name, argument, meaning, line, isTarget }
    }),
  }
}

const CUT_LENGTH = 100

/** The meaning, cut when the meanings of a payload grow without end: one long constant can be loaded often. */
function within(shared: Shared, text: string): string {
  shared.budget.left -= text.length
  return shared.budget.left >= 0 || text.length <= CUT_LENGTH
    ? text
    : `${text.slice(0, CUT_LENGTH)}…`
}

/** Where jumps and handlers lead. */
function reached(
  raw: readonly RawInstruction[],
  exceptions: readonly ExceptionEntry[],
  version: Version,
): ReadonlySet<number> {
  const jumps = raw.map((instruction) => jumpTarget(instruction, version))
  return new Set([...jumps, ...exceptions.map(({ target }) => target)].filter((at) => at !== null))
}

/** What `dis` marks: in 3.13 and later the borders of protected ranges too, and each with a number. */
function labelsOf(
  raw: readonly RawInstruction[],
  exceptions: readonly ExceptionEntry[],
  version: Version,
): ReadonlyMap<number, number> {
  const marked = [...markedTargets(raw, version)]
  for (const { start, end, target } of exceptions) {
    if (version.text.kind === 'labels') marked.push(start, end, target)
    else if (start < end) marked.push(target)
  }
  const sorted = [...new Set(marked)].sort((first, second) => first - second)
  return new Map(sorted.map((offset, at) => [offset, at + 1]))
}

function rangeOf(value: MarshalValue | undefined, otherwise: Range): Range {
  const { offset, length } = value ?? otherwise
  return { offset, length }
}
