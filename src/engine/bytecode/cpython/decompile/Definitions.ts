import { numberOf, type Code } from '../Code.ts'
import { toReading, type Reading } from '../Reading.ts'
import type { Range } from '../../../model/Listing.ts'
import type { Version } from '../versions/Version.ts'
import type { ClassDef, Expression, FunctionDef, Lambda, Statement } from './ast.ts'
import { classBody } from './classBody.ts'
import { toComprehension } from './comprehension.ts'
import { withDeclarations, withDocstring, withoutLastReturn } from './functionBody.ts'
import type { ClassItem, FunctionItem } from './Item.ts'
import type { Nested } from './machine/Machine.ts'
import { NotUnderstood } from './NotUnderstood.ts'
import { parametersOf } from './parametersOf.ts'
import { requireOnce } from './requireOnce.ts'
import { statementsOf } from './statementsOf.ts'
import { unstructured } from './unstructured.ts'

const CO_OPTIMIZED = 0x1
const CO_COROUTINE = 0x80
const CO_ASYNC_GENERATOR = 0x200
const MAX_NESTING = 40 // functions inside functions; the parser's limit on indentation comes earlier

/** Makes definitions, lambdas and comprehensions of code objects, nested ones included. */
export class Definitions implements Nested {
  /** Whether all was understood so far. */
  isComplete = true
  readonly #version: Version
  #depth = 0

  constructor(version: Version) {
    this.#version = version
  }

  /** The code object of a whole payload: by its name a lambda, a function, or the statements of a module. */
  payload({ code }: Reading): readonly Statement[] {
    const item = plainFunction(code)
    const isFunction = (numberOf(code, 'flags') & CO_OPTIMIZED) !== 0
    try {
      if (code.name === '<lambda>') {
        const value = this.lambda(item, code.value)
        return [{ kind: 'Expr', value, at: value.at }]
      }
      if (isFunction && !code.name.startsWith('<'))
        return [this.define(item, code.name, code.value)]
      return this.#statements(code)
    } catch (error) {
      return [this.#notUnderstood(code, error)]
    }
  }

  lambda({ code, defaults, keywordDefaults, annotations }: FunctionItem, at: Range | null): Lambda {
    const parameters = parametersOf(code, { defaults, keywordDefaults, annotations })
    const statements = this.#statements(code)
    const [statement] = statements
    if (statement?.kind !== 'Return' || statements.length !== 1 || statement.value === null)
      throw new NotUnderstood('the body of a lambda is no expression')
    return { kind: 'Lambda', parameters, body: statement.value, at: at ?? statement.at }
  }

  define(item: FunctionItem, name: string, at: Range | null): FunctionDef {
    const { code, annotations } = item
    const flags = numberOf(code, 'flags')
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
      body: this.#tried(body.code, () => classBody(this.#statements(body.code))),
      at,
    }
  }

  comprehension({ code }: FunctionItem, iterable: Expression, at: Range | null): Expression {
    return toComprehension(code.name, this.#statements(code), iterable, at)
  }

  #functionBody(code: Code): readonly Statement[] {
    return this.#tried(code, () => {
      const body = withoutLastReturn(this.#statements(code))
      return withDocstring(withDeclarations(body, code, this.#version), code, this.#version)
    })
  }

  /** The body of a definition; when it is not understood, its disassembly in its place. */
  #tried(code: Code, make: () => readonly Statement[]): readonly Statement[] {
    const depth = this.#depth
    try {
      return make()
    } catch (error) {
      this.#depth = depth
      return [this.#notUnderstood(code, error)]
    }
  }

  #notUnderstood(code: Code, error: unknown): Statement {
    if (!(error instanceof NotUnderstood)) throw error
    this.isComplete = false
    return unstructured(toReading(code, this.#version), error.message)
  }

  #statements(code: Code): readonly Statement[] {
    if (this.#depth >= MAX_NESTING) throw new NotUnderstood('functions are nested too deeply')
    this.#depth++
    const statements = statementsOf(toReading(code, this.#version), this)
    requireOnce(statements)
    this.#depth--
    return statements
  }
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
