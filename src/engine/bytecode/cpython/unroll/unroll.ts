// Lays open what code hides in its constants, symbolically: nothing is run.
import { ParseError } from '../../../bytes/ParseError.ts'
import { sha256Hex } from '../../../encodings/sha256/sha256Hex.ts'
import type { Fault, Listing, Stage, StageResult } from '../../../model/Listing.ts'
import type { Statement } from '../decompile/ast.ts'
import { Budget } from './Budget.ts'
import type { Constants } from './constantsIn.ts'
import { Folder } from './walk/Folder.ts'
import { fromMarshal } from './operations/fromMarshal.ts'
import { withFolded } from './withFolded.ts'
import type { FoundReference } from './PathBook.ts'
import { peel } from './peel.ts'
import { parseSource } from './source/parseSource.ts'
import { bytesOf, StageBook, type FoundStage, type StageContent } from './StageBook.ts'
import { isSettled } from './isSettled.ts'
import { traceOf, type Value } from './values.ts'

/** Code as the decompiler left it, with the constants of all its code objects. */
export interface Decompilation {
  readonly body: readonly Statement[]
  readonly constants: Constants
}

/** Marshalled code inside a payload, listed but not unrolled. */
export interface InnerCode extends Decompilation {
  readonly listing: Listing
}

export interface Unrolled {
  readonly stages: readonly Stage[]
  /** The bytes of each stage by its id; of a text in UTF-8. */
  readonly contents: ReadonlyMap<string, Uint8Array>
  /** Names that the payload's own code reaches, and that only folding tells. */
  readonly folded: readonly FoundReference[]
  /** Limits that were met, each at the constant of the payload from which it all came. */
  readonly faults: readonly Fault[]
}

/** Reads marshalled code; throws `ParseError` when there is none. */
export type DecodeCode = (bytes: Uint8Array) => InnerCode

/** Unrolls code, what it hides, what that hides, and so on to a limit. Never throws. */
export function unroll(code: Decompilation, decode: DecodeCode): Unrolled {
  return new Unrolling(decode).unroll((unrolling) => unrolling.lookInto(code))
}

/** The same for a text of Python, as if it were the payload. */
export function unrollSource(source: string, decode: DecodeCode): Unrolled {
  return new Unrolling(decode).unroll((unrolling) => unrolling.lookIntoSource(source))
}

const MAX_CODE_BYTES = 2 * 1024 * 1024 // of marshalled code that is listed: two seconds

class Unrolling {
  readonly #decode: DecodeCode
  readonly #budget = new Budget()
  readonly #stages = new StageBook(this.#budget)
  #codeBytes = MAX_CODE_BYTES

  constructor(decode: DecodeCode) {
    this.#decode = decode
  }

