import { NotUnderstood } from '../NotUnderstood.ts'
import type { Op } from '../Op.ts'
import { blockHandlers } from './blockHandlers.ts'
import { buildHandlers } from './buildHandlers.ts'
import { callHandlers } from './callHandlers.ts'
import { functionHandlers } from './functionHandlers.ts'
import type { Handler } from './Handler.ts'
import type { Machine } from './Machine.ts'
import { matchHandlers } from './matchHandlers.ts'
import { nameHandlers } from './nameHandlers.ts'
import { operatorHandlers } from './operatorHandlers.ts'
import { stackHandlers } from './stackHandlers.ts'

const HANDLERS: ReadonlyMap<string, Handler> = new Map([
  ...stackHandlers,
  ...nameHandlers,
  ...operatorHandlers,
  ...buildHandlers,
  ...callHandlers,
  ...functionHandlers,
  ...blockHandlers,
  ...matchHandlers,
])

/** Runs the operations of a block but for its last jump. Throws `NotUnderstood`. */
export function run(machine: Machine, ops: readonly Op[]): void {
  ops.forEach((op, at) => {
    machine.next = ops[at + 1] ?? null
    machine.following = ops.slice(at + 1, at + 1 + MAX_LOOKAHEAD)
    const handler = HANDLERS.get(op.name)
    if (handler === undefined) throw new NotUnderstood(`${op.name} is not known here`)
    handler(machine, op)
  })
}

const MAX_LOOKAHEAD = 16 // stores in a row after an exchange of values
