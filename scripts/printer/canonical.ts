// Our syntax trees as the nested lists that canonical.py makes of CPython's.
import { codePointsOf } from '../../src/engine/encodings/python-repr/reprText.ts'
import type { MarshalValue } from '../../src/engine/encodings/marshal/Marshal.ts'
import type {
  Constant,
  JoinedStr,
  Statement,
} from '../../src/engine/bytecode/cpython/decompile/ast.ts'

type Tree = string | number | boolean | null | readonly Tree[]

/** What CPython must read of the statements. */
export function canonicalStatements(body: readonly Statement[]): Tree {
  return canonical(body)
}

/** What the constant must evaluate to. */
export function canonicalValue(value: MarshalValue): Tree {
  if (value.kind === 'tuple') return ['tuple', value.items.map(canonicalValue)]
  if (value.kind === 'complex') return ['complex', bits(value.real), bits(value.imaginary)]
  if (value.kind === 'float')
    return ['float', Number.isNaN(value.value) ? 'nan' : bits(value.value)]
  return value.kind === 'integer' ? integer(value.value, value.isLong) : constant(value)
}

/** Each kind of node with its fields, in the order of canonical.py. */
const FIELDS: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    Name: ['id'],
    Attribute: ['value', 'attr'],
    Subscript: ['value', 'slice'],
    Slice: ['lower', 'upper', 'step'],
    Starred: ['value'],
    Call: ['func', 'args', 'keywords'],
    UnaryOp: ['op', 'operand'],
    BinOp: ['op', 'left', 'right'],
    BoolOp: ['op', 'values'],
    Compare: ['left', 'ops', 'comparators'],
    IfExp: ['test', 'body', 'orElse'],
    Lambda: ['parameters', 'body'],
    Tuple: ['elements'],
    List: ['elements'],
    Set: ['elements'],
    Dict: ['entries'],
    ListComp: ['element', 'value', 'generators'],
    SetComp: ['element', 'value', 'generators'],
    DictComp: ['element', 'value', 'generators'],
    GeneratorExp: ['element', 'value', 'generators'],
    NamedExpr: ['target', 'value'],
    Yield: ['value'],
    YieldFrom: ['value'],
    Await: ['value'],
    Expr: ['value'],
    Assign: ['targets', 'value'],
    AugAssign: ['target', 'op', 'value'],
    AnnAssign: ['target', 'annotation', 'value'],
    Delete: ['targets'],
    Return: ['value'],
    Raise: ['exception', 'cause'],
    Assert: ['test', 'message'],
    If: ['test', 'body', 'orElse'],
    While: ['test', 'body', 'orElse'],
    For: ['isAsync', 'target', 'iter', 'body', 'orElse'],
    Try: ['isStar', 'body', 'handlers', 'orElse', 'finalBody'],
    With: ['isAsync', 'items', 'body'],
    Import: ['names'],
    ImportFrom: ['module', 'level', 'names'],
    Global: ['names'],
    Nonlocal: ['names'],
    Pass: [],
    Break: [],
    Continue: [],
    FunctionDef: 'isAsync name typeParameters parameters decorators returns body'.split(' '),
    ClassDef: 'name typeParameters bases keywords decorators body'.split(' '),
    Match: ['subject', 'cases'],
    MatchValue: ['value'],
    MatchSequence: ['patterns'],
    MatchOr: ['patterns'],
    MatchMapping: ['entries', 'rest'],
    MatchClass: ['cls', 'patterns', 'keywords'],
    MatchStar: ['name'],
    MatchAs: ['pattern', 'name'],
  }),
)

/** Parts of nodes, which have no kind: the first that fits. */
const SHAPES: readonly (readonly string[])[] = [
  ['positionalOnly', 'positional', 'variadic', 'keywordOnly', 'keywords'],
  ['target', 'iter', 'ifs', 'isAsync'],
  ['pattern', 'guard', 'body'],
  ['type', 'name', 'body'],
  ['name', 'annotation', 'default'],
  ['name', 'asName'],
  ['name', 'pattern'],
  ['context', 'target'],
  ['key', 'pattern'],
  ['key', 'value'],
  ['arg', 'value'],
]

