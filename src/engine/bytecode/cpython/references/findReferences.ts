import type { MarshalValue } from '../../../encodings/marshal/Marshal.ts'
import { decodeUtf8 } from '../../../encodings/marshal/decodeText.ts'
import type { Reference } from '../../../model/Listing.ts'
import type { Code } from '../Code.ts'
import { readExceptionTable } from '../exceptionTable.ts'
import { jumpTarget, type RawInstruction } from '../instructions.ts'
import { stackEffect } from '../versions/OpcodeTable.ts'
import type { Version } from '../versions/Version.ts'
import { handlerFor } from './handlers.ts'
import { joined, Machine, type State } from './Machine.ts'
import { cellKey, isGlobalKey } from './nameHandlers.ts'
import type { Handler } from './Step.ts'
import { literal, UNKNOWN, type Literal, type Value } from './values.ts'

/** What the code around has bound: its cell variables, and global names. */
export type Known = ReadonlyMap<string, Value>

export interface FoundReferences {
  readonly references: readonly Reference[]
  /** What nested code may find its free variables and global names to be. */
  readonly known: Known
}

/** A code object as far as its names are concerned. */
export interface Subject {
  readonly code: Code
  readonly raw: readonly RawInstruction[]
  readonly version: Version
  /** `repr` of each constant. */
  readonly constants: readonly string[]
  readonly repr: (value: MarshalValue) => string
}

/**
 * Finds every name that the code loads, imports, reads or changes as an attribute, with the way to it as far
 * as it can be followed: over variables, attributes, calls and subscripts, block by block, without running
 * anything. A name whose owner is not known has the root `unknown`. In a path `f()` is what `f` returned and
 * `[0]` an item; what `__import__('os')`, `import_module('os')` and `sys.modules['os']` give is the path
 * `os` with the root `import`, and `getattr(x, 'y')` is `x.y`.
 */
export function findReferences(subject: Subject, known: Known): FoundReferences {
  const constants = subject.code.constants.map((constant, at) =>
    toValue(constant, subject.constants[at] ?? '', subject.repr),
  )
  const whole = { ...subject, values: constants }
  const first = run(whole, knownInside(subject.code, known))
  const last = first.hasBound ? run(whole, first.everything) : first
  return { references: last.references(), known: last.everything }
}

/** Of what the code around has bound, what this code sees: its free variables and global names. */
function knownInside({ freeVariables }: Code, known: Known): Known {
  const free = new Set(freeVariables.map(cellKey))
  return new Map([...known].filter(([key]) => free.has(key) || isGlobalKey(key)))
}

/** Of what a code object has bound, what other code can see of it too. */
export function visibleToAll(known: Known): Known {
  return new Map([...known].filter(([key]) => isGlobalKey(key)))
}

interface Run extends Subject {
  /** The constants as values. */
  readonly values: readonly Value[]
}

function run(subject: Run, known: Known): Machine {
  const machine = new Machine(known)
  const heads = loopHeads(subject)
  const handlers = new Map<string, Handler>()
  const states = handlerStates(subject)
  let isReached = true
  for (const instruction of subject.raw) {
    const { index, length, opcode } = instruction
    const state = states.get(index)
    if (!isReached) machine.enter(state)
    else if (state !== undefined) machine.join(state)
    if (heads.has(index)) machine.joinEverything()
    machine.at({ offset: subject.code.at + index, length })
    const handler = handlers.get(opcode.name) ?? handlerFor(opcode.name)
    handlers.set(opcode.name, handler)
    const target = jumpTarget(instruction, subject.version)
    if (target !== null && target > index) keepState(states, target, { machine, instruction })
    const { code, version, values } = subject
    const argument = instruction.argument ?? 0
    handler({ machine, code, version, constants: values, instruction, argument })
    isReached = !ENDS_BLOCK.test(opcode.name)
  }
  return machine
}

const ENDS_BLOCK =
  /^(RETURN_VALUE|RETURN_CONST|RAISE_VARARGS|RERAISE|JUMP_FORWARD|JUMP_ABSOLUTE|JUMP_BACKWARD.*|BREAK_LOOP|CONTINUE_LOOP)$/

/** The state in which the jump arrives, joined with what else arrives there. */
function keepState(
  states: Map<number, State>,
  target: number,
  { machine, instruction }: { machine: Machine; instruction: RawInstruction },
): void {
  const effect = stackEffect(instruction.opcode.jumpEffect, instruction.argument ?? 0)
  const { stack, variables } = machine.state()
  const arriving =
    effect <= 0
      ? stack.slice(0, stack.length + effect)
      : [...stack, ...Array.from({ length: Math.min(effect, 8) }, () => UNKNOWN)]
  const before = states.get(target)
  const state = { stack: arriving, variables }
  states.set(target, before === undefined ? state : joined(before, state))
}

/** Handlers of 3.11 and later are entered with nothing but unknown items. */
function handlerStates({ code }: Subject): Map<number, State> {
  const states = new Map<number, State>()
  for (const { target, depth } of readExceptionTable(code.exceptionTable)) {
    const stack = Array.from({ length: Math.min(depth + 2, 64) }, () => UNKNOWN)
    states.set(target, { stack, variables: new Map() })
  }
  return states
}

function loopHeads({ raw, version }: Subject): ReadonlySet<number> {
  const heads = new Set<number>()
  for (const instruction of raw) {
    const target = jumpTarget(instruction, version)
    if (target !== null && target <= instruction.index) heads.add(target)
  }
  return heads
}

const MAX_ITEMS = 1_000 // of a constant tuple that is taken apart
const MAX_BYTES = 1_000 // of a byte string that may be a name

type ToText = (value: MarshalValue) => string

function toValue(constant: MarshalValue, text: string, repr: ToText): Value {
  if (constant.kind === 'code') return UNKNOWN
  return literal(text, stringOf(constant), itemsOf(constant, repr))
}

function stringOf(constant: MarshalValue): string | null {
  if (constant.kind === 'text') return constant.text
  if (constant.kind !== 'bytes' || constant.bytes.length > MAX_BYTES) return null
  return decodeUtf8(constant.bytes)?.text ?? null
}

/** The items of a tuple: names of arguments, of what is imported, words of a command. */
function itemsOf(constant: MarshalValue, repr: ToText): readonly Literal[] | null {
  if (constant.kind !== 'tuple' || constant.items.length > MAX_ITEMS) return null
  return constant.items.map((item) => {
    const string = stringOf(item)
    return { kind: 'literal', text: repr(item), string, items: null }
  })
}
