// The syntax tree of decompiled Python: the nodes of CPython's `ast` module, under its names.
// https://docs.python.org/3/library/ast.html#abstract-grammar
import type { Range } from '../../../model/Listing.ts'
import type { BinaryOperator, Expression, Keyword, Node, Parameters } from './expressions.ts'

export type * from './expressions.ts'

export type Statement =
  | ExprStatement
  | Assign
  | AugAssign
  | AnnAssign
  | Delete
  | Return
  | Raise
  | Assert
  | If
  | While
  | For
  | Try
  | With
  | Import
  | ImportFrom
  | Declaration
  | FunctionDef
  | ClassDef
  | Jump
  | Match
  | Comment
  | Unstructured

export interface ExprStatement extends Node {
  readonly kind: 'Expr'
  readonly value: Expression
}

/** `a = b = value`. */
export interface Assign extends Node {
  readonly kind: 'Assign'
  readonly targets: readonly Expression[]
  readonly value: Expression
}

export interface AugAssign extends Node {
  readonly kind: 'AugAssign'
  readonly target: Expression
  readonly op: BinaryOperator
  readonly value: Expression
}

/** `target: annotation = value`. */
export interface AnnAssign extends Node {
  readonly kind: 'AnnAssign'
  readonly target: Expression
  readonly annotation: Expression
  readonly value: Expression | null
}

export interface Delete extends Node {
  readonly kind: 'Delete'
  readonly targets: readonly Expression[]
}

export interface Return extends Node {
  readonly kind: 'Return'
  readonly value: Expression | null
}

export interface Raise extends Node {
  readonly kind: 'Raise'
  readonly exception: Expression | null
  readonly cause: Expression | null
}

export interface Assert extends Node {
  readonly kind: 'Assert'
  readonly test: Expression
  readonly message: Expression | null
}

export interface If extends Node {
  readonly kind: 'If'
  readonly test: Expression
  readonly body: readonly Statement[]
  readonly orElse: readonly Statement[]
}

export interface While extends Node {
  readonly kind: 'While'
  readonly test: Expression
  readonly body: readonly Statement[]
  readonly orElse: readonly Statement[]
}

export interface For extends Node {
  readonly kind: 'For'
  readonly isAsync: boolean
  readonly target: Expression
  readonly iter: Expression
  readonly body: readonly Statement[]
  readonly orElse: readonly Statement[]
}

export interface Try extends Node {
  readonly kind: 'Try'
  /** `except*`. */
  readonly isStar: boolean
  readonly body: readonly Statement[]
  readonly handlers: readonly ExceptHandler[]
  readonly orElse: readonly Statement[]
  readonly finalBody: readonly Statement[]
}

export interface ExceptHandler extends Node {
  readonly type: Expression | null
  readonly name: string | null
  readonly body: readonly Statement[]
}

export interface With extends Node {
  readonly kind: 'With'
  readonly isAsync: boolean
  readonly items: readonly {
    readonly context: Expression
    readonly target: Expression | null
  }[]
  readonly body: readonly Statement[]
}

export interface Import extends Node {
  readonly kind: 'Import'
  readonly names: readonly Alias[]
}

export interface ImportFrom extends Node {
  readonly kind: 'ImportFrom'
  /** '' in `from . import x`. */
  readonly module: string
  /** How many dots stand before it. */
  readonly level: number
  /** One alias named `*` for a star import. */
  readonly names: readonly Alias[]
}

export interface Alias {
  readonly name: string
  readonly asName: string | null
}

export interface Declaration extends Node {
  readonly kind: 'Global' | 'Nonlocal'
  readonly names: readonly string[]
}

export interface FunctionDef extends Node {
  readonly kind: 'FunctionDef'
  readonly isAsync: boolean
  readonly name: string
  readonly typeParameters: readonly string[]
  readonly parameters: Parameters
  readonly decorators: readonly Expression[]
  readonly returns: Expression | null
  readonly body: readonly Statement[]
}

export interface ClassDef extends Node {
  readonly kind: 'ClassDef'
  readonly name: string
  readonly typeParameters: readonly string[]
  readonly bases: readonly Expression[]
  readonly keywords: readonly Keyword[]
  readonly decorators: readonly Expression[]
  readonly body: readonly Statement[]
}

export interface Jump extends Node {
  readonly kind: 'Pass' | 'Break' | 'Continue'
}

export interface Match extends Node {
  readonly kind: 'Match'
  readonly subject: Expression
  readonly cases: readonly MatchCase[]
}

export interface MatchCase extends Node {
  readonly pattern: Pattern
  readonly guard: Expression | null
  readonly body: readonly Statement[]
}

export type Pattern =
  /** `1`, `a.b`, `None`. */
  | (Node & { readonly kind: 'MatchValue'; readonly value: Expression })
  | (Node & { readonly kind: 'MatchSequence' | 'MatchOr'; readonly patterns: readonly Pattern[] })
  | (Node & {
      readonly kind: 'MatchMapping'
      readonly entries: readonly { readonly key: Expression; readonly pattern: Pattern }[]
      readonly rest: string | null
    })
  | (Node & {
      readonly kind: 'MatchClass'
      readonly cls: Expression
      readonly patterns: readonly Pattern[]
      readonly keywords: readonly { readonly name: string; readonly pattern: Pattern }[]
    })
  /** `*name`; `*_` when null. */
  | (Node & { readonly kind: 'MatchStar'; readonly name: string | null })
  /** `pattern as name`, `name`, or `_` when both are null. */
  | (Node & {
      readonly kind: 'MatchAs'
      readonly pattern: Pattern | null
      readonly name: string | null
    })

/** A line that is no code. */
export interface Comment extends Node {
  readonly kind: 'Comment'
  readonly text: string
}

/**
 * Code that was not understood, in its place: printed as comments, an instruction a line. What could be told of
 * it is in `values`, which nobody prints.
 */
export interface Unstructured extends Node {
  readonly kind: 'Unstructured'
  readonly label: string
  readonly lines: readonly { readonly text: string; readonly at: Range | null }[]
  readonly values: readonly Expression[]
}
