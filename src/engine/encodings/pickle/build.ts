// BUILD: gives an object its state, by its __setstate__ or by writing its attributes.
import { broken } from './PickleEnd.ts'
import type { PickleMachine } from './PickleMachine.ts'
import type { PickleValue } from './PickleValue.ts'

/** `object.__setstate__(state)`. A `__setstate__` that an earlier state brought along is called, as by REDUCE. */
export function build(machine: PickleMachine): void {
  const [target, state] = machine.stack.take(2)
  if (target === undefined || state === undefined) return
  machine.stack.push(target)
  machine.call({ opcode: 'BUILD', callable: target, args: [state], keywords: null })
  const setter = target.kind === 'call' ? writtenSetter(target.state) : undefined
  if (setter !== undefined)
    machine.call({ opcode: 'REDUCE', callable: setter, args: [state], keywords: null })
  if (target.kind === 'call') target.state.push(state)
  if (target.kind === 'global')
    for (const [name, value] of attributesIn(state)) machine.replaceAttribute(target, name, value)
  if (isPlain(target) && !isEmpty(state)) throw broken(`a ${target.kind} takes no state`)
}

function writtenSetter(states: readonly PickleValue[]): PickleValue | undefined {
  for (const state of states.slice(-MAX_STATES))
    for (const [name, value] of attributesIn(state)) if (name === '__setstate__') return value
  return undefined
}

const MAX_STATES = 4 // of one object that are looked at; a genuine one has one
const MAX_ATTRIBUTES = 1_000 // of one state

/** What a state writes: a dict, or a pair of two. */
function* attributesIn(state: PickleValue): Generator<readonly [string, PickleValue]> {
  const isPair = state.kind === 'tuple' && state.items.length === 2
  for (const part of isPair ? state.items : [state]) {
    if (part.kind !== 'dict') continue
    for (const [key, value] of part.entries.slice(0, MAX_ATTRIBUTES))
      if (key.kind === 'text') yield [key.text, value]
  }
}

const PLAIN: readonly PickleValue['kind'][] = [
  ...(['none', 'ellipsis', 'bool', 'int', 'float', 'text', 'bytes', 'tuple', 'list'] as const),
  ...(['set', 'frozenset', 'dict'] as const),
]

/** Objects without `__setstate__` and `__dict__`. */
function isPlain({ kind }: PickleValue): boolean {
  return PLAIN.includes(kind)
}

/** Whether one of the readers would not even look at it, or what it is cannot be known. */
function isEmpty(state: PickleValue): boolean {
  if (!isPlain(state)) return true
  if (state.kind === 'dict') return state.entries.length === 0
  return state.kind === 'none' || ('items' in state && state.items.every(isNothing))
}

function isNothing(value: PickleValue): boolean {
  return value.kind === 'none' || (value.kind === 'dict' && value.entries.length === 0)
}
