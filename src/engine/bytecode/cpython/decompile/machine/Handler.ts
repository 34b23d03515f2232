import type { Op } from '../Op.ts'
import type { Machine } from './Machine.ts'

/** What an operation does to the stack and the statements. */
export type Handler = (machine: Machine, op: Op) => void

export type HandlerRow = readonly [name: string, handler: Handler]
