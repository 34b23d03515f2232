// The expressions in the syntax tree of decompiled Python, under the names of CPython's `ast` module.
// https://docs.python.org/3/library/ast.html#expressions
import type { MarshalValue } from '../../../encodings/marshal/Marshal.ts'
import type { Range } from '../../../model/Listing.ts'

export interface Node {
  /** Bytes in the payload of the instruction that makes the value or does the deed; null: of none. */
  readonly at: Range | null
}

export type Expression =
  | Constant
  | Name
  | Attribute
  | Subscript
  | Slice
  | Starred
  | Call
  | UnaryOp
  | BinOp
  | BoolOp
  | Compare
  | IfExp
  | Lambda
  | Display
  | Dict
  | Comprehension
  | JoinedStr
  | NamedExpr
  | Yield

export interface Constant extends Node {
  readonly kind: 'Constant'
  readonly value: MarshalValue
}

export interface Name extends Node {
  readonly kind: 'Name'
  readonly id: string
}

export interface Attribute extends Node {
  readonly kind: 'Attribute'
  readonly value: Expression
  readonly attr: string
}

export interface Subscript extends Node {
  readonly kind: 'Subscript'
  readonly value: Expression
  readonly slice: Expression
}

/** `lower:upper:step`, only inside a subscript (or a tuple there). */
export interface Slice extends Node {
  readonly kind: 'Slice'
  readonly lower: Expression | null
  readonly upper: Expression | null
  readonly step: Expression | null
}

/** `*value` in a call, a display or a target. */
export interface Starred extends Node {
  readonly kind: 'Starred'
  readonly value: Expression
}

export interface Call extends Node {
  readonly kind: 'Call'
  readonly func: Expression
  readonly args: readonly Expression[]
  readonly keywords: readonly Keyword[]
}

/** `arg=value`; `**value` when `arg` is null. */
export interface Keyword {
  readonly arg: string | null
  readonly value: Expression
}

export interface UnaryOp extends Node {
  readonly kind: 'UnaryOp'
  readonly op: '-' | '+' | '~' | 'not'
  readonly operand: Expression
}

export type BinaryOperator =
  '+' | '-' | '*' | '/' | '//' | '%' | '**' | '@' | '<<' | '>>' | '&' | '|' | '^'

export interface BinOp extends Node {
  readonly kind: 'BinOp'
  readonly op: BinaryOperator
  readonly left: Expression
  readonly right: Expression
}

export interface BoolOp extends Node {
  readonly kind: 'BoolOp'
  readonly op: 'and' | 'or'
  /** Two or more. */
  readonly values: readonly Expression[]
}

export type ComparisonOperator =
  '<' | '<=' | '==' | '!=' | '>' | '>=' | 'in' | 'not in' | 'is' | 'is not'

export interface Compare extends Node {
  readonly kind: 'Compare'
  readonly left: Expression
  readonly ops: readonly ComparisonOperator[]
  /** As many as `ops`. */
  readonly comparators: readonly Expression[]
}

/** `body if test else orElse`. */
export interface IfExp extends Node {
  readonly kind: 'IfExp'
  readonly test: Expression
  readonly body: Expression
  readonly orElse: Expression
}

export interface Lambda extends Node {
  readonly kind: 'Lambda'
  readonly parameters: Parameters
  readonly body: Expression
}

export interface Parameters {
  readonly positionalOnly: readonly Parameter[]
  readonly positional: readonly Parameter[]
  readonly variadic: Parameter | null
  readonly keywordOnly: readonly Parameter[]
  readonly keywords: Parameter | null
}

export interface Parameter {
  readonly name: string
  readonly annotation: Expression | null
  readonly default: Expression | null
}

/** `(a, b)`, `[a, b]`, `{a, b}`; an empty `Set` cannot be written and does not occur. */
export interface Display extends Node {
  readonly kind: 'Tuple' | 'List' | 'Set'
  readonly elements: readonly Expression[]
}

export interface Dict extends Node {
  readonly kind: 'Dict'
  /** `**value` where `key` is null. */
  readonly entries: readonly { readonly key: Expression | null; readonly value: Expression }[]
}

export interface Comprehension extends Node {
  readonly kind: 'ListComp' | 'SetComp' | 'DictComp' | 'GeneratorExp'
  /** The key of a `DictComp`. */
  readonly element: Expression
  /** Only of a `DictComp`. */
  readonly value: Expression | null
  readonly generators: readonly ComprehensionFor[]
}

export interface ComprehensionFor {
  readonly target: Expression
  readonly iter: Expression
  readonly ifs: readonly Expression[]
  readonly isAsync: boolean
}

/** An f-string; a t-string of 3.14 when `isTemplate`. */
export interface JoinedStr extends Node {
  readonly kind: 'JoinedStr'
  readonly isTemplate: boolean
  readonly parts: readonly (Constant | FormattedValue)[]
}

export interface FormattedValue extends Node {
  readonly kind: 'FormattedValue'
  readonly value: Expression
  readonly conversion: 'str' | 'repr' | 'ascii' | null
  /** What stands after the colon. */
  readonly spec: readonly (Constant | FormattedValue)[] | null
}

/** `target := value`. */
export interface NamedExpr extends Node {
  readonly kind: 'NamedExpr'
  readonly target: Name
  readonly value: Expression
}

export interface Yield extends Node {
  readonly kind: 'Yield' | 'YieldFrom' | 'Await'
  /** Null only for a bare `yield`. */
  readonly value: Expression | null
}
