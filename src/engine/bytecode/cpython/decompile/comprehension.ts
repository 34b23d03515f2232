import type { Range } from '../../../model/Listing.ts'
import type { Code } from '../Code.ts'
import type { Comment, Comprehension, ComprehensionFor, Expression, Statement } from './ast.ts'
import { both, negate } from './conditions.ts'
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

/** The comprehension that a function of the compiler's own stands for, called with what it goes through. */
export function toComprehension(
  name: string,
  body: readonly Statement[],
  iterable: Expression,
  at: Range | null,
): Comprehension {
  const kind = FORMS.get(name)
  const [loop, last] = body
  if (kind === undefined || loop?.kind !== 'For' || body.length > 2)
    throw new NotUnderstood('a comprehension is more than a loop')
  if (last !== undefined && last.kind !== 'Return')
    throw new NotUnderstood('a comprehension is more than a loop')
  return fromLoop(kind, { ...loop, iter: iterable }, at)
}

/** The comprehension that a loop stands for. Throws `NotUnderstood`. */
export function fromLoop(
  kind: Comprehension['kind'],
  loop: Statement,
  at: Range | null,
): Comprehension {
  const generators: ComprehensionFor[] = []
  let body: readonly Statement[] = [loop]
  for (let depth = 0; depth < MAX_CLAUSES; depth++) {
    const [first, ...rest] = body
    if (first === undefined) break
    if (first.kind === 'For' && rest.length === 0 && first.orElse.length === 0) {
      generators.push({ target: first.target, iter: first.iter, ifs: [], isAsync: first.isAsync })
      body = first.body
      continue
    }
    if (first.kind === 'If' && first.orElse.length === 0) {
      body = conditionInto(generators, first.test, first.body, rest)
      continue
    }
    const [element, value] = elementOf(kind, first, rest)
    return { kind, element, value: value ?? null, generators, at }
  }
  throw new NotUnderstood('a comprehension has too many clauses')
}

const MAX_CLAUSES = 500

/** A condition that holds for what is inside it, or whose contrary ends with `continue`. */
function conditionInto(
  generators: ComprehensionFor[],
  test: Expression,
  inside: readonly Statement[],
  rest: readonly Statement[],
): readonly Statement[] {
  const last = generators.pop()
  if (last === undefined) throw new NotUnderstood('a condition stands before its loop')
  const [only] = inside
  const isSkip = only?.kind === 'Continue' && inside.length === 1
  if (!isSkip && rest.length > 0) throw new NotUnderstood('a comprehension is more than a loop')
  const asked = isSkip ? negate(test) : test
  const [before] = last.ifs
  generators.push({ ...last, ifs: [before === undefined ? asked : both(before, asked)] })
  return isSkip ? rest : inside
}

/** What is added each time. */
function elementOf(
  kind: Comprehension['kind'],
  statement: Statement,
  rest: readonly Statement[],
): readonly [Expression, Expression?] {
  const value = statement.kind === 'Expr' && rest.length === 0 ? statement.value : null
  if (kind === 'GeneratorExp' && value?.kind === 'Yield') {
    if (value.value !== null) return [value.value]
    return [{ kind: 'Constant', value: { kind: 'none', offset: 0, length: 0 }, at: value.at }]
  }
  if (value?.kind !== 'Call' || value.func !== APPEND)
    throw new NotUnderstood('a comprehension adds nothing')
  const [element, second] = value.args
  if (element === undefined || (second !== undefined) !== (kind === 'DictComp'))
    throw new NotUnderstood('a comprehension adds something else')
  return second === undefined ? [element] : [element, second]
}
