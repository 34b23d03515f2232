import {
  CONNECTIONS,
  DENIALS,
  FOREIGN_CODE,
  HIDDEN_GRAPHS,
  READS,
  WRITES,
} from './effectOps.table.ts'
import { REGISTERED_OPS } from './registeredOps.table.ts'

/** What an operation of TensorFlow does beyond computing. `unknown`: TensorFlow does not have it. */
export type OperationGroup = 'read' | 'write' | 'network' | 'code' | 'graph' | 'denial' | 'unknown'

/** Where an operation holds a path, an address or something else worth showing. */
export interface OperandPlace {
  /** The name TensorFlow gives it. */
  readonly name: string
  /** The number of the input; null for an attribute. */
  readonly input: number | null
  /** Whether it says what is read, written or spoken with; else it is only shown. */
  readonly isTarget: boolean
}

/** An operation that does more than compute. */
export interface EffectOp {
  readonly group: OperationGroup
  readonly operands: readonly OperandPlace[]
}

const EFFECT_OPS: ReadonlyMap<string, EffectOp> = new Map([
  ...parsed('read', READS),
  ...parsed('write', WRITES),
  ...parsed('network', CONNECTIONS),
  ...parsed('code', FOREIGN_CODE),
  ...parsed('graph', HIDDEN_GRAPHS),
  ...parsed('denial', DENIALS),
])

const UNKNOWN: EffectOp = { group: 'unknown', operands: [] }

/** What the operation `op` does beyond computing; undefined for one of TensorFlow's own that only computes. */
export function effectOf(op: string): EffectOp | undefined {
  return EFFECT_OPS.get(op) ?? (REGISTERED_OPS.has(op) ? undefined : UNKNOWN)
}

/** Every operation of the tables with what they say of it. */
export function effectOps(): Iterable<readonly [string, EffectOp]> {
  return EFFECT_OPS
}

function parsed(group: OperationGroup, table: string): readonly (readonly [string, EffectOp])[] {
  const lines = table.trim().split(/\n */)
  return lines.map((line) => {
    const [op = '', ...operands] = line.split(' ')
    return [op, { group, operands: operands.map(toPlace) }] as const
  })
}

function toPlace(text: string): OperandPlace {
  const isTarget = !text.endsWith('?')
  const [name = '', place = ''] = text.replace('?', '').split('@')
  return { name, input: place === 'attr' ? null : Number(place), isTarget }
}
