// Pickles of protocols 0 to 5, followed by a machine that builds, imports and calls nothing.
// https://github.com/python/cpython/blob/v3.13.0/Modules/_pickle.c
import { OPCODES, type Opcode } from './opcodes.table.ts'
import { PickleEnd, broken, type Ending } from './PickleEnd.ts'
import { PickleMachine } from './PickleMachine.ts'
import { PickleReader } from './PickleReader.ts'
import type { PickleOpcode, PickleRange, PickleRun, PickleValue } from './PickleValue.ts'
import { readArgument } from './readArgument.ts'
import { reprArgument } from './reprArgument.ts'
import { step } from './steps.ts'

const MAX_OPCODES = 4_000_000 // run; half a second. A model with a large vocabulary has one million
const MAX_LISTED = 200_000 // opcodes told of one by one; those after them are run all the same

/**
 * Follows the pickle that begins at `start` to its STOP, or as far as any unpickler would go. All offsets are in
 * `bytes`. Throws `ParseError` only when `start` is outside of them.
 */
export function runPickle(bytes: Uint8Array, start = 0, afterBuild?: AfterBuild): PickleRun {
  const { run: first, crossedAt } = runOnce(new PickleReader(bytes, start, 'bytes'), afterBuild)
  if (crossedAt === null) return first
  const { run: second } = runOnce(new PickleReader(bytes, start, 'file'))
  return withOther(first, second, crossedAt)
}

function runOnce(
  reader: PickleReader,
  afterBuild?: AfterBuild,
): { readonly run: PickleRun; readonly crossedAt: number | null } {
  const machine = new PickleMachine()
  const opcodes: PickleOpcode[] = []
  const ended = run(reader, machine, opcodes, afterBuild)
  const result = ended.end === 'stop' ? ended.result : null
  const { protocol, globals, calls, folded, changes, faults, stack } = machine
  const [end, endOffset, depth] = [ended.end, reader.offset, stack.depth]
  const made = { globals, calls, folded, changes }
  const all = { protocol, opcodes, ...made, result, end, endOffset, depth, faults }
  return { run: all, crossedAt: reader.crossedAt }
}

/** What the second reading reaches besides the first, from where they part. */
function withOther(first: PickleRun, second: PickleRun, crossedAt: number): PickleRun {
  const isOther = ({ at }: { readonly at: PickleRange }) => at.offset + at.length > crossedAt
  const message =
    'an opcode crosses the end of a frame: read from a file it is another than from memory; both are followed'
  return {
    ...first,
    globals: [...first.globals, ...second.globals.filter(isOther)],
    calls: [...first.calls, ...second.calls.filter(isOther)],
    folded: new Map([...first.folded, ...second.folded]),
    faults: [{ offset: crossedAt, length: 1, message }, ...first.faults],
  }
}

/**
 * Joblib writes what is no pickle behind some objects that get a state: given the object and the offset behind its
 * BUILD, answers the bytes to go on with from that offset, which hold all before it unchanged; undefined to go on as is.
 */
export type AfterBuild = (built: PickleValue, offset: number) => Uint8Array | undefined

type Ended =
  { readonly end: 'stop'; readonly result: PickleRun['result'] } | { readonly end: Ending }

/** The one place that catches: what came before the end is in the machine. */
function run(
  reader: PickleReader,
  machine: PickleMachine,
  opcodes: PickleOpcode[],
  afterBuild?: AfterBuild,
): Ended {
  let offset = reader.offset
  try {
    for (let count = 0; ; count++) {
      offset = reader.offset
      if (count === MAX_OPCODES) throw new PickleEnd('limit', `over ${MAX_OPCODES} opcodes`)
      const name = next(reader, machine, opcodes)
      if (name === 'STOP') return { end: 'stop', result: machine.stack.pop() }
      if (name !== 'BUILD' || afterBuild === undefined) continue
      const rest = afterBuild(machine.stack.top(), reader.offset)
      if (rest !== undefined) reader.goOnIn(rest)
    }
  } catch (error) {
    if (!(error instanceof PickleEnd)) throw error
    machine.at = { offset, length: reader.offset - offset }
    machine.fault(error.message, true)
    reader.seek(offset)
    return { end: error.end }
  }
}

function next(reader: PickleReader, machine: PickleMachine, opcodes: PickleOpcode[]): string {
  const { offset } = reader
  const opcode = opcodeOf(reader.opcode())
  const argument = readArgument(reader, opcode.argument)
  if (opcode.name === 'FRAME' && argument.kind === 'int') reader.beginFrame(argument.value)
  const length = reader.offset - offset
  machine.at = { offset, length }
  machine.left = reader.left
  const { name } = opcode
  machine.opcode = name
  const depth = machine.stack.depth
  if (opcodes.length < MAX_LISTED)
    opcodes.push({ offset, length, name, argument: reprArgument(argument, name), depth })
  else if (!machine.isListCut) machine.cutList(MAX_LISTED)
  step(machine, name, argument)
  return name
}

function opcodeOf(byte: number): Opcode {
  const opcode = OPCODES.get(byte)
  if (opcode === undefined) throw broken(`no opcode is 0x${byte.toString(16).padStart(2, '0')}`)
  return opcode
}
