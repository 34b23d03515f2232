import type { Layout } from '../../../encodings/marshal/Marshal.ts'
import type { ArgumentKind, OpcodeTable, StackEffect } from './OpcodeTable.ts'

/** How one version of CPython writes code, and how its `dis` prints it. */
export interface Version {
  /** `3.12` */
  readonly id: string
  readonly layout: Layout
  readonly table: OpcodeTable
  /** By number, 256 of them. */
  readonly opcodes: readonly Opcode[]
  /** `bytes`: one byte, or three with an argument. `words`: two bytes each. */
  readonly units: 'bytes' | 'words'
  /** Bytes that one count of a jump stands for. */
  readonly jumpUnit: 1 | 2
  readonly lines: LineTable
  readonly text: TextStyle
  /** Instructions whose argument `dis` explains in a way of its own, by name. */
  readonly meanings: ReadonlyMap<string, Meaning>
  /** The version of Unicode that its `str.isprintable` knows; 8 for those before it too. */
  readonly unicode: number
}

type LineTable =
  /** Pairs of bytes to add to offset and line. */
  | 'unsigned pairs'
  /** The line may go back. */
  | 'signed pairs'
  /** Those past the end of the code are not counted. */
  | 'signed pairs within the code'
  /** Ranges, some without a line. */
  | 'ranges'
  /** Ranges with columns. */
  | 'locations'
  /** The same; a range without a line is printed. */
  | 'locations with gaps'

interface TextStyle {
  readonly kind: 'trailing blanks' | 'offsets' | 'labels'
  readonly recurses: boolean
  /** Whether the columns of lines and offsets grow with what they hold. */
  readonly grows: boolean
  /** Whether targets of jumps are marked by an argument without its EXTENDED_ARG. */
  readonly shortLabels: boolean
}

export interface Opcode {
  readonly number: number
  readonly name: string
  readonly kind: ArgumentKind
  /** Units of cache behind the instruction. */
  readonly caches: number
  readonly effect: StackEffect
  readonly jumpEffect: StackEffect
  /** `specialized`: made at run time from this one. `none`: no such instruction. */
  readonly origin: 'defined' | 'specialized' | 'none'
  readonly goesBack: boolean
}

/** What an instruction's argument points at. Each answers a text even where the argument is out of range. */
export interface Operand {
  readonly argument: number
  readonly table: OpcodeTable
  readonly constant: (index: number) => string
  readonly name: (index: number) => string
  readonly local: (index: number) => string
  readonly cell: (index: number) => string
  /** `to L3` or `to 12`. */
  readonly target: () => string
  /** An item of a list of the interpreter's own. */
  readonly item: (list: readonly string[], index: number) => string
}

/** What `dis` prints in parentheses. */
export type Meaning = (operand: Operand) => string

type Changes = Partial<Omit<Version, 'id' | 'table' | 'opcodes' | 'meanings'>> & {
  readonly id: string
  readonly table: OpcodeTable
  readonly meanings?: Readonly<Record<string, Meaning>>
}

/** A version that differs from the one before it by its table and these changes. */
export function after(before: Version, changes: Changes): Version {
  const meanings = new Map([...before.meanings, ...Object.entries(changes.meanings ?? {})])
  return { ...before, ...changes, meanings, opcodes: opcodesOf(changes.table) }
}

/** The rows of a table by number, with what stands between them. */
export function opcodesOf(table: OpcodeTable): readonly Opcode[] {
  const opcodes = Array.from({ length: 256 }, (_, number) => undefinedOpcode(number, table))
  for (const [number, name, kind, caches, effect, jumpEffect] of table.opcodes) {
    const goesBack = kind === 'jump-by' && /BACKWARD|END_ASYNC_FOR/.test(name)
    opcodes[number] = {
      number,
      name,
      kind,
      caches,
      effect,
      jumpEffect,
      origin: isRunTimeOnly(name) ? 'specialized' : 'defined',
      goesBack,
    }
  }
  for (const [number, , base] of table.specialized) {
    const opcode = opcodes[base]
    if (opcode !== undefined) opcodes[number] = { ...opcode, number, origin: 'specialized' }
  }
  return opcodes
}

function undefinedOpcode(number: number, { haveArgument }: OpcodeTable): Opcode {
  return {
    number,
    name: `<${number}>`,
    kind: haveArgument !== null && number >= haveArgument ? 'number' : 'none',
    caches: 0,
    effect: 0,
    jumpEffect: 0,
    origin: 'none',
    goesBack: false,
  }
}

/** Instructions that the interpreter puts in place while it runs, or keeps for itself. */
function isRunTimeOnly(name: string): boolean {
  return (
    name.startsWith('INSTRUMENTED_') ||
    ['CACHE', 'RESERVED', 'ENTER_EXECUTOR', 'TRACE_RECORD', 'INTERPRETER_EXIT'].includes(name)
  )
}
