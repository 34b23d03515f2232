import { numberOf, type Code } from '../Code.ts'
import { toReading } from '../Reading.ts'
import type { Version } from '../versions/Version.ts'
import type { Expression, Statement } from './ast.ts'
import { toOps } from './toOps.ts'

/** A body without the `return None` that the compiler adds at its end. */
export function withoutLastReturn(body: readonly Statement[]): readonly Statement[] {
  const last = body.at(-1)
  return last?.kind === 'Return' && isNone(last.value) ? body.slice(0, -1) : body
}

function isNone(value: Expression | null): boolean {
  return value === null || (value.kind === 'Constant' && value.value.kind === 'none')
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

/** `global` and `nonlocal` for the variables of others that a function binds. */
export function withDeclarations(
  body: readonly Statement[],
  code: Code,
  version: Version,
): readonly Statement[] {
  const globals = new Set<string>()
  const nonlocals = new Set<string>()
  const free = new Set(code.freeVariables)
  for (const { name, label } of toOps(toReading(code, version))) {
    if (/^(STORE|DELETE)_GLOBAL$/.test(name)) globals.add(label)
    if (/^(STORE|DELETE)_DEREF$/.test(name) && free.has(label)) nonlocals.add(label)
  }
  return [...declaration('Global', globals), ...declaration('Nonlocal', nonlocals), ...body]
}

function declaration(
  kind: 'Global' | 'Nonlocal',
  names: ReadonlySet<string>,
): readonly Statement[] {
  return names.size === 0 ? [] : [{ kind, names: [...names], at: null }]
}