  unroll(begin: (unrolling: this) => readonly FoundReference[]): Unrolled {
    const references = begin(this)
    const results = new Map<string, StageResult>()
    for (let stage = this.#stages.next(); stage !== undefined; stage = this.#stages.next())
      results.set(stage.id, this.#resultOf(stage))
    return {
      stages: this.#stages.all.flatMap((stage) => toStage(stage, results.get(stage.id))),
      contents: new Map(this.#stages.all.map(({ id, content }) => [id, contentBytes(content)])),
      folded: references.filter(({ isFolded }) => isFolded),
      faults: this.#budget.faults(),
    }
  }

  /** Folds a syntax tree, then looks at the constants that nothing was made of. */
  lookInto({ body, constants }: Decompilation): readonly FoundReference[] {
    const folder = new Folder(this.#budget, this.#stages)
    folder.execute(body, folder.globals)
    this.#tellLeftovers(folder)
    for (const constant of constants.values) this.#peel(fromMarshal(constant), folder)
    if (constants.isCut) this.#budget.fault('there are more constants than were looked into')
    return folder.paths.references()
  }

  lookIntoSource(source: string): readonly FoundReference[] {
    const folder = new Folder(this.#budget, this.#stages)
    folder.execute(parseSource(source).body, folder.globals)
    this.#tellLeftovers(folder)
    for (const constant of folder.constants) this.#peel(constant, folder)
    return folder.paths.references()
  }

  /** Values that were put together, and that nothing known was done with. */
  #tellLeftovers(folder: Folder): void {
    for (const made of folder.tracer.takeLive()) {
      if (isSettled(made)) this.#peelMade(made, folder)
    }
  }

  #peelMade(made: Value, folder: Folder): void {
    const before = this.#stages.all.length
    this.#peel(made, folder)
    if (this.#stages.all.length > before || (made.kind !== 'text' && made.kind !== 'bytes')) return
    const content: StageContent =
      made.kind === 'text'
        ? { kind: 'text', text: made.text }
        : { kind: 'bytes', bytes: made.bytes }
    this.#stages.add(content, made.trace, null)
  }

  #peel(value: Value, folder: Folder): void {
    const origin = traceOf(value)?.origin ?? null
    const isNew = origin === null || !this.#stages.hasFrom(origin) || traceOf(value)?.last != null
    if (!isNew || (value.kind !== 'text' && value.kind !== 'bytes')) return
    peel(value, {
      budget: this.#budget,
      tracer: folder.tracer,
      stages: this.#stages,
      isCode: (bytes) => this.#isCode(bytes),
    })
  }

  #isCode(bytes: Uint8Array): boolean {
    const type = (bytes[0] ?? 0) & 0x7f
    return type === 0x63 && (this.#tryDecode(bytes)?.listing.python.length ?? 0) > 0
  }

  #tryDecode(bytes: Uint8Array): InnerCode | undefined {
    if (bytes.length > this.#codeBytes) {
      this.#budget.fault(`over ${MAX_CODE_BYTES} bytes of marshalled code were not all listed`)
      return undefined
    }
    this.#codeBytes -= bytes.length
    try {
      return this.#decode(bytes)
    } catch (error) {
      if (error instanceof ParseError) return undefined
      throw error
    }
  }

  #resultOf({ content }: FoundStage): StageResult {
    switch (content.kind) {
      case 'source': {
        const references = this.lookIntoSource(content.text).map(({ reference }) => reference)
        return { kind: 'text', language: 'python', text: content.text, references }
      }
      case 'text':
        this.#lookIntoData(content.text)
        return { kind: 'text', language: 'text', text: content.text, references: [] }
      case 'bytes':
        this.#lookIntoData(content.bytes)
        return bytesResult(content.bytes)
      case 'code':
        return this.#codeResult(content.bytes)
      case 'pickle':
        return { kind: 'pickle', globals: content.globals }
    }
  }

  #lookIntoData(data: string | Uint8Array): void {
    const folder = new Folder(this.#budget, this.#stages)
    const trace = { origin: { offset: 0, length: bytesOf(data).length }, last: null, data }
    this.#peel(
      typeof data === 'string'
        ? { kind: 'text', text: data, trace }
        : { kind: 'bytes', bytes: data, trace },
      folder,
    )
  }

  #codeResult(bytes: Uint8Array): StageResult {
    const inner = this.#tryDecode(bytes)
    if (inner === undefined) {
      this.#budget.fault('marshalled code that is loaded could not be read')
      return bytesResult(bytes)
    }
    const folded = this.lookInto(inner).filter(({ isFolded }) => isFolded)
    const { listing } = inner
    return { kind: 'code', listing: { ...listing, code: withFolded(listing.code, folded) } }
  }
}

function bytesResult(bytes: Uint8Array): StageResult {
  return { kind: 'bytes', size: bytes.length, sha256: sha256Hex(bytes) }
}

function contentBytes(content: StageContent): Uint8Array {
  return 'text' in content ? bytesOf(content.text) : content.bytes
}

function toStage({ id, parent, title, steps, range }: FoundStage, result?: StageResult): Stage[] {
  const { offset, length } = range
  return result === undefined ? [] : [{ id, parent, title, steps, result, offset, length }]
}
