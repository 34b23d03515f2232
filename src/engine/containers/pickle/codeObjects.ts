// Code objects that a pickle builds by calling their constructor: cloudpickle, dill and types.CodeType.
// Orders of the arguments: Objects/codeobject.c of CPython 2.7 to 3.14, cloudpickle's _code_reduce, dill's _create_code.
import { ParseError } from '../../bytes/ParseError.ts'
import type { Layout } from '../../encodings/marshal/Marshal.ts'
import { MarshalWriter } from '../../encodings/marshal/MarshalWriter.ts'
import type { PickleCall, PickleValue } from '../../encodings/pickle/PickleValue.ts'
import { bytesOf, globalName, itemsOf } from './plainValues.ts'

const MAX_CODE_BYTES = 16 * 1024 * 1024 // no function compiles to more
const MAX_DEPTH = 40 // functions in functions, and constants in tuples

/** Whether calling `callable` builds a code object. */
export function makesCode(callable: PickleValue): boolean {
  if (callable.kind === 'global') return CODE_MAKERS.test(globalName(callable) ?? '')
  if (callable.kind !== 'call') return false
  const [type] = callable.call.args
  const isType = TYPE_FINDERS.test(globalName(callable.call.callable) ?? '')
  return isType && type?.kind === 'text' && type.text === 'CodeType'
}

const CODE_MAKERS = /^(?:types\.CodeType|new\.code|(?:[\w.]+\.)?_create_code)$/
/** cloudpickle and dill write the type by its name. */
const TYPE_FINDERS = /(?:^|\.)(?:_builtin_type|_load_type)$/

/**
 * The marshalled code object that a call of its constructor with `args` makes, and the calls inside it that make
 * nested ones. Undefined when the arguments are in no order that a CPython has.
 */
export function rebuiltCode(
  args: readonly PickleValue[],
): { readonly bytes: Uint8Array; readonly nested: ReadonlySet<PickleCall> } | undefined {
  const builder = new Builder()
  try {
    builder.code(args, 0)
  } catch (error) {
    if (error instanceof ParseError) return undefined
    throw error
  }
  return { bytes: builder.writer.bytes(), nested: builder.nested }
}

/** Arguments in order; `int` stands for a number, anything else for the field it becomes. */
interface Order {
  readonly layout: Layout
  readonly fields: readonly string[]
}

const COUNTS_2 = ['argcount', 'nlocals', 'stacksize', 'flags']
const COUNTS_3 = ['argcount', 'kwonlyargcount', 'nlocals', 'stacksize', 'flags']
const COUNTS_38 = [
  ...['argcount', 'posonlyargcount', 'kwonlyargcount', 'nlocals', 'stacksize', 'flags'],
]
const BODY = ['code', 'consts', 'names', 'varnames', 'filename', 'name']
const CELLS = ['freevars', 'cellvars']

const ORDERS: readonly Order[] = [
  { layout: '2.3', fields: [...COUNTS_2, ...BODY, 'firstlineno', 'linetable', ...CELLS] },
  { layout: '3.0', fields: [...COUNTS_3, ...BODY, 'firstlineno', 'linetable', ...CELLS] },
  { layout: '3.8', fields: [...COUNTS_38, ...BODY, 'firstlineno', 'linetable', ...CELLS] },
  {
    layout: '3.11',
    fields: [
      ...[...COUNTS_38, ...BODY, 'qualname', 'firstlineno', 'linetable', 'exceptiontable'],
      ...CELLS,
    ],
  },
]

/** The order that fits: the code comes after the counts, and a name more means 3.11. */
function orderOf(args: readonly PickleValue[]): Order | undefined {
  return ORDERS.find(({ fields }) => {
    const optional = args.length === fields.length - 1 || args.length === fields.length - 2
    if (args.length !== fields.length && !optional) return false
    const counts = fields.indexOf('code')
    return (
      args.slice(0, counts).every(({ kind }) => kind === 'int') &&
      bytesOf(args[counts]) !== undefined &&
      args[fields.indexOf('firstlineno')]?.kind === 'int'
    )
  })
}

class Builder {
  readonly writer = new MarshalWriter(MAX_CODE_BYTES)
  readonly nested = new Set<PickleCall>()

  code(args: readonly PickleValue[], depth: number): void {
    const given = args[0]?.kind === 'int' ? args : args.slice(1) // dill puts the line table of before 3.10 first
    const order = orderOf(given)
    if (order === undefined) throw new ParseError('no order of arguments that a CPython has', 0)
    const field = (name: string): PickleValue | undefined => given[order.fields.indexOf(name)]
    const number = (name: string): number => toInt32(field(name))
    const { layout } = order
    this.writer.code({
      layout,
      argcount: number('argcount'),
      posonlyargcount: number('posonlyargcount'),
      kwonlyargcount: number('kwonlyargcount'),
      nlocals: number('nlocals'),
      stacksize: number('stacksize'),
      flags: number('flags'),
    })
    const text = (name: string): void => this.#name(field(name), layout)
    this.#bytes(field('code'))
    this.#value(field('consts'), layout, depth)
    this.#names(textsOf(field('names')), layout)
    this.#variables(field, layout)
    text('filename')
    text('name')
    if (layout === '3.11') text('qualname')
    this.writer.int32(number('firstlineno'))
    this.#bytes(field('linetable'))
    if (layout === '3.11') this.#bytes(field('exceptiontable'))
  }

