// Whether two code objects are the same but for where they came from.
import { numberOf, toCode, type Code } from '../../src/engine/bytecode/cpython/Code.ts'
import { readInstructions } from '../../src/engine/bytecode/cpython/instructions.ts'
import type { Version } from '../../src/engine/bytecode/cpython/versions/Version.ts'
import type { MarshalCode } from '../../src/engine/encodings/marshal/Marshal.ts'
import { constantText } from './constantText.ts'

export interface Difference {
  /** Names of the code objects that lead to the one that differs; '' for the root. */
  readonly path: string
  /** `code: LOAD_FAST ≠ LOAD_GLOBAL`: the same for differences of one kind. */
  readonly what: string
  /** The two values. */
  readonly detail: string
}

interface Roots {
  readonly version: Version
  /** Qualified names of the two roots; null when not known. */
  readonly prefixes: readonly [string | null, string | null]
}

/**
 * The first difference of two code objects and those nested in them; undefined when there is none. Left out: the
 * file name, the first line (also where a class body stores it), the line table, and what qualified names begin
 * with where `prefixes` differ. Constants are the same by type, value and sign.
 */
export function compareCode(
  original: MarshalCode,
  candidate: MarshalCode,
  roots: Roots,
): Difference | undefined {
  return compare([toCode(original), toCode(candidate)], roots, '')
}

type Pair = readonly [Code, Code]

function compare(pair: Pair, roots: Roots, path: string): Difference | undefined {
  const found =
    instructionsDiffer(pair, roots.version) ??
    fieldsDiffer(pair, roots) ??
    constantsDiffer(pair, roots)
  if (found !== undefined) return { ...found, path }
  for (const [index, constant] of pair[0].constants.entries()) {
    const other = pair[1].constants[index]
    if (constant.kind !== 'code' || other?.kind !== 'code') continue
    const inner = [toCode(constant), toCode(other)] as const
    const difference = compare(inner, roots, `${path}/${inner[0].name}`)
    if (difference !== undefined) return difference
  }
  return undefined
}

type Found = Omit<Difference, 'path'>
type Instructions = ReturnType<typeof readInstructions>

function instructionsDiffer([first, second]: Pair, version: Version): Found | undefined {
  if (Buffer.compare(first.bytes, second.bytes) === 0) return undefined
  const ours = readInstructions(first.bytes, version)
  const theirs = readInstructions(second.bytes, version)
  const length = Math.max(ours.length, theirs.length)
  for (let index = 0; index < length; index++) {
    const [one, other] = [shown(ours, index), shown(theirs, index)]
    const isLine = isFirstLine(first, ours, index) && isFirstLine(second, theirs, index)
    if (one.text === other.text || (isLine && one.name === other.name)) continue
    const kind = one.name === other.name ? `argument of ${one.name}` : `${one.name} ≠ ${other.name}`
    return { what: `code: ${kind}`, detail: `${one.where}: ${one.text} ≠ ${other.text}` }
  }
  return isAllCode(ours, first) && isAllCode(theirs, second)
    ? undefined
    : { what: 'code: caches', detail: 'a cache is not empty' }
}

function shown(instructions: Instructions, index: number) {
  const instruction = instructions[index]
  if (instruction === undefined) return { name: 'the end', text: 'the end', where: 'at the end' }
  const { name } = instruction.opcode
  const text = `${name} ${instruction.argument ?? ''}`
  return { name, text, where: `at ${instruction.index}` }
}

/** Whether the instructions with empty caches are all the bytes that there are. */
function isAllCode(instructions: Instructions, { bytes }: Code): boolean {
  return instructions.every(({ index, size, length }) =>
    bytes.subarray(index + size, index + length).every((byte) => byte === 0),
  )
}

/** From 3.13 on a class body begins with `__firstlineno__ = …`. */
function isFirstLine(code: Code, instructions: Instructions, index: number): boolean {
  return isStoredAs('__firstlineno__', code, instructions, index)
}

