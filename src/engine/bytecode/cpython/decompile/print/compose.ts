// Short names for the nodes that tests are made of.
import type { MarshalValue } from '../../../../encodings/marshal/Marshal.ts'
import { printableIn } from '../../../../encodings/python-repr/printable.ts'
import { Repr } from '../../repr.ts'
import type { Version } from '../../versions/Version.ts'
import { versions } from '../../versions/index.ts'
import type {
  BinaryOperator,
  Call,
  Constant,
  Display,
  Expression,
  FormattedValue,
  JoinedStr,
  Name,
  Parameters,
} from '../ast.ts'
import type { PrintOptions } from './Sheet.ts'

const NOWHERE = { offset: 0, length: 0 }

/** What to print for `3.8`. */
export function optionsFor(id: string): PrintOptions {
  const version: Version | undefined = versions.find((one) => one.id === id)
  if (version === undefined) throw new Error(`no version ${id}`)
  const isPrintable = printableIn(version.unicode)
  return { version, repr: new Repr({ isTwo: version.layout === '2.3', isPrintable }) }
}

export function name(id: string): Name {
  return { kind: 'Name', id, at: null }
}

export function constant(value: MarshalValue): Constant {
  return { kind: 'Constant', value, at: null }
}

export function integer(value: number): Constant {
  return constant(integerValue(value))
}

export function integerValue(value: number): MarshalValue {
  return { kind: 'integer', value: BigInt(value), isLong: false, ...NOWHERE }
}

export function text(characters: string): Constant {
  return constant({ kind: 'text', text: characters, codePoints: null, ...NOWHERE })
}

/** Items of a constant: a tuple or a frozenset. */
export function sequence(
  kind: 'tuple' | 'frozenset',
  items: readonly MarshalValue[],
): MarshalValue {
  return { kind, items, ...NOWHERE }
}

export function none(): MarshalValue {
  return { kind: 'none', ...NOWHERE }
}

export function sliceValue(start: MarshalValue, stop: MarshalValue): MarshalValue {
  return { kind: 'slice', start, stop, step: none(), ...NOWHERE }
}

export function binary(op: BinaryOperator, left: Expression, right: Expression): Expression {
  return { kind: 'BinOp', op, left, right, at: null }
}

export function attribute(value: Expression, attr: string): Expression {
  return { kind: 'Attribute', value, attr, at: null }
}

export function call(func: Expression, ...args: readonly Expression[]): Call {
  return { kind: 'Call', func, args, keywords: [], at: null }
}

export function subscript(value: Expression, slice: Expression): Expression {
  return { kind: 'Subscript', value, slice, at: null }
}

export function tuple(...elements: readonly Expression[]): Display {
  return { kind: 'Tuple', elements, at: null }
}

export function starred(value: Expression): Expression {
  return { kind: 'Starred', value, at: null }
}

export function joined(...parts: JoinedStr['parts']): JoinedStr {
  return { kind: 'JoinedStr', isTemplate: false, parts, at: null }
}

export function field(value: Expression, spec: FormattedValue['spec'] = null): FormattedValue {
  return { kind: 'FormattedValue', value, conversion: null, spec, at: null }
}

/** Parameters with these names and nothing else. */
export function parameters(...names: readonly string[]): Parameters {
  const positional = names.map((one) => ({ name: one, annotation: null, default: null }))
  return { positionalOnly: [], positional, variadic: null, keywordOnly: [], keywords: null }
}
