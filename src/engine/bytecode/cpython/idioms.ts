import { valuesIn, type MarshalValue } from '../../encodings/marshal/Marshal.ts'
import { jumpTarget, type RawInstruction } from './instructions.ts'
import { locationEntries } from './lineStarts.ts'
import { constantKey } from './constantKey.ts'
import { stackEffect } from './versions/OpcodeTable.ts'
import type { Reading } from './Reading.ts'

/**
 * Whether the compiler of this version would have written the same in another way. Each idiom tells two
 * neighbours apart whose instructions are the same; none is proof by itself, so they only choose between
 * versions that are possible.
 */
export function isUnlikely(reading: Reading): boolean {
  return (IDIOMS.get(reading.version.id) ?? []).some((differs) => differs(reading))
}

type Idiom = (reading: Reading) => boolean

const IDIOMS: ReadonlyMap<string, readonly Idiom[]> = new Map<string, readonly Idiom[]>([
  ['3.6', [hasTupleWithoutItems, hasNegativeWithoutOperands]],
  ['3.7', [callsAttribute, keepsFoldedOperands]],
  ['3.8', [linesReachEnd]],
  ['3.9', [linesReachEnd, stepsNoLines, callsWithBareKeywords]],
  ['3.11', [joinsLocations]],
  ['3.12', [repeatsLocations, returnsConstantInTwo]],
])

const TUPLE_USERS = ['CALL_FUNCTION_KW', 'BUILD_CONST_KEY_MAP', 'IMPORT_NAME']

/** 3.6 folds a tuple after its items were constants; from 3.7 on the items are never constants. */
function hasTupleWithoutItems({ code, raw }: Reading): boolean {
  const known = new Set(code.constants.map(constantKey))
  const loaded = new Set<MarshalValue>()
  raw.forEach(({ opcode, argument }, at) => {
    if (opcode.name !== 'LOAD_CONST' || TUPLE_USERS.includes(nextName(raw, at))) return
    const value = code.constants[argument ?? 0]
    if (value?.kind === 'tuple' || value?.kind === 'frozenset') loaded.add(value)
  })
  return [...loaded].some((value) => {
    const items = valuesIn(value)
    return items.length === 0 || !items.every((item) => known.has(constantKey(item)))
  })
}

/** The instruction behind this one, EXTENDED_ARG left out. */
function nextName(raw: readonly RawInstruction[], at: number): string {
  let next = at + 1
  while (raw[next]?.opcode.name === 'EXTENDED_ARG') next++
  return raw[next]?.opcode.name ?? ''
}

/** 3.6 folds `-1` after `1` was a constant, and `2 - 5` after both were. */
function hasNegativeWithoutOperands({ code: { constants } }: Reading): boolean {
  const known = new Set(constants.filter(isNumber).map(constantKey))
  let earlier = 0
  return constants.some((value) => {
    if (!isNumber(value)) return false
    earlier++
    return isNegative(value) && !known.has(constantKey(negated(value))) && earlier <= 2
  })
}

/** From 3.7 on a method is called by LOAD_METHOD; 3.6 loads it as an attribute. A decorator still is one. */
function callsAttribute(reading: Reading): boolean {
  const stack: string[] = []
  const targets = new Set(reading.raw.map((each) => jumpTarget(each, reading.version)))
  for (const instruction of reading.raw) {
    const { opcode, argument, index } = instruction
    if (targets.has(index)) stack.length = 0
    if (opcode.name === 'CALL_FUNCTION' && stack.at(-1 - (argument ?? 0)) === 'LOAD_ATTR') {
      const isDecorator = argument === 1 && /^(MAKE|CALL)_FUNCTION/.test(stack.at(-1) ?? '')
      if (!isDecorator) return true
    }
    produce(stack, instruction)
  }
  return false
}

const ONLY_TAKES = /^(POP_|STORE_|DELETE_|JUMP_|RETURN_|NOP|SETUP_|EXTENDED_ARG)/

/** Follows which instruction made each item of the stack, in straight code. */
function produce(stack: string[], { opcode, argument }: RawInstruction): void {
  const effect = stackEffect(opcode.effect, argument ?? 0)
  if (effect < 0) stack.length = Math.max(0, stack.length + effect)
  for (let added = 0; added < Math.min(effect, 256); added++) stack.push(opcode.name)
  if (effect <= 0 && stack.length > 0 && !ONLY_TAKES.test(opcode.name))
    stack[stack.length - 1] = opcode.name
}