  #variables(field: (name: string) => PickleValue | undefined, layout: Layout): void {
    const [variables, free, cells] = ['varnames', 'freevars', 'cellvars'].map((name) =>
      textsOf(field(name)),
    )
    if (variables === undefined || free === undefined || cells === undefined) return
    if (layout !== '3.11') {
      for (const names of [variables, free, cells]) this.#names(names, layout)
      return
    }
    const all = withKinds(variables, free, cells)
    this.#names(
      all.map(([name]) => name),
      layout,
    )
    this.writer.byteString(Uint8Array.from(all, ([, kind]) => kind))
  }

  #names(names: readonly string[], layout: Layout): void {
    this.writer.container('tuple', names.length)
    for (const name of names) this.#text(name, layout)
  }

  #name(value: PickleValue | undefined, layout: Layout): void {
    this.#text(value?.kind === 'text' ? value.text : '?', layout)
  }

  /** `str` of Python 2 is bytes. */
  #text(text: string, layout: Layout): void {
    const bytes = layout === '2.3' ? bytesOf({ kind: 'text', text, at: NOWHERE }) : undefined
    if (bytes === undefined) this.writer.text(text)
    else this.writer.byteString(bytes)
  }

  #bytes(value: PickleValue | undefined): void {
    this.writer.byteString(bytesOf(value) ?? new Uint8Array(0))
  }

  #value(value: PickleValue | undefined, layout: Layout, depth: number): void {
    if (depth > MAX_DEPTH) throw new ParseError(`constants over ${MAX_DEPTH} deep`, 0)
    if (value?.kind === 'tuple' || value?.kind === 'frozenset')
      this.#items(value.kind, value.items, { layout, depth })
    else if (value?.kind === 'call') this.#call(value.call, { layout, depth })
    else if (value?.kind === 'text') this.#text(value.text, layout)
    else this.#plain(value)
  }

  /** Values that hold no others; what no code object has becomes None. */
  #plain(value: PickleValue | undefined): void {
    if (value === undefined || value.kind === 'none') this.writer.none()
    else if (value.kind === 'bool') this.writer.boolean(value.value)
    else if (value.kind === 'int') this.writer.integer(value.value)
    else if (value.kind === 'float') this.writer.float(value.value)
    else if (value.kind === 'bytes') this.writer.byteString(value.bytes)
    else if (isEllipsis(value)) this.writer.ellipsis()
    else this.writer.none()
  }

  #items(
    kind: 'tuple' | 'frozenset',
    items: readonly PickleValue[],
    { layout, depth }: { layout: Layout; depth: number },
  ): void {
    this.writer.container(kind, items.length)
    for (const item of items) this.#value(item, layout, depth + 1)
  }

  /** Constants that a pickle makes by a call: nested code, sets, complex numbers, bytes of old protocols. */
  #call(call: PickleCall, place: { layout: Layout; depth: number }): void {
    if (makesCode(call.callable)) {
      this.nested.add(call)
      return this.code(call.args, place.depth + 1)
    }
    const [first, second] = call.args
    const name = globalName(call.callable)
    if (name?.endsWith('.frozenset') === true)
      return this.#items('frozenset', itemsOf(first) ?? [], place)
    if (name?.endsWith('.complex') === true)
      return this.writer.complex(toDouble(first), toDouble(second))
    const bytes = bytesOf({ kind: 'call', call, state: [], items: [], entries: [] })
    if (bytes === undefined) this.writer.none()
    else this.writer.byteString(bytes)
  }
}

function isEllipsis(value: PickleValue): boolean {
  return value.kind === 'ellipsis' || /(?:^|\.)Ellipsis$/.test(globalName(value) ?? '')
}

const NOWHERE = { offset: 0, length: 0 }
const LOCAL = 0x20
const CELL = 0x40
const FREE = 0x80

/** Names and kinds of all variables, in the order of CPython 3.11: a cell that is also a local stands once. */
function withKinds(
  variables: readonly string[],
  free: readonly string[],
  cells: readonly string[],
): readonly (readonly [string, number])[] {
  const isCell = new Set(cells)
  const isLocal = new Set(variables)
  return [
    ...variables.map((name) => [name, isCell.has(name) ? LOCAL | CELL : LOCAL] as const),
    ...cells.filter((name) => !isLocal.has(name)).map((name) => [name, CELL] as const),
    ...free.map((name) => [name, FREE] as const),
  ]
}

function textsOf(value: PickleValue | undefined): readonly string[] {
  return (itemsOf(value) ?? []).map((item) => (item.kind === 'text' ? item.text : '?'))
}

function toInt32(value: PickleValue | undefined): number {
  return value?.kind === 'int' ? Number(BigInt.asIntN(32, value.value)) : 0
}

function toDouble(value: PickleValue | undefined): number {
  if (value?.kind === 'float') return value.value
  return value?.kind === 'int' ? Number(value.value) : 0
}
