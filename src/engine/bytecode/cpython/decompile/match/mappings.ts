import type { Expression } from '../ast.ts'
import { NotUnderstood } from '../NotUnderstood.ts'
import type { Op } from '../Op.ts'
import { newPart, setForm, type Part } from './Part.ts'
import {
  constantsOf,
  hasChecks,
  peek,
  pop,
  popPart,
  topPart,
  type PatternItem,
  type State,
} from './State.ts'

// The operations of patterns that look into mappings.

/** The mapping and its keys stay below the values. */
export function matchKeys(state: State): void {
  const keys = peek(state, 1)
  const part = peek(state, 2)
  if (part.kind !== 'part' || part.asked !== 'mapping')
    throw new NotUnderstood('this is no pattern')
  const values = keys.kind === 'tuple' ? keys.values : keyConstants(keys)
  if (part.length?.count !== values.length || !part.length.isLeast)
    throw new NotUnderstood('this is no pattern')
  const parts = values.map(newPart)
  setForm(part, { kind: 'mapping', keys: values, parts, rest: null })
  state.changes++
  state.stack.push({ kind: 'values', parts })
  if (hasChecks(state)) state.stack.push({ kind: 'check' })
}

function keyConstants(keys: PatternItem): readonly Expression[] {
  if (keys.kind !== 'expression') throw new NotUnderstood('this is no pattern')
  return constantsOf(keys.value)
}

/** 3.10: what a mapping has besides its keys takes the place of the keys. */
export function copyRest(state: State): void {
  pop(state)
  const part = topPart(state)
  const rest = newPart()
  setRest(part, rest)
  state.changes++
  state.stack.push(rest)
}

function setRest(part: Part, rest: Part): void {
  const { form } = part
  if (form === null && part.asked === 'mapping')
    part.form = { kind: 'mapping', keys: [], parts: [], rest }
  else if (form?.kind === 'mapping' && form.rest === null) part.form = { ...form, rest }
  else throw new NotUnderstood('this is no pattern')
}

export function buildRest(state: State, { argument }: Op): void {
  if (argument !== 0) throw new NotUnderstood('this is no pattern')
  state.stack.push({ kind: 'rest', part: newPart(), of: null })
}

export function updateRest(state: State, { argument }: Op): void {
  const part = popPart(state)
  const rest = peek(state, argument)
  if (rest.kind !== 'rest' || rest.of !== null) throw new NotUnderstood('this is no pattern')
  rest.of = part
  setRest(part, rest.part)
  state.changes++
}

export function deleteKey(state: State): void {
  const key = pop(state)
  const rest = pop(state)
  if (key.kind !== 'expression' || rest.kind !== 'rest' || rest.of === null)
    throw new NotUnderstood('this is no pattern')
}
