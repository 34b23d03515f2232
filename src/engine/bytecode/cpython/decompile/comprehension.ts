import type { Range } from '../../../model/Listing.ts'
import type { Code } from '../Code.ts'
import type {
  Comment,
  Comprehension,
  ComprehensionFor,
  Expression,
  Statement,
  Yield,
} from './ast.ts'
import { both } from './conditions.ts'
import { APPEND } from './machine/buildHandlers.ts'
import { NotUnderstood } from './NotUnderstood.ts'

const FORMS: ReadonlyMap<string, Comprehension['kind']> = new Map([
  ['<listcomp>', 'ListComp'],
  ['<setcomp>', 'SetComp'],
  ['<dictcomp>', 'DictComp'],
  ['<genexpr>', 'GeneratorExp'],
])

/** Whether a code object is what the compiler makes of a comprehension. */
export function isComprehension(name: string): boolean {
  return FORMS.has(name)
}

/** A name for what a comprehension goes through that stands by itself: only the code around it knows that. */
export function iterableOf(code: Code): { readonly name: string; readonly note: Comment } {
  const taken = new Set([...code.names, ...code.variables, ...code.cells])
  let name = 'iterable'
  while (taken.has(name)) name += '_'
  const text = `${name} stands for what the code around this comprehension goes through`
  return { name, note: { kind: 'Comment', text, at: null } }
}

/** What the body of a comprehension returns, which is a function of its own: itself. Throws `NotUnderstood`. */
export function returned(body: readonly Statement[], name: string): Comprehension {
  const [statement] = body
  const value = statement?.kind === 'Return' && body.length === 1 ? statement.value : null
  if (value === null || !isOwn(value) || FORMS.get(name) !== value.kind)
    throw new NotUnderstood('a comprehension is more than a loop')
  return value
}

function isOwn(value: Expression): value is Comprehension {
  if (value.kind !== 'ListComp' && value.kind !== 'SetComp' && value.kind !== 'DictComp')
    return false
  const iter = value.generators[0]?.iter
  return iter?.kind === 'Name' && iter.id === '.0'
}

/** The comprehension, going through `iterable`. */
export function through(
  comprehension: Comprehension,
  iterable: Expression,
  at: Range | null,
): Comprehension {
  const [first, ...others] = comprehension.generators
  if (first === undefined) throw new NotUnderstood('a comprehension is no loop')
  return { ...comprehension, generators: [{ ...first, iter: iterable }, ...others], at }
}

/** The clauses with one more condition of the last. */
export function withCondition(
  generators: readonly ComprehensionFor[],
  test: Expression,
): readonly ComprehensionFor[] {
  const last = generators.at(-1)
  if (last === undefined) throw new NotUnderstood('a condition stands before its loop')
  const [before] = last.ifs
  const ifs = [before === undefined ? test : both(before, test)]
  return [...generators.slice(0, -1), { ...last, ifs }]
}

/** `for target in [value]`, which is compiled to an assignment (3.9 and later). */
export function withClause(
  generators: readonly ComprehensionFor[],
  statement: Statement,
): readonly ComprehensionFor[] {
  const [target, ...others] = statement.kind === 'Assign' ? statement.targets : []
  if (statement.kind !== 'Assign' || target === undefined || others.length > 0)
    throw new NotUnderstood('a comprehension is more than a loop')
  const iter: Expression = { kind: 'List', elements: [statement.value], at: statement.at }
  return [...generators, { target, iter, ifs: [], isAsync: false }]
}

/** What is added each time: the element, or key and value. */
export function elementOf(
  kind: Comprehension['kind'],
  statement: Statement,
): readonly [Expression, Expression?] {
  const value = statement.kind === 'Expr' ? statement.value : null
  if (kind === 'GeneratorExp' && value?.kind === 'Yield') return [yielded(value)]
  if (value?.kind !== 'Call' || value.func !== APPEND)
    throw new NotUnderstood('a comprehension adds nothing')
  return added(value.args, kind)
}

function added(
  [element, second]: readonly Expression[],
  kind: Comprehension['kind'],
): readonly [Expression, Expression?] {
  if (element === undefined || (second !== undefined) !== (kind === 'DictComp'))
    throw new NotUnderstood('a comprehension adds something else')
  return second === undefined ? [element] : [element, second]
}

function yielded({ value, at }: Yield): Expression {
  return value ?? { kind: 'Constant', value: { kind: 'none', offset: 0, length: 0 }, at }
}
