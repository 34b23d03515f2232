import type { CodeObject, Listing } from '../../engine/index.ts'

/** What the page calls the code of a machine, and what is made of it. */
export interface MachineWords {
  /** What `sha256` of a code object is of. */
  readonly payload: string
  /** What the listing of its instructions is. */
  readonly disassembly: (code: Pick<CodeObject, 'python'>) => string
  readonly names: string
  /** What the statuses of its source mean. */
  readonly complete: string
  readonly incomplete: string
  readonly left: string
  readonly none: (code: Pick<CodeObject, 'python'>) => string
}

const NO_SOURCE = 'It could not be decompiled; here is its disassembly'

export const MACHINE_WORDS: Readonly<Record<Listing['machine'], MachineWords>> = {
  cpython: {
    payload: 'marshalled code',
    disassembly: ({ python }) => {
      const version = python.at(-1)
      return version === undefined
        ? 'As dis would print it'
        : `What dis of Python ${version} prints`
    },
    names: 'Names and constants of all code objects in it',
    complete: 'Every instruction is accounted for',
    incomplete: 'Not every instruction is accounted for',
    left: 'left as disassembly, in comments',
    none: ({ python }) =>
      python.length === 0
        ? 'No compiler of CPython writes this bytecode; here is its disassembly'
        : NO_SOURCE,
  },
  pickle: {
    payload: 'pickle',
    disassembly: () => 'Opcodes, as pickletools prints them',
    names: 'Globals that it imports, and what it puts on the stack',
    complete: 'Every opcode is accounted for: what loading it does, as Python',
    incomplete: 'Not every opcode is accounted for',
    left: 'left as opcodes, in comments',
    none: () => 'It could not be written as Python; here are its opcodes',
  },
}
