import { numberOf, type Code } from '../Code.ts'
import type { Expression, Parameter, Parameters } from './ast.ts'
import { NotUnderstood } from './NotUnderstood.ts'

const CO_VARARGS = 0x4
const CO_VARKEYWORDS = 0x8

interface Given {
  readonly defaults: readonly Expression[]
  readonly keywordDefaults: ReadonlyMap<string, Expression>
  readonly annotations: ReadonlyMap<string, Expression>
}

/** The parameters of a function: names from its code, the rest from what made it. */
export function parametersOf(code: Code, given: Given): Parameters {
  const { defaults, keywordDefaults, annotations } = given
  const flags = numberOf(code, 'flags')
  const positionalOnly = numberOf(code, 'posonlyargcount')
  const count = numberOf(code, 'argcount')
  const keywordOnly = numberOf(code, 'kwonlyargcount')
  if (count + keywordOnly > code.variables.length)
    throw new NotUnderstood('there are more parameters than variables')
  requireKnown(code, given, count + keywordOnly)
  const parameter = (name: string, value: Expression | undefined): Parameter => ({
    name,
    annotation: annotations.get(name) ?? null,
    default: value ?? null,
  })
  const positional = code.variables
    .slice(0, count)
    .map((name, at) => parameter(name, defaults[at - count + defaults.length]))
  const named = code.variables
    .slice(count, count + keywordOnly)
    .map((name) => parameter(name, keywordDefaults.get(name)))
  const rest = code.variables.slice(count + keywordOnly).map((name) => parameter(name, undefined))
  const hasVariadic = (flags & CO_VARARGS) !== 0
  return {
    positionalOnly: positional.slice(0, positionalOnly),
    positional: positional.slice(positionalOnly),
    variadic: hasVariadic ? (rest[0] ?? null) : null,
    keywordOnly: named,
    keywords: (flags & CO_VARKEYWORDS) !== 0 ? (rest[hasVariadic ? 1 : 0] ?? null) : null,
  }
}

/** Throws `NotUnderstood` when something is annotated or has a default that is no parameter. */
function requireKnown(
  code: Code,
  { defaults, keywordDefaults, annotations }: Given,
  count: number,
): void {
  const names = new Set(['return', ...code.variables.slice(0, count + 2)])
  const isKnown = [...annotations.keys()].every((name) => names.has(name))
  const hasKeywords = [...keywordDefaults.keys()].every((name) => names.has(name))
  if (!isKnown || !hasKeywords || defaults.length > numberOf(code, 'argcount'))
    throw new NotUnderstood('something is annotated that is no parameter')
}
