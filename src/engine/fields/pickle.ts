// A pickle opcode by opcode, followed by nothing that imports or calls.
// https://github.com/python/cpython/blob/v3.13.0/Lib/pickletools.py
import { OPCODES } from '../encodings/pickle/opcodes.table.ts'
import type { Opcode } from '../encodings/pickle/opcodes.table.ts'
import { PickleEnd } from '../encodings/pickle/PickleEnd.ts'
import { PickleReader } from '../encodings/pickle/PickleReader.ts'
import { readArgument } from '../encodings/pickle/readArgument.ts'
import { reprArgument } from '../encodings/pickle/reprArgument.ts'
import { shortValue, type FieldKind, type FieldNode } from './Field.ts'

const MAX_OPCODES = 1_000_000 // a tenth of a second; a model with a large vocabulary has as many

/** The opcodes in `bytes` up to STOP, or to what no unpickler reads; offsets are in `bytes`. */
export function* pickleFields(bytes: Uint8Array): Generator<FieldNode> {
  const reader = new PickleReader(bytes, 0, 'bytes')
  for (let count = 0; count < MAX_OPCODES && reader.left > 0; count++) {
    const offset = reader.offset
    const opcode = OPCODES.get(reader.opcode())
    const value = opcode === undefined ? 'no opcode of pickle' : argumentOf(reader, opcode)
    if (opcode === undefined || value instanceof PickleEnd) {
      const message = value instanceof PickleEnd ? value.message : value
      yield {
        name: 'broken',
        offset,
        length: bytes.length - offset,
        value: message,
        kind: 'broken',
      }
      return
    }
    const { name } = opcode
    const length = reader.offset - offset
    yield { name, offset, length, value: shortValue(value), kind: kindOf(opcode) }
    if (name === 'STOP') return
  }
}

function argumentOf(reader: PickleReader, { name, argument }: Opcode): string | PickleEnd {
  try {
    return reprArgument(readArgument(reader, argument), name)
  } catch (error) {
    if (error instanceof PickleEnd) return error
    throw error
  }
}

/** What imports or calls. */
const RUNS: ReadonlySet<string> = new Set([
  'GLOBAL',
  'STACK_GLOBAL',
  'INST',
  'OBJ',
  'NEWOBJ',
  'NEWOBJ_EX',
  'REDUCE',
  'BUILD',
  'EXT1',
  'EXT2',
  'EXT4',
])

function kindOf({ name, argument }: Opcode): FieldKind {
  if (RUNS.has(name)) return 'code'
  if (name === 'PROTO' || name === 'FRAME' || name === 'STOP') return 'signature'
  if (argument.includes('string')) return 'text'
  if (argument.startsWith('bytes')) return 'data'
  return argument === 'none' ? 'structure' : 'number'
}
