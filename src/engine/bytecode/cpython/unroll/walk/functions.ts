import type { FunctionDef, Lambda, Parameters } from '../../decompile/ast.ts'
import type { Walker } from '../Folding.ts'
import { Scope } from './Scope.ts'
import {
  dict,
  isKnown,
  list,
  text,
  UNKNOWN,
  type FunctionValue,
  type Given,
  type Value,
} from '../values.ts'

/** A lambda or `def` as a value. Its body is looked at once, with nothing known of its arguments but defaults. */
export function functionValue(
  node: Lambda | FunctionDef,
  scope: Scope,
  walker: Walker,
): FunctionValue {
  const defaults = new Map<string, Value>()
  for (const { name, default: given, annotation } of parametersOf(node.parameters)) {
    if (annotation !== null) walker.evaluate(annotation, scope)
    if (given !== null) defaults.set(name, walker.evaluate(given, scope))
  }
  const made: FunctionValue = { kind: 'function', node, scope, defaults }
  explore(made, walker)
  return made
}

function parametersOf({ positionalOnly, positional, variadic, keywordOnly, keywords }: Parameters) {
  const stars = [variadic, keywords].filter((parameter) => parameter !== null)
  return [...positionalOnly, ...positional, ...keywordOnly, ...stars]
}

function explore({ node, scope, defaults }: FunctionValue, walker: Walker): void {
  const names = parametersOf(node.parameters).map(({ name }) => name)
  const inner = new Scope(scope)
  for (const name of names) inner.variables.set(name, UNKNOWN)
  for (const [name, value] of defaults) if (isPayload(value)) inner.variables.set(name, value)
  if (node.kind === 'FunctionDef') scope.set(node.name, { kind: 'function', node, scope, defaults })
  run(node, inner, walker)
}

/** A default that nobody overrides may carry code; a small number or a flag is just a setting. */
function isPayload({ kind }: Value): boolean {
  return kind === 'bytes' || kind === 'text' || kind === 'path' || kind === 'list'
}

function run(node: Lambda | FunctionDef, scope: Scope, walker: Walker): Value {
  if (node.kind === 'Lambda') {
    let value = UNKNOWN
    walker.inFunction(() => {
      value = walker.evaluate(node.body, scope)
    })
    return value
  }
  return walker.inFunction(() => walker.execute(node.body, scope))
}

/** What a function gives, when its arguments are known; it was looked at without them before. */
export function callFunction(callee: FunctionValue, given: Given, walker: Walker): Value {
  const { node, scope } = callee
  const arguments_ = [...given.positional, ...given.keywords.values()]
  if (!given.isWhole || !arguments_.every(isKnown)) return UNKNOWN
  if (node.kind === 'FunctionDef' && node.isAsync) return UNKNOWN
  const inner = new Scope(scope)
  bindParameters(callee, given, inner)
  const hasData = arguments_.some(({ kind }) => kind !== 'path')
  return walker.calls.follow(node, hasData, () => run(node, inner, walker))
}

function bindParameters({ node, defaults }: FunctionValue, given: Given, scope: Scope): void {
  const { positionalOnly, positional, variadic, keywordOnly, keywords } = node.parameters
  const inOrder = [...positionalOnly, ...positional]
  const left = new Map(given.keywords)
  for (const [index, { name }] of [...inOrder, ...keywordOnly].entries()) {
    const byPlace = index < inOrder.length ? given.positional[index] : undefined
    const value = byPlace ?? left.get(name) ?? defaults.get(name) ?? UNKNOWN
    scope.variables.set(name, value.kind === 'path' ? { ...value, isFolded: true } : value)
    left.delete(name)
  }
  if (variadic !== null)
    scope.variables.set(variadic.name, list('tuple', given.positional.slice(inOrder.length)))
  if (keywords !== null)
    scope.variables.set(keywords.name, dict([...left].map(([name, value]) => [text(name), value])))
}
