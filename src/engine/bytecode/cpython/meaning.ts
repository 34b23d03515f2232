import type { Code } from './Code.ts'
import { jumpTarget, type RawInstruction } from './instructions.ts'
import type { Meaning, Operand, Version } from './versions/Version.ts'

const OUT_OF_RANGE = 'out of range'

/** What arguments of one code object are looked up in. */
export interface Lookup {
  readonly code: Code
  readonly version: Version
  /** `repr` of each constant. */
  readonly constants: readonly string[]
  /** How a jump to this offset is written: `to 12`, `to L3`. */
  readonly targetText: (target: number) => string
}

/**
 * What the arguments of one code object point at. One operand serves all its instructions: there are hundreds of
 * thousands in a large payload.
 */
export class Meanings {
  readonly #version: Version
  readonly #operand: Operand & { argument: number }
  #instruction: RawInstruction | null = null
  #isInRange = true

  constructor({ code, version, constants, targetText }: Lookup) {
    this.#version = version
    this.#operand = {
      argument: 0,
      table: version.table,
      constant: (index) => this.#item(constants, index),
      name: (index) => this.#item(code.names, index),
      local: (index) => this.#item(code.locals, index),
      cell: (index) => this.#item(code.cells, index),
      item: (list, index) => this.#item(list, index),
      target: () =>
        targetText(this.#instruction === null ? 0 : (jumpTarget(this.#instruction, version) ?? 0)),
    }
  }

  /** What `dis` prints in parentheses, or '' where it prints nothing. */
  textOf(instruction: RawInstruction): string {
    const { argument, opcode } = instruction
    if (argument === null) return ''
    this.#instruction = instruction
    this.#operand.argument = argument
    const meaning = this.#version.meanings.get(opcode.name) ?? BY_KIND[opcode.kind]
    return meaning(this.#operand)
  }

  /** False where `dis` would fail. */
  isInRange(instruction: RawInstruction): boolean {
    this.#isInRange = true
    this.textOf(instruction)
    return this.#isInRange
  }

  #item(list: readonly string[], index: number): string {
    const text = list[index]
    if (text === undefined) this.#isInRange = false
    return text ?? OUT_OF_RANGE
  }
}

const BY_KIND: Readonly<Record<RawInstruction['opcode']['kind'], Meaning>> = {
  none: () => '',
  number: () => '',
  constant: ({ argument, constant }: Operand) => constant(argument),
  name: ({ argument, name }) => name(argument),
  'jump-by': ({ target }) => target(),
  'jump-to': () => '',
  local: ({ argument, local }) => local(argument),
  comparison: ({ argument, table, item }) => item(table.comparisons, argument),
  cell: ({ argument, cell }) => cell(argument),
}
