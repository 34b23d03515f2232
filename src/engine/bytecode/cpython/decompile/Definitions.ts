import { numberOf, type Code } from '../Code.ts'
import { toReading, type Reading } from '../Reading.ts'
import type { Range } from '../../../model/Listing.ts'
import { annotationsAlone, annotationsIn, type Annotation } from './annotations.ts'
import type { Version } from '../versions/Version.ts'
import type { ClassDef, Comprehension, Expression, FunctionDef, Lambda, Statement } from './ast.ts'
import { classBody, isClassBody } from './classBody.ts'
import { isComprehension, iterableOf, returned, through } from './comprehension.ts'
import { withDeclarations, withDocstring, withoutLastReturn, withYield } from './functionBody.ts'
import type { ClassItem, FunctionItem } from './Item.ts'
import type { Nested } from './machine/Machine.ts'
import { leftoversOf } from './leftovers.ts'
import { NotUnderstood } from './NotUnderstood.ts'
import { parametersOf } from './parametersOf.ts'
import { withPrivateNames } from './privateNames.ts'
import { isAnnotate } from './rewriteAnnotations.ts'
import { COPIES_END } from './quirks.ts'
import { requireOnce } from './requireOnce.ts'
import { generatorOf, statementsOf } from './statementsOf.ts'
import { unstructured } from './unstructured.ts'

const CO_OPTIMIZED = 0x1
const CO_COROUTINE = 0x80
const CO_ASYNC_GENERATOR = 0x200
const MAX_NESTING = 40 // functions inside functions; the parser's limit on indentation comes earlier

const NONE = { kind: 'Constant', value: { kind: 'none', offset: 0, length: 0 } } as const

/** Makes definitions, lambdas and comprehensions of code objects, nested ones included. */
export class Definitions implements Nested {
  /** Whether all was understood so far. */
  get isComplete(): boolean {
    return this.#isWhole && this.#notes.length === 0
  }

  #isWhole = true
  /** What the source cannot say, for its head. */
  readonly #notes: string[] = []
  readonly #version: Version
  #depth = 0
  /** The functions around the code that is being made. */
  readonly #around: Code[] = []

  constructor(version: Version) {
    this.#version = version
  }

  /** The code object of a whole payload: by its name a lambda, a function, a class, a comprehension, or a module. */
  payload({ code }: Reading): readonly Statement[] {
    try {
      const body = this.#payload(code)
      return [...this.#notes.map(toComment), ...body]
    } catch (error) {
      return [this.#notUnderstood(code, error)]
    }
  }

  #payload(code: Code): readonly Statement[] {
    const item = plainFunction(code)
    if (code.name === '<lambda>') return [toStatement(this.lambda(item, rangeOf(code)))]
    if (isComprehension(code.name)) {
      const { name, note } = iterableOf(code)
      const iterable: Expression = { kind: 'Name', id: name, at: null }
      return [note, toStatement(this.comprehension(item, iterable, rangeOf(code)))]
    }
    if (isAnnotate(code, this.#version)) return this.#annotationsAlone(code)
    const isFunction = (numberOf(code, 'flags') & CO_OPTIMIZED) !== 0
    if (isFunction && !code.name.startsWith('<'))
      return [this.define(item, code.name, rangeOf(code))]
    return isClassBody(code)
      ? [this.declare(plainClass(item), code.name, rangeOf(code))]
      : withoutLastReturn(this.#statements(code), COPIES_END.has(this.#version.id))
  }

  lambda({ code, defaults, keywordDefaults, annotations }: FunctionItem, at: Range | null): Lambda {
    const parameters = parametersOf(code, { defaults, keywordDefaults, annotations })
    const statements = this.#statements(code)
    const [statement] = statements
    if (statement?.kind !== 'Return' || statements.length !== 1)
      throw new NotUnderstood('the body of a lambda is no expression')
    const body: Expression = statement.value ?? { ...NONE, at: statement.at }
    return { kind: 'Lambda', parameters, body, at: at ?? statement.at }
  }

  define(item: FunctionItem, name: string, at: Range | null): FunctionDef {
    const { code, annotations } = item
    const flags = numberOf(code, 'flags')
    if (hasQuoted(code, [...annotations.values()])) this.#isWhole = false
    return {
      kind: 'FunctionDef',
      isAsync: (flags & (CO_COROUTINE | CO_ASYNC_GENERATOR)) !== 0,
      name,
      typeParameters: [],
      parameters: parametersOf(code, item),
      decorators: item.decorators,
      returns: annotations.get('return') ?? null,
      body: this.#functionBody(code),
      at,
    }
  }

  declare(item: ClassItem, name: string, at: Range | null): ClassDef {
    const { bases, keywords, decorators, body } = item
    return {
      kind: 'ClassDef',
      name,
      typeParameters: [],
      bases,
      keywords,
      decorators,
      body: this.#tried(body.code, () => {
        const whole = this.#declared(classBody(this.#statements(body.code)), body.code)
        return withPrivateNames(whole, body.code.name)
      }),
      at,
    }
  }

  comprehension({ code }: FunctionItem, iterable: Expression, at: Range | null): Expression {
    return through(
      this.#nested(code, (reading) => this.#comprehension(reading)),
      iterable,
      at,
    )
  }

  #annotationsAlone(code: Code): readonly Statement[] {
    const body = this.#nested(code, (reading) => statementsOf(reading, this))
    const isOwn = body.some(({ kind }) => kind !== 'Return')
    const alone = annotationsAlone(annotationsIn(body), isOwn)
    requireOnce(alone)
    if (
      hasQuoted(
        code,
        annotationsIn(body).map(({ value }) => value),
      )
    )
      this.#isWhole = false
    return alone
  }

  annotations({ code }: FunctionItem): readonly Annotation[] {
    const found = this.#nested(code, (reading) => annotationsIn(statementsOf(reading, this)))
    requireOnce(found.map(({ value }) => ({ kind: 'Expr', value, at: value.at })))
    return found
  }

  #comprehension(reading: Reading): Comprehension {
    if (reading.code.name === '<genexpr>') return generatorOf(reading, this)
    return returned(statementsOf(reading, this), reading.code.name)
  }

