import type { AnnAssign, Expression, FunctionDef, Parameter, Statement } from './ast.ts'
import { NotUnderstood } from './NotUnderstood.ts'
import { withinBlocks } from './withinBlocks.ts'

/** One of the annotations that a code object of 3.14 computes. */
export interface Annotation {
  readonly name: string
  readonly value: Expression
  /** The number of its mark in the code around; null when it stands under no condition. */
  readonly mark: number | null
}

/** The annotations that the body of an `__annotate__` function returns. Throws `NotUnderstood`. */
export function annotationsIn(body: readonly Statement[]): readonly Annotation[] {
  return body.flatMap((statement): readonly Annotation[] => {
    if (statement.kind === 'Assign') return [stored(statement, null)]
    if (statement.kind === 'If') return [conditional(statement)]
    if (statement.kind !== 'Return' || statement.value?.kind !== 'Dict')
      throw new NotUnderstood('annotations do more than annotate')
    return statement.value.entries.map(({ key, value }) => ({
      name: textOf(key),
      value,
      mark: null,
    }))
  })
}

/** `annotations['name'] = value`. */
function stored(statement: Statement, mark: number | null): Annotation {
  const [target] = statement.kind === 'Assign' ? statement.targets : []
  if (statement.kind !== 'Assign' || target?.kind !== 'Subscript' || target.value.kind !== 'Dict')
    throw new NotUnderstood('annotations do more than annotate')
  return { name: textOf(target.slice), value: statement.value, mark }
}

/** `if number in __conditional_annotations__:`. */
function conditional({ test, body, orElse }: Extract<Statement, { kind: 'If' }>): Annotation {
  const [only] = body
  const isAsked = test.kind === 'Compare' && test.ops.length === 1 && test.ops[0] === 'in'
  if (!isAsked || only === undefined || body.length > 1 || orElse.length > 0)
    throw new NotUnderstood('annotations do more than annotate')
  const { left } = test
  if (left.kind !== 'Constant' || left.value.kind !== 'integer')
    throw new NotUnderstood('annotations do more than annotate')
  return stored(only, Number(left.value.value))
}

function textOf(key: Expression | null): string {
  if (key?.kind !== 'Constant' || key.value.kind !== 'text')
    throw new NotUnderstood('what is annotated is no name')
  return key.value.text
}

const MARK = '.annotation ' // no code can have a variable of that name

/** Stands in the body for an annotation under a condition, until its code object is known. */
export function markOf(number: number, at: AnnAssign['at']): AnnAssign {
  const target: Expression = { kind: 'Name', id: `${MARK}${number}`, at }
  return { kind: 'AnnAssign', target, annotation: target, value: null, at }
}

/** The body with annotations in their places. Throws `NotUnderstood` when not all have one. */
export function annotated(
  body: readonly Statement[],
  annotations: readonly Annotation[],
): readonly Statement[] {
  const marked = new Map<string, Annotation>()
  for (const annotation of annotations)
    if (annotation.mark !== null) marked.set(`${MARK}${annotation.mark}`, annotation)
  const filled = withMarked(body, marked)
  if (marked.size > 0) throw new NotUnderstood('an annotation has no place')
  return withPlain(
    filled,
    annotations.filter(({ mark }) => mark === null),
  )
}

function withMarked(
  body: readonly Statement[],
  marked: Map<string, Annotation>,
): readonly Statement[] {
  const done: Statement[] = []
  for (const statement of body) {
    const name = markName(statement)
    const found = name === null ? undefined : marked.get(name)
    if (name === null) done.push(withinBlocks(statement, (inner) => withMarked(inner, marked)))
    else if (found === undefined) throw new NotUnderstood('an annotation is not known')
    else {
      marked.delete(name)
      const isAssigned = isAssignment(done.at(-1), found.name)
      const before = isAssigned ? done.pop() : undefined
      done.push(toAnnAssign(found, before))
    }
  }
  return done
}

function markName(statement: Statement): string | null {
  if (statement.kind !== 'AnnAssign' || statement.target.kind !== 'Name') return null
  return statement.target.id.startsWith(MARK) ? statement.target.id : null
}

/** Annotations under no condition leave nothing in the code around: where the name is assigned, or as soon as can be. */
function withPlain(
  body: readonly Statement[],
  annotations: readonly Annotation[],
): readonly Statement[] {
  const done = [...body]
  let from = isDocstring(body[0]) ? 1 : 0
  for (const annotation of annotations) {
    const { name } = annotation
    const at = done.findIndex((statement, index) => index >= from && isAssignment(statement, name))
    if (at < 0) done.splice(from, 0, toAnnAssign(annotation, undefined))
    else done[at] = toAnnAssign(annotation, done[at])
    from = (at < 0 ? from : at) + 1
  }
  return done
}

function isDocstring(statement: Statement | undefined): boolean {
  if (isAssignment(statement, '__doc__')) return true
  return statement?.kind === 'Expr' && statement.value.kind === 'Constant'
}

function isAssignment(statement: Statement | undefined, name: string): boolean {
  if (statement?.kind !== 'Assign' || statement.targets.length !== 1) return false
  const [target] = statement.targets
  return target?.kind === 'Name' && target.id === name
}

function toAnnAssign({ name, value }: Annotation, before: Statement | undefined): AnnAssign {
  const target: Expression = { kind: 'Name', id: name, at: value.at }
  const assigned = before?.kind === 'Assign' ? before.value : null
  const at = before?.at ?? value.at
  return { kind: 'AnnAssign', target, annotation: value, value: assigned, at }
}

/**
 * What a payload says that only computes annotations: a class or a module (`isOwn`) stores them one by one, a
 * function has them made at once. What they belong to is in the code around.
 */
export function annotationsAlone(
  annotations: readonly Annotation[],
  isOwn: boolean,
): readonly Statement[] {
  if (annotations.some(({ mark }) => mark !== null))
    throw new NotUnderstood('an annotation has no place')
  const what = isOwn ? 'class or module' : 'function'
  const text = `Only the annotations of a ${what}; the rest of it is in the code around`
  const statements = isOwn
    ? annotations.map((annotation) => toAnnAssign(annotation, undefined))
    : [toFunction(annotations)]
  return [{ kind: 'Comment', text, at: null }, ...statements]
}

function toFunction(annotations: readonly Annotation[]): FunctionDef {
  const parameters = annotations.filter(({ name }) => name !== 'return')
  return {
    kind: 'FunctionDef',
    isAsync: false,
    name: 'function',
    typeParameters: [],
    parameters: {
      positionalOnly: [],
      positional: parameters.map(({ name, value }): Parameter => ({
        name,
        annotation: value,
        default: null,
      })),
      variadic: null,
      keywordOnly: [],
      keywords: null,
    },
    decorators: [],
    returns: annotations.find(({ name }) => name === 'return')?.value ?? null,
    body: [],
    at: null,
  }
}