function canonical(part: unknown): Tree {
  if (Array.isArray(part)) return part.map(canonical)
  if (typeof part === 'string' || typeof part === 'boolean' || typeof part === 'number') return part
  if (!isRecord(part)) return null
  if (isConstant(part)) return constant(part.value)
  return isJoined(part) ? ['JoinedStr', part.isTemplate, parts(part.parts)] : node(part)
}

function node(part: Readonly<Record<string, unknown>>): Tree {
  const { kind } = part
  const fields = typeof kind === 'string' ? FIELDS.get(kind) : undefined
  if (typeof kind === 'string' && fields !== undefined)
    return [kind, ...fields.map((field) => canonical(part[field]))]
  const shape = SHAPES.find((names) => names.every((name) => name in part))
  if (shape === undefined) throw new Error('a node of no known kind')
  return shape.map((field) => canonical(part[field]))
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}

function isConstant(node: object): node is Constant {
  return 'kind' in node && node.kind === 'Constant'
}

function isJoined(node: object): node is JoinedStr {
  return 'kind' in node && node.kind === 'JoinedStr'
}

/** Texts side by side are one. */
function parts(list: JoinedStr['parts']): Tree {
  const found: Tree[] = []
  let points: number[] = []
  const flush = () => {
    if (points.length > 0) found.push(points)
    points = []
  }
  for (const part of list)
    if (part.kind === 'Constant') points.push(...pointsOf(part.value))
    else {
      flush()
      const spec = part.spec === null ? null : parts(part.spec)
      found.push([canonical(part.value), part.conversion, spec])
    }
  flush()
  return found
}

function pointsOf(value: MarshalValue): readonly number[] {
  return value.kind === 'text' ? (value.codePoints ?? codePointsOf(value.text)) : []
}

function constant(value: MarshalValue): Tree {
  if (value.kind === 'none') return ['const', 'None']
  if (value.kind === 'ellipsis') return ['const', 'Ellipsis']
  if (value.kind === 'boolean') return ['const', value.value ? 'True' : 'False']
  if (value.kind === 'text') return ['str', pointsOf(value)]
  if (value.kind === 'bytes') return ['bytes', Buffer.from(value.bytes).toString('hex')]
  return value.kind === 'tuple' ? ['Tuple', value.items.map(constant)] : number(value)
}

/** A number is read as the operations that the compiler then folds. */
function number(value: MarshalValue): Tree {
  if (value.kind === 'integer') {
    const size = value.value < 0n ? -value.value : value.value
    return signed(value.value < 0n, integer(size, value.isLong))
  }
  if (value.kind === 'float') return float(value.value)
  if (value.kind !== 'complex') throw new Error(`no constant: ${value.kind}`)
  const { real, imaginary } = value
  const isTurned = Object.is(real, -0) || Object.is(imaginary, -0)
  return isTurned ? signed(true, sum(-real, -imaginary)) : sum(real, imaginary)
}

function sum(real: number, imaginary: number): Tree {
  const size: Tree = ['imaginary', bits(Math.abs(imaginary))]
  if (Object.is(real, 0) && !isNegative(imaginary)) return size
  return ['BinOp', isNegative(imaginary) ? '-' : '+', whole(real), size]
}

/** Before a complex number, a float without a fraction is written as an integer. */
function whole(value: number): Tree {
  if (!Number.isInteger(value) || Math.abs(value) >= 1e16) return float(value)
  return signed(isNegative(value), integer(BigInt(Math.abs(value)), false))
}

function float(value: number): Tree {
  const infinity: Tree = ['float', bits(Infinity)]
  if (Number.isNaN(value)) return ['BinOp', '-', infinity, infinity]
  return signed(isNegative(value), ['float', bits(Math.abs(value))])
}

function integer(value: bigint, isLong: boolean): Tree {
  return ['int', value.toString(16), isLong]
}

function signed(isBelow: boolean, size: Tree): Tree {
  return isBelow ? ['UnaryOp', '-', size] : size
}

function isNegative(value: number): boolean {
  return value < 0 || Object.is(value, -0)
}

function bits(value: number): string {
  const bytes = Buffer.alloc(8)
  bytes.writeDoubleBE(value)
  return bytes.toString('hex')
}