  #functionBody(code: Code): readonly Statement[] {
    return this.#tried(code, () => {
      const body = withYield(
        withoutLastReturn(this.#statements(code), COPIES_END.has(this.#version.id)),
        code,
      )
      return withDocstring(this.#declared(body, code), code, this.#version)
    })
  }

  #declared(body: readonly Statement[], code: Code): readonly Statement[] {
    const annotations = body.flatMap((one) => (one.kind === 'AnnAssign' ? [one.annotation] : []))
    if (hasQuoted(code, annotations)) this.#isWhole = false
    const bound = this.#around.flatMap(({ variables, cellVariables }) => [
      ...variables,
      ...cellVariables,
    ])
    return withDeclarations(body, code, this.#version, new Set(bound))
  }

  /** The body of a definition; when it is not understood, its disassembly in its place. */
  #tried(code: Code, make: () => readonly Statement[]): readonly Statement[] {
    try {
      return make()
    } catch (error) {
      return [this.#notUnderstood(code, error)]
    }
  }

  #notUnderstood(code: Code, error: unknown): Statement {
    if (!(error instanceof NotUnderstood)) throw error
    this.#isWhole = false
    return unstructured(toReading(code, this.#version), error.message)
  }

  #statements(code: Code): readonly Statement[] {
    return this.#nested(code, (reading) => {
      const statements = statementsOf(reading, this)
      requireOnce(statements)
      for (const what of leftoversOf(reading)) this.#notes.push(`${code.name}: ${what}`)
      return statements
    })
  }

  #nested<Result>(code: Code, make: (reading: Reading) => Result): Result {
    if (this.#depth >= MAX_NESTING) throw new NotUnderstood('functions are nested too deeply')
    this.#depth++
    const isFunction = (numberOf(code, 'flags') & CO_OPTIMIZED) !== 0
    if (isFunction) this.#around.push(code)
    try {
      return make(toReading(code, this.#version))
    } finally {
      if (isFunction) this.#around.pop()
      this.#depth--
    }
  }
}

// `from __future__ import annotations`, in 3.7 and from 3.8 on (Include/cpython/code.h)
const CO_FUTURE_ANNOTATIONS = [0x100000, 0x1000000]

/** Whether annotations are texts that were no texts in the source: it is not told apart how they were written. */
function hasQuoted(code: Code, annotations: readonly Expression[]): boolean {
  const flags = numberOf(code, 'flags')
  if (CO_FUTURE_ANNOTATIONS.every((flag) => (flags & flag) === 0)) return false
  return annotations.some((one) => one.kind === 'Constant' && one.value.kind === 'text')
}

function toComment(text: string): Statement {
  return { kind: 'Comment', text, at: null }
}

function toStatement(value: Expression): Statement {
  return { kind: 'Expr', value, at: value.at }
}

function plainClass(body: FunctionItem): ClassItem {
  return { kind: 'Class', body, name: body.code.name, bases: [], keywords: [], decorators: [] }
}

function plainFunction(code: Code): FunctionItem {
  return {
    kind: 'Function',
    code,
    defaults: [],
    keywordDefaults: new Map(),
    annotations: new Map(),
    decorators: [],
  }
}

function rangeOf({ value: { offset, length } }: Code): Range {
  return { offset, length }
}
