import { numberOf, type Code } from '../Code.ts'
import { toReading } from '../Reading.ts'
import type { Version } from '../versions/Version.ts'
import type { Expression, Statement } from './ast.ts'
import { toOps } from './toOps.ts'

/**
 * A body without the `return None` that the compiler adds at its end. Where the compiler tells that one from one
 * that was written, it has no value in the tree.
 */
export function withoutLastReturn(
  body: readonly Statement[],
  isTold = false,
): readonly Statement[] {
  const last = body.at(-1)
  if (last?.kind !== 'Return') return body
  return last.value === null || (!isTold && isNone(last.value)) ? body.slice(0, -1) : body
}

function isNone(value: Expression): boolean {
  return value.kind === 'Constant' && value.value.kind === 'none'
}

const CO_HAS_DOCSTRING = 0x4000000 // 3.14 and later

/** A function's first constant is its docstring, if it is a text; 3.14 and later say so in a flag. */
export function withDocstring(
  body: readonly Statement[],
  code: Code,
  version: Version,
): readonly Statement[] {
  const [first] = code.constants
  const isFlagged = ['3.14', '3.15'].includes(version.id)
  if (isFlagged && (numberOf(code, 'flags') & CO_HAS_DOCSTRING) === 0) return body
  const isText = first?.kind === 'text' || (version.layout === '2.3' && first?.kind === 'bytes')
  if (first === undefined || !isText) return body
  const value: Expression = { kind: 'Constant', value: first, at: null }
  return [{ kind: 'Expr', value, at: null }, ...body]
}

/**
 * `global` and `nonlocal` for the variables of others that a function binds, and `global` for those that would
 * otherwise be taken for variables of the functions around it, which bind `around`.
 */
export function withDeclarations(
  body: readonly Statement[],
  code: Code,
  version: Version,
  around: ReadonlySet<string>,
): readonly Statement[] {
  const globals = new Set<string>()
  const nonlocals = new Set<string>()
  const free = new Set(code.freeVariables)
  for (const { name, label } of toOps(toReading(code, version))) {
    if (/^(STORE|DELETE)_GLOBAL$/.test(name)) globals.add(label)
    if (name === 'LOAD_GLOBAL' && around.has(label)) globals.add(label)
    if (/^(STORE|DELETE)_DEREF$/.test(name) && free.has(label)) nonlocals.add(label)
  }
  const declarations = [...declaration('Global', globals), ...declaration('Nonlocal', nonlocals)]
  const [first, ...rest] = body
  if (first === undefined || !isDocstring(first)) return [...declarations, ...body]
  return [first, ...declarations, ...rest]
}

/** A class has its docstring already. */
function isDocstring(statement: Statement): boolean {
  return statement.kind === 'Expr' && statement.value.kind === 'Constant'
}

function declaration(
  kind: 'Global' | 'Nonlocal',
  names: ReadonlySet<string>,
): readonly Statement[] {
  return names.size === 0 ? [] : [{ kind, names: [...names], at: null }]
}

const CO_GENERATOR = 0x20
const CO_ASYNC_GENERATOR = 0x200

/** A `yield` that is never reached, where a generator has no other: it makes the function one. */
export function withYield(body: readonly Statement[], code: Code): readonly Statement[] {
  const isGenerator = (numberOf(code, 'flags') & (CO_GENERATOR | CO_ASYNC_GENERATOR)) !== 0
  if (!isGenerator || hasYield(body)) return body
  const last = body.at(-1)?.kind
  const end: Statement = { kind: 'Return', value: null, at: null }
  const value: Expression = { kind: 'Yield', value: null, at: null }
  const ended = last === 'Return' || last === 'Raise' ? body : [...body, end]
  return [...ended, { kind: 'Expr', value, at: null }]
}

const OTHER_SCOPES = new Set<unknown>(['FunctionDef', 'ClassDef', 'Lambda', 'Constant'])

/** Whether a function yields, functions in it aside. Nothing that is not understood counts as such. */
function hasYield(body: readonly Statement[]): boolean {
  const waiting: unknown[] = [...body]
  for (let item = waiting.pop(); item !== undefined; item = waiting.pop()) {
    if (typeof item !== 'object' || item === null) continue
    if ('kind' in item && (item.kind === 'Yield' || item.kind === 'YieldFrom')) return true
    if ('kind' in item && OTHER_SCOPES.has(item.kind)) continue
    for (const each of Object.values(item)) waiting.push(each)
  }
  return false
}
