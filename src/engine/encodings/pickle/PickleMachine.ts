import { attributeOf } from './fold/attributeOf.ts'
import { fold } from './fold/fold.ts'
import { FoldBudget } from './fold/FoldBudget.ts'
import type { Calling, Folding } from './fold/Folding.ts'
import { nameOf, type Global } from './nameOf.ts'
import { PickleStack } from './PickleStack.ts'
import type {
  PickleCall,
  PickleChange,
  PickleRange,
  PickleRun,
  PickleValue,
} from './PickleValue.ts'
import { renamed } from './renames.ts'

const MAX_NESTED = 40 // calls that calls make; a chain of partials that is deeper hides nothing more
const MAX_FAULTS = 1_000
const PYTHON_3 = 3 // the protocol from which on names are taken as they stand

/** What a run knows while it goes on. Nothing is built, imported or called. */
export class PickleMachine implements Folding {
  readonly stack = new PickleStack()
  readonly memo = new Map<number, PickleValue>()
  readonly globals: Global[] = []
  readonly calls: PickleCall[] = []
  readonly folded = new Map<PickleCall, PickleValue>()
  readonly changes: PickleChange[] = []
  readonly faults: PickleRun['faults'][number][] = []
  readonly budget = new FoldBudget()
  protocol = 0
  /** The opcode that is being run. */
  opcode = ''
  at: PickleRange = { offset: 0, length: 0 }
  /** Bytes behind it. */
  left = 0
  isListCut = false
  /** What the pickle itself has put into `sys.modules`. */
  readonly #modules = new Map<string, PickleValue>()
  /** What it has written to attributes of modules and classes, by their whole names. */
  readonly #attributes = new Map<string, PickleValue>()
  #nested = 0

  /** Notes what is odd about this opcode; `always`: however many there are already. */
  fault(message: string, always = false): void {
    if (always || this.faults.length < MAX_FAULTS) this.faults.push({ ...this.at, message })
  }

  cutList(listed: number): void {
    this.isListCut = true
    this.fault(`only the first ${listed} opcodes are listed; all were followed`, true)
  }

  /** What `find_class` gives: a global, or what this pickle has put in its place. */
  find(module: string | null, name: string | null): PickleValue {
    if (module === null || name === null) return this.global(module, name)
    const [from, what] = this.protocol < PYTHON_3 ? renamed(module, name) : [module, name]
    const replaced = this.#modules.get(from)
    if (replaced === undefined) return this.global(from, what)
    this.fault(`the module ${from} was replaced by the pickle itself`)
    return attributeOf(this, replaced, what) ?? this.global(from, what)
  }

  global(module: string | null, name: string | null): PickleValue {
    const found: Global = { kind: 'global', module, name, at: this.at }
    this.globals.push(found)
    const path = nameOf(found)
    const written = path === null ? undefined : this.#attributes.get(path)
    if (written === undefined) return found
    this.fault(`${path ?? ''} was replaced by the pickle itself`)
    return written
  }

  call(calling: Calling): PickleValue {
    const call: PickleCall = { ...calling, at: this.at }
    this.calls.push(call)
    const result = this.#nested < MAX_NESTED ? this.#fold(call) : undefined
    if (result === undefined) return { kind: 'call', call, state: [], items: [], entries: [] }
    this.folded.set(call, result)
    return result
  }

  module(name: string): PickleValue {
    return this.#modules.get(name) ?? this.global(name, '')
  }

  /** What was written to an item of `sys.modules`. */
  replaceModule(name: string, value: PickleValue): void {
    this.#modules.set(name, value)
  }

  /** What was written to an attribute of a module or class. */
  replaceAttribute(owner: Global, name: string, value: PickleValue): void {
    const path = nameOf(owner)
    if (path !== null) this.#attributes.set(`${path}.${name}`, value)
  }

  #fold(call: PickleCall): PickleValue | undefined {
    this.#nested++
    const result = fold(this, call)
    this.#nested--
    return result
  }
}
