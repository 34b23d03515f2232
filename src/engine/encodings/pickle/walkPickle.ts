// Pickle streams of protocols 0 to 5, walked and never built: what they import, and whether they are pickles at all.
// https://github.com/python/cpython/blob/v3.13.0/Lib/pickletools.py
import { Cursor } from '../../bytes/Cursor.ts'
import { OPCODES } from './opcodes.table.ts'
import { isPlausible, readArgument } from './pickleArgument.ts'
import { PickleMachine } from './PickleMachine.ts'

export interface PickleWalk {
  /** Of the PROTO opcode; 0 when there is none (protocols 0 and 1). */
  readonly protocol: number
  readonly opcodes: number
  /** `module name` of everything that is imported, each once; what is not known as text is `?`. */
  readonly imports: readonly string[]
  /** `stop`: a whole pickle. `cut`: the bytes end first. `broken`: no opcode, or one that cannot be here. */
  readonly end: 'stop' | 'cut' | 'broken'
  /** Just behind the last opcode that was read. */
  readonly endOffset: number
}

const MAX_OPCODES = 1_000_000 // beyond this the walk is cut

/** Walks the pickle that begins at `start`. Never throws. */
export function walkPickle(bytes: Uint8Array, start = 0): PickleWalk {
  const cursor = new Cursor(bytes, start)
  const machine = new PickleMachine()
  let opcodes = 0
  let end: PickleWalk['end'] | 'next' = 'next'
  let endOffset = start
  for (; end === 'next' && opcodes < MAX_OPCODES; opcodes++) {
    endOffset = cursor.offset
    end = step(cursor, machine)
  }
  if (end === 'stop' || end === 'next') endOffset = cursor.offset
  else opcodes--
  const imports = [...machine.imports]
  return {
    protocol: machine.protocol,
    opcodes,
    imports,
    end: end === 'next' ? 'cut' : end,
    endOffset,
  }
}

function step(cursor: Cursor, machine: PickleMachine): PickleWalk['end'] | 'next' {
  if (cursor.left === 0) return 'cut'
  const opcode = OPCODES.get(cursor.u8())
  if (opcode === undefined) return 'broken'
  const argument = readArgument(cursor, opcode.argument)
  if (argument === undefined) return 'cut'
  if (!isPlausible(opcode.name, argument) || !machine.apply(opcode, argument)) return 'broken'
  return opcode.name === 'STOP' ? 'stop' : 'next'
}
