import { CodeShelf } from './CodeShelf.ts'
import type { Layer, Tensor } from './model/Layer.ts'
import { locationKey, type Location } from './model/Location.ts'
import type { Content, Fact, FunctionSlot, ModelPart, Oddity } from './model/ModelPart.ts'
import type { Operation } from './model/Operation.ts'
import type { OutsideReference } from './model/OutsideReference.ts'
import type { Problem } from './model/Problem.ts'
import type { FunctionReference, Part } from './model/Report.ts'

const MAX_ITEMS = 200_000 // of each kind: forty times the layers of the largest published Keras model
const MAX_KEPT_BYTES = 128 * 1024 * 1024 // what the page can hold beside the graph

export type FlatPart = Exclude<ModelPart, { kind: 'file' | 'folder' }>

/** Gathers what formats yield. No list grows past its limit, and a limit that was met is a problem. */
export class Collection {
  readonly facts: Fact[] = []
  readonly layers: Layer[] = []
  readonly notes: string[] = []
  readonly tensors: Tensor[] = []
  readonly references: FunctionReference[] = []
  readonly operations: Operation[] = []
  readonly outside: OutsideReference[] = []
  readonly oddities: Oddity[] = []
  readonly problems: Problem[] = []
  readonly parts: Part[] = []
  readonly contents = new Map<string, Uint8Array>()
  readonly code = new CodeShelf()
  #keptBytes = 0

  /** Adds one part; `at` is the file that it came from, for the message when a limit is met. */
  add(part: FlatPart, at: Location): void {
    if (part.kind === 'content') return this.addContent(part.content)
    if (part.kind === 'function') return this.#addFunction(part.slot)
    return this.#addItem(part, at)
  }

  #addItem(part: Exclude<FlatPart, { kind: 'content' | 'function' }>, at: Location): void {
    switch (part.kind) {
      case 'fact':
        return this.#push(this.facts, part.fact, at)
      case 'note':
        return this.#push(this.notes, part.text, at)
      case 'layer':
        return this.#push(this.layers, part.layer, at)
      case 'tensor':
        return this.#push(this.tensors, part.tensor, at)
      case 'operation':
        return this.#push(this.operations, part.operation, at)
      case 'outside':
        return this.#push(this.outside, part.reference, at)
      case 'oddity':
        return this.#push(this.oddities, part.oddity, at)
      case 'problem':
        return this.#push(this.problems, part.problem, at)
    }
  }

  /** Keeps the bytes of a derived window, once. */
  addContent({ name, type, bytes, at }: Content): void {
    const key = locationKey(at)
    if (this.contents.has(key)) return
    if (this.#keptBytes + bytes.length > MAX_KEPT_BYTES) {
      const message = `${name} (${bytes.length} bytes) does not fit in the ${MAX_KEPT_BYTES} bytes kept; it was not scanned`
      this.problems.push({ kind: 'limit', message, location: at })
      return
    }
    this.#keptBytes += bytes.length
    this.contents.set(key, bytes)
    const id = `part-${this.parts.length + 1}`
    this.parts.push({ id, name, type, size: bytes.length, location: at })
  }

  #addFunction(slot: FunctionSlot): void {
    const { value, at } = slot
    if (value.kind !== 'bytecode') {
      this.#push(this.references, toReference(slot, value.kind, referenceText(value)), at)
      return
    }
    const name = `${slot.layer ?? 'model'} ${slot.slot}`
    this.addContent({ name, type: 'payload', bytes: value.bytes, at })
    const shelved = this.code.add(slot, value)
    if (shelved.kind === 'decoded') {
      const bytes = new TextEncoder().encode(shelved.disassembly)
      this.addContent({ name: `${name} disassembly`, type: 'text', bytes, at: shelved.at })
      for (const stage of shelved.stages) this.addContent(stage)
    }
    if (shelved.kind === 'undecodable')
      this.#push(this.references, toReference(slot, 'undecodable', shelved.reason), at)
    for (const oddity of shelved.oddities) this.#push(this.oddities, oddity, at)
  }

  #push<T>(list: T[], item: T, at: Location): void {
    if (list.length === MAX_ITEMS) {
      const message = `more than ${MAX_ITEMS} parts of one kind; the rest was not read`
      if (!this.problems.some((problem) => problem.message === message))
        this.problems.push({ kind: 'limit', message, location: at })
      return
    }
    list.push(item)
  }
}

function toReference(
  { layer, layerClass, slot, module, value, at }: FunctionSlot,
  kind: FunctionReference['kind'],
  text: string,
): FunctionReference {
  const called = value.kind === 'name' ? value.arguments : null
  return { kind, text, arguments: called, layer, layerClass, slot, module, location: at }
}

function referenceText(value: Exclude<FunctionSlot['value'], { kind: 'bytecode' }>): string {
  switch (value.kind) {
    case 'name':
      return value.name
    case 'source':
      return value.text
    case 'undecodable':
      return value.reason
  }
}
