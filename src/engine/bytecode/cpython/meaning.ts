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

/** What `dis` prints in parentheses, or '' where it prints nothing. `isInRange` is false where it would fail. */
export function meaningOf(
  instruction: RawInstruction,
  lookup: Lookup,
): { readonly text: string; readonly isInRange: boolean } {
  const { argument, opcode } = instruction
  if (argument === null) return { text: '', isInRange: true }
  const { version } = lookup
  const meaning = version.meanings.get(opcode.name) ?? BY_KIND[opcode.kind]
  let isInRange = true
  const from = (list: readonly string[]) => (index: number) => {
    const text = list[index]
    if (text === undefined) isInRange = false
    return text ?? OUT_OF_RANGE
  }
  const text = meaning({
    argument,
    table: version.table,
    constant: from(lookup.constants),
    name: from(lookup.code.names),
    local: from(lookup.code.locals),
    cell: from(lookup.code.cells),
    item: (list, index) => from(list)(index),
    target: () => lookup.targetText(jumpTarget(instruction, version) ?? 0),
  })
  return { text, isInRange }
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