function isStoredAs(name: string, code: Code, instructions: Instructions, index: number): boolean {
  const next = instructions[index + 1]
  return next?.opcode.name === 'STORE_NAME' && code.names[next.argument ?? -1] === name
}

const LISTS = ['names', 'variables', 'cellVariables', 'freeVariables', 'locals'] as const
const BYTES = ['localKinds', 'exceptionTable'] as const
const NUMBERS = [
  'flags',
  'argcount',
  'posonlyargcount',
  'kwonlyargcount',
  'nlocals',
  'stacksize',
] as const

function fieldsDiffer(pair: Pair, { prefixes }: Roots): Found | undefined {
  const [first, second] = pair.map((code, at): readonly (readonly [string, string])[] => [
    ...LISTS.map((field) => [field, code[field].join(' ')] as const),
    ...NUMBERS.map((field) => [field, `0x${numberOf(code, field).toString(16)}`] as const),
    ...BYTES.map((field) => [field, Buffer.from(code[field]).toString('hex')] as const),
    ['name', code.name],
    ['qualname', qualnameOf(code, at, prefixes)],
  ])
  for (const [index, [field, value]] of (first ?? []).entries()) {
    const other = second?.[index]?.[1]
    if (value !== other) return { what: field, detail: `${field}: ${value} ≠ ${other ?? ''}` }
  }
  return undefined
}

function qualnameOf({ qualname }: Code, at: number, prefixes: Roots['prefixes']): string {
  if (qualname === null) return ''
  return qualname === prefixes[at] ? '<root>' : withoutRoot(qualname, at, prefixes)
}

function constantsDiffer(pair: Pair, roots: Roots): Found | undefined {
  const [first = [], second = []] = pair.map((code, at) => constantTexts(code, at, roots))
  for (let index = 0; index < Math.max(first.length, second.length); index++) {
    const [one, other] = [first[index] ?? 'nothing', second[index] ?? 'nothing']
    if (one === other) continue
    const [kind, otherKind] = [one, other].map((text) => text.split(' ')[0] ?? '')
    return {
      what: `consts: ${kind ?? ''} ≠ ${otherKind ?? ''}`,
      detail: `consts[${index}]: ${one} ≠ ${other}`,
    }
  }
  return undefined
}

function constantTexts(code: Code, at: number, { version, prefixes }: Roots): readonly string[] {
  const made = madeConstants(code, version)
  return code.constants.map((constant, index) => {
    if (constant.kind === 'code') return 'code'
    if (constant.kind !== 'text') return made.get(index) ?? constantText(constant)
    return constantText({ ...constant, text: withoutRoot(constant.text, at, prefixes) })
  })
}

/** Constants of a class body that no source says: its first line, and a tuple made of a set. */
function madeConstants(code: Code, version: Version): ReadonlyMap<number, string> {
  const found = new Map<number, string>()
  if (!code.names.includes('__firstlineno__')) return found
  const instructions = readInstructions(code.bytes, version)
  for (const [index, { opcode, argument }] of instructions.entries()) {
    if (opcode.name !== 'LOAD_CONST' || argument === null) continue
    const value = code.constants[argument]
    if (isFirstLine(code, instructions, index)) found.set(argument, 'first line')
    const isSet = isStoredAs('__static_attributes__', code, instructions, index)
    if (isSet && value?.kind === 'tuple')
      found.set(argument, constantText({ ...value, kind: 'frozenset' }))
  }
  return found
}

/** The qualified name of something in a root, without what stands around the root. */
function withoutRoot(text: string, at: number, prefixes: Roots['prefixes']): string {
  const prefix = prefixes[at]
  const isSame = prefixes[0] === null || prefixes[0] === prefixes[1]
  if (prefix == null || isSame || !text.startsWith(`${prefix}.`)) return text
  return `<root>${text.slice(prefix.length)}`
}
