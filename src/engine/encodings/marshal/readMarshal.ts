// Reads the format of Python's marshal module, versions 0 to 6.
// Specification: Python/marshal.c of CPython 2.7 and 3.4 to 3.15.
import { Cursor } from '../../bytes/Cursor.ts'
import { ParseError } from '../../bytes/ParseError.ts'
import { addTo, finishFrame, openFrame, UNCOUNTED, type Frame } from './frames.ts'
import { fits, LAYOUTS, type FieldType } from './layouts.ts'
import { readLeaf } from './leaves.ts'
import type {
  ContainerKind,
  Layout,
  MarshalDocument,
  MarshalFault,
  MarshalValue,
} from './Marshal.ts'

const FLAG_REF = 0x80
const MAX_DEPTH = 2_000 // CPython's own limit, MAX_MARSHAL_STACK_DEPTH
const MAX_VALUES = 1_000_000 // about 100 MB of objects; a 16 MB payload of real code holds fewer
const MAX_FAULTS = 100

/** A slot of the reference table; `open` while the value is being read. */
type Slot = { readonly kind: 'done'; readonly value: MarshalValue } | OpenSlot
interface OpenSlot {
  readonly kind: 'open'
  readonly container: ContainerKind
}

/** The type byte of a value. */
interface Head {
  readonly type: string
  readonly offset: number
  /** Whether it has FLAG_REF: others may refer to it. */
  readonly isShared: boolean
}

/**
 * Reads the value at the start of `bytes`, code objects in the given layout. Never throws `ParseError`:
 * what could be read is kept, and what is wrong is in `faults`.
 */
export function readMarshal(bytes: Uint8Array, layout: Layout): MarshalDocument {
  return new Reader(bytes, layout).read()
}

class Reader {
  readonly #cursor: Cursor
  readonly #layout: Layout
  readonly #isTwo: boolean
  readonly #frames: Frame[] = []
  readonly #slots: Slot[] = []
  readonly #interned: MarshalValue[] = []
  readonly #faults: MarshalFault[] = []
  /** Values that were found to fit a type of field: many code objects may share one long tuple. */
  readonly #fitting = new Map<MarshalValue, FieldType>()
  #valueCount = 0

  constructor(bytes: Uint8Array, layout: Layout) {
    this.#cursor = new Cursor(bytes)
    this.#layout = layout
    this.#isTwo = layout === '2.3'
  }

  read(): MarshalDocument {
    try {
      return this.#document(this.#readWhole(), true)
    } catch (error) {
      if (!(error instanceof ParseError)) throw error
      this.#faults.push({ message: error.message, offset: error.offset })
      return this.#document(this.#unwind(), false)
    }
  }

  #document(root: MarshalValue, isComplete: boolean): MarshalDocument {
    return { root, length: this.#cursor.offset, faults: this.#faults, isComplete }
  }

