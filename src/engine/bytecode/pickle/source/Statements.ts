// One statement for each call and each change, in the order in which loading makes them.
import type {
  PickleCall,
  PickleChange,
  PickleRun,
  PickleValue,
} from '../../../encodings/pickle/PickleValue.ts'
import { isLeaf } from '../constantText.ts'
import type { Names } from './Names.ts'
import { rangeOf, type Statement } from './Statement.ts'
import type { ValuePrinter } from './ValuePrinter.ts'
import { usedCalls } from './usedCalls.ts'

const WIDTH = 100
const MAX_ENTRIES = 10_000 // of one change that are written
const MAX_REMARK = 80 // characters of what a call gives

/** The statements of one pickle, without its imports and its result. */
export class Statements {
  readonly #names: Names
  readonly #printer: ValuePrinter
  readonly #run: PickleRun
  readonly #used: ReadonlySet<PickleCall>
  /** Whether something had to be left out. */
  isCut = false

  constructor(run: PickleRun, names: Names, printer: ValuePrinter) {
    this.#run = run
    this.#names = names
    this.#printer = printer
    this.#used = usedCalls(run)
  }

  *all(): Generator<Statement> {
    const { calls, changes } = this.#run
    let next = 0
    let before: PickleCall | undefined
    for (const call of calls) {
      for (; (changes[next]?.at.offset ?? Infinity) < call.at.offset; next++)
        yield* this.#change(changes[next])
      yield { text: this.#call(call, before?.at === call.at), range: rangeOf(call.at) }
      before = call
    }
    for (; next < changes.length; next++) yield* this.#change(changes[next])
  }

  /** A call, or as a remark one that the call before it makes. */
  #call(call: PickleCall, isInner: boolean): string {
    const folded = this.#run.folded.get(call)
    const isNamed = folded === undefined && this.#used.has(call)
    const expression = this.#expression(call)
    const remark = folded !== undefined && isPlain(folded) ? this.#remark(folded) : ''
    const assigned = isNamed ? `${this.#names.nameVariable(call)} = ${expression}` : expression
    return isInner ? commented(`which calls ${assigned}${remark}`) : assigned + remark
  }

  #expression({ opcode, callable, args, keywords }: PickleCall): string {
    const called = this.#printer.print(callable)
    if (opcode === 'BUILD') return this.#onTarget(`${called}.__setstate__`, args, null)
    if (!opcode.startsWith('NEWOBJ')) return this.#onTarget(called, args, keywords)
    return this.#onTarget(`${called}.__new__`, [callable, ...args], keywords)
  }

  #onTarget(called: string, args: readonly PickleValue[], keywords: PickleValue | null): string {
    return called + this.#printer.arguments(args, keywords, WIDTH - called.length)
  }

  #remark(value: PickleValue): string {
    const text = this.#printer.print(value).replace(/\n\s*/g, ' ')
    return `  # gives ${text.length > MAX_REMARK ? `${text.slice(0, MAX_REMARK)}…` : text}`
  }

  *#change(change: PickleChange | undefined): Generator<Statement> {
    if (change === undefined) return
    const { opcode, target, items, entries, at } = change
    const name = this.#printer.print(target)
    const range = rangeOf(at)
    if (items.length > 0) yield { text: this.#putIn(opcode, name, items), range }
    for (const [key, value] of entries.slice(0, MAX_ENTRIES)) {
      const start = `${name}[${this.#printer.print(key)}] = `
      yield { text: start + this.#printer.print(value, 0, WIDTH - start.length), range }
    }
    if (entries.length > MAX_ENTRIES) {
      this.isCut = true
      yield { text: `# ${entries.length - MAX_ENTRIES} more items are set`, range }
    }
  }

  #putIn(opcode: string, name: string, items: readonly PickleValue[]): string {
    const list: PickleValue = { kind: 'list', items: [...items] }
    if (opcode === 'APPEND') return this.#onTarget(`${name}.append`, items, null)
    return this.#onTarget(`${name}.${opcode === 'APPENDS' ? 'extend' : 'update'}`, [list], null)
  }
}

/** Whether a value is shown best by itself. */
function isPlain(value: PickleValue): boolean {
  return value.kind === 'global' || isLeaf(value)
}

/** Every line of a text as a comment. */
function commented(text: string): string {
  return text
    .split('\n')
    .map((line) => `#   ${line}`)
    .join('\n')
}
