import { call, type Arguments } from './calls.ts'
import type { Machine } from './Machine.ts'
import { importStar } from './nameHandlers.ts'
import type { Handler, Step } from './Step.ts'
import { display, NOTHING, UNKNOWN, type Literal, type Value } from './values.ts'

/** Instructions that call, of all versions. */
export const callHandlers: readonly (readonly [string, Handler])[] = [
  ['CALL_FUNCTION', callFunction],
  ['CALL_FUNCTION_VAR', (step) => callOld(step, 1)],
  ['CALL_FUNCTION_KW', (step) => (isOld(step) ? callOld(step, 1) : callNamed(step))],
  ['CALL_FUNCTION_VAR_KW', (step) => callOld(step, 2)],
  ['CALL_FUNCTION_EX', callUnpacked],
  ['CALL_METHOD', ({ machine, argument }) => finish(machine, machine.popMany(argument), [])],
  ['KW_NAMES', rememberNames],
  ['CALL', callWithRemembered],
  ['CALL_KW', callNamedWithSlot],
  ['PRECALL', () => undefined],
  ['CALL_INTRINSIC_1', callIntrinsic],
  ['EXEC_STMT', execute],
  ['SETUP_WITH', enterManager],
  ['SETUP_ASYNC_WITH', enterManager],
  ['BEFORE_WITH', enterManager],
  ['BEFORE_ASYNC_WITH', enterManager],
  ['LOAD_SPECIAL', loadSpecial],
]

function isOld({ version }: Step): boolean {
  return version.units === 'bytes'
}

function callFunction(step: Step): void {
  const { machine, argument } = step
  if (isOld(step)) {
    callOld(step, 0)
    return
  }
  const positional = machine.popMany(argument)
  machine.push(call(machine, machine.pop(), { positional, keywords: [] }))
}

/** 2.7 to 3.5: a count of values, a count of names with values, then `unpacked` of `*` and `**`. */
function callOld({ machine, argument }: Step, unpacked: number): void {
  machine.popMany(unpacked)
  const pairs = machine.popMany(2 * ((argument >> 8) & 255))
  const positional = machine.popMany(argument & 255)
  const keywords: [string, Value][] = []
  for (let at = 0; at + 1 < pairs.length; at += 2) {
    const [name = UNKNOWN, value = UNKNOWN] = pairs.slice(at, at + 2)
    keywords.push([stringOf(name), value])
  }
  machine.push(call(machine, machine.pop(), { positional, keywords }))
}

/** 3.6 to 3.10: the names of the last arguments lie on top, as a tuple. */
function callNamed({ machine, argument }: Step): void {
  const names = machine.pop()
  const given = withNames(machine.popMany(argument), namesOf(names))
  machine.push(call(machine, machine.pop(), given))
}

function callUnpacked({ machine, version, argument, instruction }: Step): void {
  const alwaysKeywords = typeof instruction.opcode.effect === 'number'
  if (alwaysKeywords || (argument & 1) === 1) machine.pop()
  const unpacked = machine.pop()
  const positional = unpacked.kind === 'literal' ? (unpacked.items ?? []) : []
  if (version.layout === '3.11') finish(machine, positional, [])
  else machine.push(call(machine, machine.pop(), { positional, keywords: [] }))
}

/** 3.11 and 3.12 name the last arguments by an instruction before the call. */
function rememberNames({ machine, constants, argument }: Step): void {
  machine.callNames = namesOf(constants[argument] ?? UNKNOWN)
}

function callWithRemembered({ machine, argument }: Step): void {
  const names = machine.callNames
  machine.callNames = []
  finish(machine, machine.popMany(argument), names)
}

function callNamedWithSlot({ machine, argument }: Step): void {
  const names = machine.pop()
  finish(machine, machine.popMany(argument), namesOf(names))
}

/** 3.7 and later: two places below the arguments: callable and nothing, in either order, or method and object. */
function finish(machine: Machine, values: readonly Value[], names: readonly string[]): void {
  const [lower = UNKNOWN, upper = UNKNOWN] = machine.popMany(2)
  const { positional, keywords } = withNames(values, names)
  if (lower.kind === 'nothing') machine.push(call(machine, upper, { positional, keywords }))
  else if (upper.kind === 'nothing') machine.push(call(machine, lower, { positional, keywords }))
  else machine.push(call(machine, lower, { positional: [upper, ...positional], keywords }))
}

function withNames(values: readonly Value[], names: readonly string[]): Arguments {
  const first = Math.max(values.length - names.length, 0)
  const keywords = values
    .slice(first)
    .map((value, at): [string, Value] => [names[at] ?? '?', value])
  return { positional: values.slice(0, first), keywords }
}

function namesOf(value: Value): readonly string[] {
  const items: readonly Literal[] = value.kind === 'literal' ? (value.items ?? []) : []
  return items.map(stringOf)
}

function stringOf(value: Value): string {
  return value.kind === 'literal' ? (value.string ?? value.text) : '?'
}

/** The statement of 2.x: code, globals and locals lie on the stack. */
function execute({ machine }: Step): void {
  const values = machine.popMany(3)
  machine.call(machine.reach(['exec'], 'global'), literalTexts(values.slice(0, 1)))
}

function literalTexts(values: readonly Value[]): readonly string[] {
  return values.flatMap((value) => (value.kind === 'literal' ? [value.text] : []))
}

function callIntrinsic({ machine, version, argument }: Step): void {
  const name = version.table.intrinsics1[argument]
  if (name === 'INTRINSIC_LIST_TO_TUPLE') listToTuple(machine)
  else if (name === 'INTRINSIC_IMPORT_STAR') {
    importStar(machine)
    machine.push(UNKNOWN)
  } else machine.replace(1, UNKNOWN)
}

/** A list of literals as a tuple; anything else is unknown. */
export function listToTuple(machine: Machine): void {
  const list = machine.pop()
  const items = list.kind === 'literal' ? list.items : null
  machine.push(items === null ? UNKNOWN : display('(', items, ')'))
}

/** `with x as y`: y is taken to be x, as it is for files, locks and sessions. */
function enterManager({ machine, instruction }: Step): void {
  const manager = machine.pop()
  machine.push(UNKNOWN)
  if (instruction.opcode.name !== 'SETUP_ASYNC_WITH') machine.push(manager)
}

/** 3.14: `__enter__`, `__exit__` and their like, with nothing beside them. */
function loadSpecial({ machine, version, argument }: Step): void {
  const manager = machine.pop()
  const isEnter = /^__a?enter__$/.test(version.table.specialMethods[argument] ?? '')
  machine.push(isEnter ? { kind: 'returns', value: manager } : UNKNOWN, NOTHING)
}
