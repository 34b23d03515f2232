import type { Operand, Operation } from '../../model/Operation.ts'
import { effectOf } from '../../model/tensorflow/effectOps.ts'

/** What an operation does, and with what: its targets, and what else its operands say. */
export interface Channel {
  readonly does: 'read' | 'write' | 'network' | 'print'
  readonly targets: readonly Target[]
}

export interface Target extends Pick<Operand, 'text' | 'from'> {
  readonly name: string
}

const URL_IN_SPECIFICATION = /(?:file|grpc):\/\/[^;]*/
/** Texts that name no file: descriptors that TensorFlow has itself. */
const NO_FILE: ReadonlyMap<string, RegExp> = new Map([
  ['descriptor_source', /^(?:|local:\/\/|bytes:\/\/.*)$/s],
])

/** The channel by which an operation reaches out; null for one that reaches nowhere as it stands. */
export function channelOf(operation: Operation): Channel | null {
  const { op, operands } = operation
  const group = effectOf(op)?.group
  if (group !== 'read' && group !== 'write' && group !== 'network') return null
  if (op === 'PrintV2') return printed(operands)
  return DEBUGGING.test(op) ? debugged(operands) : opened(operation, group)
}

const DEBUGGING = /^(?:Debug|Copy)/

function opened({ op, operands }: Operation, group: 'read' | 'write' | 'network'): Channel | null {
  const wanted = new Set(targetNames(op))
  const all = operands.filter(({ name }) => wanted.has(name))
  const targets = all.filter((target) => !isNothing(target))
  return wanted.size > 0 && all.length > 0 && targets.length === 0 ? null : { does: group, targets }
}

/** The operands of `op` that say what it reads, writes or speaks with. */
function targetNames(op: string): readonly string[] {
  const operands = effectOf(op)?.operands ?? []
  return operands.filter(({ isTarget }) => isTarget).map(({ name }) => name)
}

function isNothing({ name, text, from }: Operand): boolean {
  if (from !== 'literal' || text === null) return false
  return text === '' || NO_FILE.get(name)?.test(text) === true
}

/** Prints to the terminal unless its attribute says a file. */
function printed(operands: readonly Operand[]): Channel | null {
  const streams = operands.filter(({ name }) => name === 'output_stream')
  const files = streams.filter(({ text }) => text?.startsWith('file://'))
  return files.length === 0 ? null : { does: 'print', targets: files }
}

/** Debuggers are fed through files or connections that attributes name. */
function debugged(operands: readonly Operand[]): Channel | null {
  const targets = operands.flatMap(({ text, ...operand }) => {
    const url = URL_IN_SPECIFICATION.exec(text ?? '')?.[0]
    return url === undefined ? [] : [{ ...operand, text: url }]
  })
  if (targets.length === 0) return null
  const isRemote = targets.some(({ text }) => text.startsWith('grpc://'))
  return { does: isRemote ? 'network' : 'write', targets }
}
