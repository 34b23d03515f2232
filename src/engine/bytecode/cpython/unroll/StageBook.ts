import { sha256Hex } from '../../../encodings/sha256/sha256Hex.ts'
import type { Range, StageStep } from '../../../model/Listing.ts'
import type { Budget } from './Budget.ts'
import type { Data, Link, Trace } from './values.ts'

const MAX_DEPTH = 16 // stages in stages
const MAX_STAGES = 500 // of one payload

/** What a stage holds: what is gone on with. */
export type StageContent =
  | { readonly kind: 'source' | 'text'; readonly text: string }
  | { readonly kind: 'bytes' | 'code'; readonly bytes: Uint8Array }
  | { readonly kind: 'pickle'; readonly bytes: Uint8Array; readonly globals: readonly string[] }

/** A stage that was found and not yet looked into. */
export interface FoundStage {
  readonly id: string
  readonly parent: string | null
  readonly depth: number
  /** In the bytes of the parent. */
  readonly range: Range
  /** In the payload: of the constant from which it all came. */
  readonly place: Range
  readonly title: string
  readonly steps: readonly StageStep[]
  readonly content: StageContent
}

/** The stage that is looked into; null for the payload itself. */
type Current = Pick<FoundStage, 'id' | 'depth' | 'place'> | null

/** Gathers stages in order of discovery. */
export class StageBook {
  readonly #budget: Budget
  readonly #stages: FoundStage[] = []
  readonly #seen = new Set<string>()
  readonly #origins = new Set<string>()
  #current: Current = null
  #taken = 0
  #quiet = 0

  constructor(budget: Budget) {
    this.#budget = budget
  }

  /** The next stage to be looked into: what is found from now on is found in it. */
  next(): FoundStage | undefined {
    const stage = this.#stages[this.#taken]
    if (stage === undefined) return undefined
    this.#taken++
    this.#current = stage
    this.#budget.place = stage.place
    return stage
  }

  get all(): readonly FoundStage[] {
    return this.#stages
  }

  /** Whether a stage of the current one began with the constant at that place. */
  hasFrom(range: Range): boolean {
    return this.#origins.has(keyOf(this.#current?.id ?? null, range))
  }

  /** Notes a stage; `sink` is what is done with it: `exec`. Each content once in each stage. */
  add(content: StageContent, trace: Trace | null, sink: string | null): void {
    const data = dataOfContent(content)
    if (this.#quiet > 0 || data.length === 0) return
    const { id: parent, depth, place } = this.#current ?? PAYLOAD
    const range = trace?.origin ?? NOWHERE
    this.#origins.add(keyOf(parent, range))
    const links = linksOf(trace)
    if (!this.#isNew(content, data, parent) || !this.#fits(depth + 1, data, links)) return
    this.#stages.push({
      id: `stage-${this.#stages.length + 2}`,
      parent,
      depth: depth + 1,
      range,
      place: place ?? range,
      title: titleOf(links, sink, content.kind),
      steps: this.#stepsOf(links, data, sink),
      content,
    })
  }

  /** Runs something whose stages are told elsewhere. */
  quietly<T>(run: () => T): T {
    this.#quiet++
    const value = run()
    this.#quiet--
    return value
  }

  #isNew({ kind }: StageContent, data: Data, parent: string | null): boolean {
    if (!this.#budget.affords(data.length)) return false
    const key = `${parent ?? ''} ${kind} ${sha256Hex(bytesOf(data))}`
    const isNew = !this.#seen.has(key)
    this.#seen.add(key)
    return isNew
  }

  #fits(depth: number, data: Data, links: readonly Link[]): boolean {
    if (depth > MAX_DEPTH)
      this.#budget.fault(`stages nested deeper than ${MAX_DEPTH} were not looked into`)
    if (this.#stages.length === MAX_STAGES)
      this.#budget.fault(`stages after the first ${MAX_STAGES} were not looked into`)
    if (depth > MAX_DEPTH || this.#stages.length >= MAX_STAGES) return false
    return links.length === 0 || this.#budget.derive(data.length)
  }

  #stepsOf(links: readonly Link[], result: Data, sink: string | null): readonly StageStep[] {
    const all = links.map(({ operation, input }) => ({ operation, input }))
    if (sink !== null) all.push({ operation: sink, input: result })
    return all.flatMap(({ operation, input }, at) => {
      if (!this.#budget.affords(input.length)) return []
      const bytes = bytesOf(input)
      const output = bytesOf(all[at + 1]?.input ?? result)
      const inputSha256 = sha256Hex(bytes)
      return [{ operation, inputSha256, inputBytes: bytes.length, outputBytes: output.length }]
    })
  }
}

/** What stages of the payload itself are found in. */
const NOWHERE: Range = { offset: 0, length: 0 }
const PAYLOAD = { id: null, depth: 0, place: null }

/** A constant of a stage. */
function keyOf(stage: string | null, { offset }: Range): string {
  return `${stage ?? ''} ${offset}`
}

function dataOfContent(content: StageContent): Data {
  return 'text' in content ? content.text : content.bytes
}

/** The first operation first. */
function linksOf(trace: Trace | null): readonly Link[] {
  const links: Link[] = []
  for (let link = trace?.last ?? null; link !== null; link = link.before) links.push(link)
  return links.reverse()
}

function titleOf(links: readonly Link[], sink: string | null, kind: StageContent['kind']): string {
  const operations = links.map(({ operation }) => operation)
  const first = operations.length === 0 ? [sink ?? 'constant'] : operations
  return [...first, kind].join(' → ')
}

/** Text as UTF-8. */
export function bytesOf(data: Data): Uint8Array {
  return typeof data === 'string' ? new TextEncoder().encode(data) : data
}