/** From 3.7 on what was folded away was never a constant, but for defaults, `f(1, *x)` and `[1, *x]`. */
function keepsFoldedOperands({ code: { constants }, raw }: Reading): boolean {
  const loads = raw.filter(({ opcode }) => opcode.name === 'LOAD_CONST')
  const used = new Set(loads.map(({ argument }) => argument))
  const foldsTuples = raw.some(
    ({ opcode, argument }) =>
      opcode.name.includes('_UNPACK') ||
      (opcode.name === 'MAKE_FUNCTION' && ((argument ?? 0) & 1) === 1),
  )
  const results = constants.filter(
    (value, at) => used.has(at) && !(foldsTuples && value.kind === 'tuple'),
  )
  const operands = new Set(results.flatMap(operandsOf).map(constantKey))
  return constants.some(
    (value, at) =>
      at > 0 && !used.has(at) && value.kind !== 'none' && operands.has(constantKey(value)),
  )
}

function operandsOf(value: MarshalValue): readonly MarshalValue[] {
  if (value.kind === 'tuple' || value.kind === 'frozenset') return value.items
  return isNegative(value) ? [negated(value)] : []
}

/** Pairs of 3.8 and 3.9 stop before the end, but for code that the optimiser shortened. */
function linesReachEnd({ code }: Reading): boolean {
  let reach = 0
  for (let at = 0; at < code.lineTable.length; at += 2) reach += code.lineTable[at] ?? 0
  return reach === code.bytes.length
}

const SPLIT_STEP = 200 // a step over 255 bytes is split into 255 and a rest; the optimiser may shorten each

/** From 3.9 on a pair is written only where the line changes. */
function stepsNoLines({ code: { lineTable } }: Reading): boolean {
  for (let at = 0; at + 1 < lineTable.length; at += 2)
    if (lineTable[at + 1] === 0 && isShort(lineTable[at] ?? 0)) return true
  return false
}

function isShort(step: number): boolean {
  return step > 0 && step < SPLIT_STEP
}

/** From 3.9 on `f(**k)` copies `k` into a new dict first. */
function callsWithBareKeywords({ raw }: Reading): boolean {
  return raw.some(({ opcode, argument }, at) => {
    if (opcode.name !== 'CALL_FUNCTION_EX' || argument !== 1) return false
    return !/^(DICT_MERGE|BUILD_MAP|BUILD_CONST_KEY_MAP)$/.test(raw[at - 1]?.opcode.name ?? '')
  })
}

/** In 3.11 each instruction has an entry of its own in the location table. */
function joinsLocations({ code, raw }: Reading): boolean {
  const starts = new Set(locationEntries(code).map(({ start }) => start))
  return raw.some(
    ({ index }, at) => raw[at - 1]?.opcode.name !== 'EXTENDED_ARG' && !starts.has(index),
  )
}

const LONGEST_ENTRY = 16 // bytes of code in one entry

/** From 3.12 on neighbours with the same location share an entry. */
function repeatsLocations({ code }: Reading): boolean {
  const entries = locationEntries(code)
  return entries.some((entry, at) => {
    const next = entries[at + 1]
    if (next === undefined || entry.end - entry.start === LONGEST_ENTRY) return false
    return isSameLocation(code.lineTable, entry, next)
  })
}

const LAST_SHORT = 9
const FIRST_ONE_LINE = 10
const NO_LOCATION = 15

interface Entry {
  readonly kind: number
  readonly at: number
  readonly length: number
}

/** Whether two entries are written alike and the second steps no line. */
function isSameLocation(table: Uint8Array, first: Entry, second: Entry): boolean {
  if (first.kind === NO_LOCATION || second.kind === NO_LOCATION) return first.kind === second.kind
  const isShort = second.kind <= LAST_SHORT && first.kind === second.kind
  const isOneLine =
    second.kind === FIRST_ONE_LINE && first.kind >= FIRST_ONE_LINE && first.kind <= 12
  if (!isShort && !isOneLine) return false
  const columns = ({ at, length }: Entry) => table.subarray(at + 1, at + length).join()
  return columns(first) === columns(second)
}

/** From 3.12 on a constant is returned by RETURN_CONST. */
function returnsConstantInTwo({ raw }: Reading): boolean {
  return raw.some(
    ({ opcode }, at) => opcode.name === 'RETURN_VALUE' && raw[at - 1]?.opcode.name === 'LOAD_CONST',
  )
}

type Numeric = Extract<MarshalValue, { kind: 'integer' | 'float' }>

function isNumber(value: MarshalValue): value is Numeric {
  return value.kind === 'integer' || value.kind === 'float'
}

function isNegative(value: MarshalValue): value is Numeric {
  return isNumber(value) && (value.value < 0 || Object.is(value.value, -0))
}

function negated(value: Numeric): Numeric {
  return value.kind === 'integer'
    ? { ...value, value: -value.value }
    : { ...value, value: -value.value }
}