  #readWhole(): MarshalValue {
    for (;;) {
      const value = this.#readValue()
      const root = value === undefined ? undefined : this.#deliver(value)
      if (root !== undefined) return root
    }
  }

  /** The next value, or undefined when it is a container that has been opened. */
  #readValue(): MarshalValue | undefined {
    const offset = this.#cursor.offset
    if (++this.#valueCount > MAX_VALUES)
      throw new ParseError(`more than ${MAX_VALUES} values`, offset)
    const byte = this.#cursor.u8()
    const isShared = !this.#isTwo && (byte & FLAG_REF) !== 0
    const type = String.fromCharCode(isShared ? byte & ~FLAG_REF : byte)
    const head = { type, offset, isShared }
    if (type === 'r' || type === 'R') return this.#readReference(head)
    const kind = CONTAINERS.get(type)
    return kind === undefined ? this.#readLeaf(head) : this.#open(kind, head)
  }

  #readLeaf({ type, offset, isShared }: Head): MarshalValue {
    const report = (message: string) => this.#report(message, offset)
    const value = readLeaf(type, this.#cursor, { offset, isTwo: this.#isTwo, report })
    if (isShared && takesSlot(value)) this.#slots.push({ kind: 'done', value })
    if (type === 't' && this.#isTwo) this.#interned.push(value)
    return value
  }

  #open(kind: ContainerKind, { type, offset, isShared }: Head): MarshalValue | undefined {
    const cursor = this.#cursor
    if (this.#frames.length === MAX_DEPTH)
      throw new ParseError(`nested deeper than ${MAX_DEPTH}, which CPython refuses`, offset)
    const slot = isShared ? this.#slots.push({ kind: 'open', container: kind }) - 1 : null
    const frame = openFrame(kind, { offset, slot, fields: LAYOUTS[this.#layout] })
    if (kind === 'code') this.#readNumbers(frame)
    else if (type === ')') frame.wanted = cursor.u8()
    else if (isCounted(kind)) frame.wanted = cursor.u32()
    if (frame.wanted !== UNCOUNTED && frame.wanted > cursor.left)
      this.#report(`${frame.wanted} items in ${cursor.left} bytes`, offset) // and on, to keep what there is
    if (frame.wanted === 0) return this.#close(frame)
    this.#frames.push(frame)
    return undefined
  }

  /** Puts a value where it belongs, closing what is full; the root when there is nothing left to fill. */
  #deliver(value: MarshalValue): MarshalValue | undefined {
    let delivered = value
    for (;;) {
      const frame = this.#frames.at(-1)
      if (frame === undefined) return delivered
      if (!this.#put(frame, delivered)) return undefined
      this.#frames.pop()
      delivered = this.#close(frame)
    }
  }

  /** Adds a value to a container; whether that container is now full. */
  #put(frame: Frame, value: MarshalValue): boolean {
    if (frame.kind === 'code') this.#checkField(frame, value)
    else if (value.kind === 'null') {
      if (isDict(frame.kind) && frame.items.length % 2 === 0) return true
      this.#report(`NULL inside a ${frame.kind}`, value.offset)
    }
    addTo(frame, value)
    if (frame.kind === 'code') this.#readNumbers(frame)
    return frame.wanted === 0
  }

  #checkField(frame: Frame, value: MarshalValue): void {
    const field = frame.fields[frame.field]
    if (field?.kind !== 'value') throw new Error('a value was read where a number stands')
    if (this.#fitting.get(value) === field.type) return
    if (fits(field.type, value, this.#layout)) this.#fitting.set(value, field.type)
    else this.#report(`co_${field.name} is not what it should be: ${value.kind}`, value.offset)
  }

  #readNumbers(frame: Frame): void {
    for (;;) {
      const field = frame.fields[frame.field]
      if (field?.kind !== 'number') return
      frame.numbers.set(field.name, this.#cursor.i32())
      frame.field++
    }
  }

  #close(frame: Frame): MarshalValue {
    const value = finishFrame(frame, this.#cursor.offset)
    if (frame.slot !== null) this.#slots[frame.slot] = { kind: 'done', value }
    return value
  }

  #readReference({ type, offset }: Head): MarshalValue {
    if (this.#isTwo !== (type === 'R')) throw new ParseError(`unknown type ${type}`, offset)
    const index = this.#cursor.u32()
    const place = { offset, length: this.#cursor.offset - offset }
    const slot = this.#isTwo ? doneSlot(this.#interned[index]) : this.#slots[index]
    if (slot?.kind === 'done') return slot.value
    if (slot?.kind === 'open' && isVisibleWhileOpen(slot.container))
      return { kind: 'cycle', container: slot.container, ...place }
    const known = this.#isTwo ? this.#interned.length : this.#slots.length
    this.#report(`reference to value ${index}, of which ${known} are known`, offset)
    return { kind: 'missing', ...place }
  }

  #report(message: string, offset: number): void {
    if (this.#faults.length < MAX_FAULTS) this.#faults.push({ message, offset })
  }

  /** Closes every open container with what it has. */
  #unwind(): MarshalValue {
    const offset = this.#cursor.offset
    let value: MarshalValue | undefined
    for (const frame of this.#frames.toReversed()) {
      if (value !== undefined) addTo(frame, value)
      value = finishFrame(frame, offset)
    }
    return value ?? { kind: 'missing', offset, length: 0 }
  }
}

const CONTAINERS: ReadonlyMap<string, ContainerKind> = new Map([
  ['(', 'tuple'],
  [')', 'tuple'],
  ['[', 'list'],
  ['{', 'dict'],
  ['}', 'frozendict'],
  ['<', 'set'],
  ['>', 'frozenset'],
  [':', 'slice'],
  ['c', 'code'],
])

function doneSlot(value: MarshalValue | undefined): Slot | undefined {
  return value === undefined ? undefined : { kind: 'done', value }
}

/** Whether a count stands before the items. */
function isCounted(kind: ContainerKind): boolean {
  return kind !== 'slice' && kind !== 'code' && !isDict(kind)
}

function isDict(kind: ContainerKind): boolean {
  return kind === 'dict' || kind === 'frozendict'
}

/** CPython enters these in the reference table before their items; the others only when they are whole. */
function isVisibleWhileOpen(kind: ContainerKind): boolean {
  return kind === 'tuple' || kind === 'list' || kind === 'dict' || kind === 'set'
}

/** FLAG_REF on a singleton is ignored by CPython. */
function takesSlot({ kind }: MarshalValue): boolean {
  return !['none', 'boolean', 'ellipsis', 'stop-iteration', 'null'].includes(kind)
}
