// Whether two code objects are the same but for where they came from.
import type { MarshalCode, MarshalValue } from '../../src/engine/encodings/marshal/Marshal.ts'
import { numberOf, toCode, type Code } from '../../src/engine/bytecode/cpython/Code.ts'
import { readInstructions } from '../../src/engine/bytecode/cpython/instructions.ts'
import type { Version } from '../../src/engine/bytecode/cpython/versions/Version.ts'

export interface Difference {
  /** Names of the code objects that lead to the one that differs, `` for the root. */
  readonly path: string
  /** `code: LOAD_FAST ≠ LOAD_GLOBAL`: equal for differences of one kind. */
  readonly what: string
  /** The two values. */
  readonly detail: string
}

interface Roots {
  readonly version: Version
  /** What the qualified names of the two begin with. */
  readonly prefixes: readonly [string | null, string | null]
}

/**
 * The first difference of two code objects and those nested in them; undefined when there is none. Left out: the file
 * name, the first line (also where a class body stores it), the line table, and what qualified names begin with where `prefixes` (the qualified
 * names of the two roots) differ. Constants are the same by type, value and sign.
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
  const difference = instructionsDiffer(pair, roots.version) ?? fieldsDiffer(pair, roots)
  if (difference !== undefined) return { ...difference, path }
  const [first, second] = pair.map((code) => code.constants)
  for (const [index, constant] of (first ?? []).entries()) {
    const other = second?.[index]
    if (constant.kind !== 'code' || other?.kind !== 'code') continue
    const inner = [toCode(constant), toCode(other)] as const
    const found = compare(inner, roots, `${path}/${inner[0].name}`)
    if (found !== undefined) return found
  }
  return undefined
}

type Instructions = ReturnType<typeof readInstructions>
type Found = Omit<Difference, 'path'>

function instructionsDiffer([first, second]: Pair, version: Version): Found | undefined {
  if (equalBytes(first.bytes, second.bytes)) return undefined
  const theirs = readInstructions(second.bytes, version)
  const ours = readInstructions(first.bytes, version)
  for (let index = 0; index < Math.max(ours.length, theirs.length); index++) {
    const [one, other] = [ours[index], theirs[index]]
    const names = [one, other].map((found) => found?.opcode.name ?? 'the end')
    const isSame = names[0] === names[1]
    if (isSame && one?.argument === other?.argument) continue
    if (isSame && isFirstLine(first, ours, index) && isFirstLine(second, theirs, index)) continue
    const where = `at ${one?.index ?? other?.index ?? 0}`
    return {
      what: isSame ? `code: argument of ${names[0]}` : `code: ${names[0]} ≠ ${names[1]}`,
      detail: `${where}: ${names[0]} ${one?.argument ?? ''} ≠ ${names[1]} ${other?.argument ?? ''}`,
    }
  }
  return { what: 'code: caches', detail: '' }
}

/** From 3.13 on a class body begins with `__firstlineno__ = …`. */
function isFirstLine(code: Code, instructions: Instructions, index: number): boolean {
  return isStoredAs('__firstlineno__', code, instructions, index)
}

function isStoredAs(name: string, code: Code, instructions: Instructions, index: number): boolean {
  const next = instructions[index + 1]
  return next?.opcode.name === 'STORE_NAME' && code.names[next.argument ?? -1] === name
}

const NUMBERS = [
  'flags',
  'argcount',
  'posonlyargcount',
  'kwonlyargcount',
  'nlocals',
  'stacksize',
] as const
const LISTS = ['names', 'variables', 'cellVariables', 'freeVariables', 'locals'] as const
const BYTES = ['localKinds', 'exceptionTable'] as const

