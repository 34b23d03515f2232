import type { Layout, MarshalValue, NumberField, ValueField } from './Marshal.ts'

/** Reads as: these fields follow the type byte `c`, in this order (Python/marshal.c of each version). */
export const LAYOUTS: Readonly<Record<Layout, readonly Field[]>> = {
  '2.3': [
    number('argcount'),
    number('nlocals'),
    number('stacksize'),
    number('flags'),
    value('code', 'bytes'),
    value('consts', 'tuple'),
    value('names', 'names'),
    value('varnames', 'names'),
    value('freevars', 'names'),
    value('cellvars', 'names'),
    value('filename', 'name'),
    value('name', 'name'),
    number('firstlineno'),
    value('linetable', 'bytes'),
  ],
  '3.0': untilThreeTen([]),
  '3.8': untilThreeTen([number('posonlyargcount')]),
  '3.11': [
    number('argcount'),
    number('posonlyargcount'),
    number('kwonlyargcount'),
    number('stacksize'),
    number('flags'),
    value('code', 'bytes'),
    value('consts', 'tuple'),
    value('names', 'names'),
    value('localsplusnames', 'names'),
    value('localspluskinds', 'bytes'),
    value('filename', 'name'),
    value('name', 'name'),
    value('qualname', 'name'),
    number('firstlineno'),
    value('linetable', 'bytes'),
    value('exceptiontable', 'bytes'),
  ],
}

export type Field =
  | { readonly kind: 'number'; readonly name: NumberField }
  | { readonly kind: 'value'; readonly name: ValueField; readonly type: FieldType }

export type FieldType = 'bytes' | 'tuple' | 'names' | 'name'

/** Whether `found` may stand in a field of this type: CPython refuses the code object otherwise. */
export function fits(type: FieldType, found: MarshalValue, layout: Layout): boolean {
  switch (type) {
    case 'bytes':
    case 'tuple':
      return found.kind === type
    case 'name':
      return isName(found, layout)
    case 'names':
      return found.kind === 'tuple' && found.items.every((item) => isName(item, layout))
  }
}

function isName(found: MarshalValue, layout: Layout): boolean {
  return found.kind === (layout === '2.3' ? 'bytes' : 'text')
}

function untilThreeTen(positionalOnly: readonly Field[]): readonly Field[] {
  return [
    number('argcount'),
    ...positionalOnly,
    number('kwonlyargcount'),
    number('nlocals'),
    number('stacksize'),
    number('flags'),
    value('code', 'bytes'),
    value('consts', 'tuple'),
    value('names', 'names'),
    value('varnames', 'names'),
    value('freevars', 'names'),
    value('cellvars', 'names'),
    value('filename', 'name'),
    value('name', 'name'),
    number('firstlineno'),
    value('linetable', 'bytes'),
  ]
}

function number(name: NumberField): Field {
  return { kind: 'number', name }
}

function value(name: ValueField, type: FieldType): Field {
  return { kind: 'value', name, type }
}
