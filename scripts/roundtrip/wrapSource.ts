// The program around decompiled source in which its compiler meets the same scopes as the original did.
import type { MarshalCode, MarshalValue } from '../../src/engine/encodings/marshal/Marshal.ts'
import { numberOf, toCode, type Code } from '../../src/engine/bytecode/cpython/Code.ts'
import type { CodeListing, Instruction } from '../../src/engine/model/Listing.ts'

/** What is compiled, and where in the result the wanted code object is. */
export interface Wrapped {
  readonly source: string
  /** What `source` is put into, in place of its last and innermost statement. */
  readonly around: string
  readonly path: readonly string[]
  /** `co_flags` of the original. */
  readonly flags: number
  /** The qualified names of the original, where it is known, and of the one in `source`. */
  readonly prefixes: readonly [string | null, string]
}

const CO_NESTED = 0x10
const CO_METHOD = 0x8000000 // 3.14
const OUTER_DEF = '__outer__'
const OUTER_CLASS = '__Outer__'

interface Scope {
  readonly kind: 'def' | 'class'
  readonly name: string
}

/**
 * Gives `source`, made of the code object `root`, the scopes that `root` came from. It begins at the same line, so
 * that the line numbers that classes keep from 3.13 on are near.
 */
export function wrapSource(root: MarshalCode, listing: CodeListing, source: string): Wrapped {
  const code = toCode(root)
  const flags = numberOf(code, 'flags')
  const qualname = qualnameOf(code)
  if (code.name === '<module>')
    return { source, around: '0', path: [], flags, prefixes: [null, ''] }
  const scopes = scopesAround(code, qualname, listing)
  const opening = scopes.flatMap((scope, depth) => openingOf(scope, depth, code.freeVariables))
  return {
    source: '\n'.repeat(Math.max(0, numberOf(code, 'firstlineno') - 1)) + source,
    around: [...importLines(listing), ...opening, `${indent(scopes.length)}0`].join('\n'),
    path: [...scopes.map(({ name }) => name), code.name],
    flags,
    prefixes: [qualname, qualnameIn(scopes, code.name)],
  }
}

function indent(depth: number): string {
  return ' '.repeat(4 * depth)
}

/** Class bodies have neither CO_OPTIMIZED nor CO_NEWLOCALS. 2.7 gives them CO_NEWLOCALS. */
export function isClassBody(code: Code): boolean {
  const CO_OPTIMIZED = 1
  return code.name !== '<module>' && (numberOf(code, 'flags') & CO_OPTIMIZED) === 0
}

function openingOf({ kind, name }: Scope, depth: number, free: readonly string[]): string[] {
  if (kind === 'class') return [`${indent(depth)}class ${name}:`]
  const bound = free.filter((variable) => isIdentifier(variable) && !isOfClass(variable))
  const binding = bound.length === 0 ? [] : [`${indent(depth + 1)}${bound.join(' = ')} = None`]
  return [`${indent(depth)}def ${name}():`, ...binding]
}

function qualnameIn(scopes: readonly Scope[], name: string): string {
  const before = scopes.map((scope) => `${scope.name}.${scope.kind === 'def' ? '<locals>.' : ''}`)
  return before.join('') + name
}

/** Cells that the compiler makes in a class. */
function isOfClass(variable: string): boolean {
  return variable === '__class__' || variable === '__classdict__'
}

function isIdentifier(text: string): boolean {
  return /^[\p{L}_][\p{L}\p{N}_]*$/u.test(text)
}

function scopesAround(code: Code, qualname: string | null, listing: CodeListing): readonly Scope[] {
  const scopes = scopesOf(qualname ?? code.name)
  const has = (wanted: Scope['kind']) => scopes.some(({ kind }) => kind === wanted)
  const isNested =
    (numberOf(code, 'flags') & CO_NESTED) !== 0 ||
    code.freeVariables.some((name) => !isOfClass(name))
  const needsClass = isMethod(code) || (isNested && qualname === null && hidesGlobal(code, listing))
  return [
    ...(isNested && !has('def') ? [{ kind: 'def', name: OUTER_DEF } as const] : []),
    ...(needsClass && !has('class') ? [{ kind: 'class', name: OUTER_CLASS } as const] : []),
    ...scopes,
  ]
}

function isMethod(code: Code): boolean {
  return code.freeVariables.some(isOfClass) || (numberOf(code, 'flags') & CO_METHOD) !== 0
}

/** Whether the code uses a global name that its own name would hide, were it not in a class. */
function hidesGlobal({ name }: Code, listing: CodeListing): boolean {
  return name !== '<lambda>' && namesIn(listing).has(name)
}

/** `C.m.<locals>.f` → class C, def m. */
function scopesOf(qualname: string): readonly Scope[] {
  const parts = qualname.split('.')
  return parts.slice(0, -1).flatMap((part, index): Scope[] => {
    if (part === '<locals>') return []
    const kind = parts[index + 1] === '<locals>' ? 'def' : 'class'
    return [{ kind, name: isIdentifier(part) ? part : OUTER_DEF }]
  })
}

/** `co_qualname`; before 3.11 what the qualified names of nested code begin with. */
function qualnameOf(code: Code): string | null {
  if (code.qualname !== null) return code.qualname
  if (isClassBody(code)) return textsIn(code.constants)[0] ?? null
  const candidates = code.constants.flatMap((constant) => {
    if (constant.kind !== 'code') return []
    const child = toCode(constant)
    const ending = `.<locals>.${child.name}`
    return textsIn([...code.constants, ...child.constants])
      .filter((text) => text.endsWith(ending))
      .map((text) => text.slice(0, -ending.length))
  })
  const own = candidates.filter((text) => text.split('.').at(-1) === code.name)
  return own.toSorted((first, second) => first.length - second.length)[0] ?? null
}

function textsIn(values: readonly MarshalValue[]): readonly string[] {
  return values.flatMap((value) => (value.kind === 'text' ? [value.text] : []))
}

function namesIn(listing: CodeListing): ReadonlySet<string> {
  return new Set([...listing.names, ...listing.children.flatMap((child) => [...namesIn(child)])])
}

/**
 * From 3.11 on `x.y()` is compiled as a load and a call, not as a method call, where the module imports `x`: so
 * each name is imported whose attributes are only loaded so.
 */
function importLines(listing: CodeListing): readonly string[] {
  const loaded = new Set<string>()
  const called = new Set<string>()
  for (const [owner, attribute] of attributeLoads(listing))
    if (isMethodLoad(attribute)) called.add(owner)
    else if (attribute.opcode === 'LOAD_ATTR') loaded.add(owner)
  const names = [...loaded].filter((name) => !called.has(name) && isIdentifier(name))
  return names.map((name) => `import ${name}`)
}

function* attributeLoads(listing: CodeListing): Generator<[string, Instruction]> {
  for (const [index, instruction] of listing.instructions.entries()) {
    const before = listing.instructions[index - 1]
    if (before !== undefined && /^LOAD_(GLOBAL|NAME|FAST|DEREF|CLASSDEREF)/.test(before.opcode))
      yield [nameLoaded(before), instruction]
  }
  for (const child of listing.children) yield* attributeLoads(child)
}

function nameLoaded({ meaning }: Instruction): string {
  return meaning.replace('NULL + ', '').replace(' + NULL', '').split(', ').at(-1) ?? ''
}

function isMethodLoad({ opcode, meaning }: Instruction): boolean {
  return opcode === 'LOAD_METHOD' || (opcode === 'LOAD_ATTR' && meaning.includes('NULL|self'))
}