function fieldsDiffer(pair: Pair, roots: Roots): Found | undefined {
  const [first, second] = pair
  for (const field of LISTS) {
    const found = differ(field, first[field].join(' '), second[field].join(' '))
    if (found !== undefined) return found
  }
  for (const field of NUMBERS) {
    const hex = (code: Code) => `0x${numberOf(code, field).toString(16)}`
    const found = differ(field, hex(first), hex(second))
    if (found !== undefined) return found
  }
  for (const field of BYTES) {
    const hex = (code: Code) => Buffer.from(code[field]).toString('hex')
    const found = differ(field, hex(first), hex(second))
    if (found !== undefined) return found
  }
  const [qualname, other] = pair.map(({ qualname: own }, at) =>
    own !== null && own === roots.prefixes[at] ? '<root>' : unrooted(own ?? '', at, roots),
  )
  return (
    differ('name', first.name, second.name) ??
    differ('qualname', qualname ?? '', other ?? '') ??
    constantsDiffer(pair, roots)
  )
}

function differ(field: string, first: string, second: string): Found | undefined {
  if (first === second) return undefined
  return { what: field, detail: `${field}: ${first} ≠ ${second}` }
}

function constantsDiffer(pair: Pair, roots: Roots): Found | undefined {
  const [first, second] = pair.map((code, at) => {
    const made = madeConstants(code, roots.version)
    return code.constants.map((constant, index) => {
      const found = made.get(index)
      if (found !== undefined) return found
      if (constant.kind !== 'text') return constantText(constant)
      return `text ${JSON.stringify(unrooted(constant.text, at, roots))} ${String(constant.codePoints)}`
    })
  })
  const length = Math.max(first?.length ?? 0, second?.length ?? 0)
  for (let index = 0; index < length; index++) {
    const [one, other] = [first?.[index] ?? 'nothing', second?.[index] ?? 'nothing']
    if (one === other) continue
    const kinds = [one, other].map((text) => text.split(' ')[0] ?? '')
    return {
      what: `consts: ${kinds[0]} ≠ ${kinds[1]}`,
      detail: `consts[${index}]: ${one} ≠ ${other}`,
    }
  }
  return undefined
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
    if (value?.kind !== 'tuple') continue
    if (isStoredAs('__static_attributes__', code, instructions, index))
      found.set(argument, `tuple {${value.items.map(constantText).sort().join(', ')}}`)
  }
  return found
}

/** A qualified name without what the wrapper put before it. */
function unrooted(text: string, at: number, { prefixes }: Roots): string {
  const prefix = prefixes[at]
  if (prefix == null || prefixes[0] == null || prefixes[0] === prefixes[1]) return text
  return text.startsWith(`${prefix}.`) ? `<root>${text.slice(prefix.length)}` : text
}

/** A text that two constants share only when they are the same by type, value and sign. */
export function constantText(value: MarshalValue): string {
  switch (value.kind) {
    case 'integer':
      return `${value.isLong ? 'long' : 'integer'} ${value.value}`
    case 'boolean':
      return `boolean ${value.value}`
    case 'float':
      return `float ${signed(value.value)}`
    case 'complex':
      return `complex ${signed(value.real)} ${signed(value.imaginary)}`
    case 'bytes':
      return `bytes ${Buffer.from(value.bytes).toString('latin1')}`
    case 'text':
      return `text ${JSON.stringify(value.text)} ${String(value.codePoints)}`
    case 'tuple':
    case 'list':
      return `${value.kind} (${value.items.map(constantText).join(', ')})`
    case 'set':
    case 'frozenset':
      return `${value.kind} {${value.items.map(constantText).sort().join(', ')}}`
    case 'slice':
      return `slice [${[value.start, value.stop, value.step].map(constantText).join(', ')}]`
    case 'dict':
    case 'frozendict':
      return `${value.kind} {${value.entries.flat().map(constantText).join(', ')}}`
    default:
      return value.kind
  }
}

function signed(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value)
}

function equalBytes(first: Uint8Array, second: Uint8Array): boolean {
  return Buffer.compare(first, second) === 0
}
