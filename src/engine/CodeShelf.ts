import type { Decoded } from './bytecode/Decoder.ts'
import { DECODERS } from './bytecode/index.ts'
import { ParseError } from './bytes/ParseError.ts'
import type { Listing } from './model/Listing.ts'
import { rangeWithin, within, type Location, type Window } from './model/Location.ts'
import type { Content, FunctionSlot, FunctionValue, Oddity } from './model/ModelPart.ts'
import type { CodeObject, CodeUse } from './model/Report.ts'
import { stageLocation } from './model/stageLocation.ts'
import { sha256Hex } from './sha256.ts'

const MAX_CODE_OBJECTS = 5_000 // distinct ones; real models hold fewer than a hundred

type Bytecode = Extract<FunctionValue, { kind: 'bytecode' }>

type Shelved = { readonly oddities: readonly Oddity[] } & (
  | { readonly kind: 'known' }
  | {
      readonly kind: 'decoded'
      readonly disassembly: string
      readonly at: Location
      readonly stages: readonly Content[]
    }
  | { readonly kind: 'undecodable'; readonly reason: string }
)

/** Holds each distinct code object once, with every place where it stands. */
export class CodeShelf {
  readonly objects: CodeObject[] = []
  readonly #indexByKey = new Map<string, number>()

  /** Decodes the bytecode of `slot`, or notes one more place of bytecode that is here already. */
  add(slot: FunctionSlot, bytecode: Bytecode): Shelved {
    const sha256 = sha256Hex(bytecode.bytes)
    const key = `${bytecode.machine} ${sha256}` // two machines may read the same bytes
    const index = this.#indexByKey.get(key)
    const known = index === undefined ? undefined : this.objects[index]
    if (index !== undefined && known !== undefined) {
      this.objects[index] = withPlace(known, slot.at, toUse(slot, bytecode))
      return { kind: 'known', oddities: [] }
    }
    if (this.objects.length === MAX_CODE_OBJECTS)
      return undecodable(`more than ${MAX_CODE_OBJECTS} distinct code objects`)
    const decoded = decode(bytecode)
    if (typeof decoded === 'string') return undecodable(decoded)
    const { stageBytes, ...listing } = decoded
    this.#indexByKey.set(key, this.objects.length)
    const id = `code-${this.objects.length + 1}`
    this.objects.push(toCodeObject({ id, sha256, slot, bytecode, listing }))
    const at = within(slot.at, disassemblyWindow(listing.codeBytes))
    const oddities = listing.faults.map((fault) => toOddity(slot.at, fault))
    const stages = stageContents(listing, stageBytes, slot)
    return { kind: 'decoded', disassembly: listing.disassembly, at, stages, oddities }
  }
}

/** The listing, or why there is none. */
function decode({ machine, bytes }: Bytecode): Decoded | string {
  const decoder = DECODERS.get(machine)
  if (decoder === undefined) return `there is no decoder for ${machine} here`
  try {
    return decoder.decode(bytes)
  } catch (error) {
    if (error instanceof ParseError) return `${error.message} (at byte ${error.offset})`
    throw error
  }
}

/** What stages come to, to be shown and scanned: their bytes, and of code its disassembly. */
function stageContents(
  { stages }: Listing,
  stageBytes: Decoded['stageBytes'],
  { layer, slot, at }: FunctionSlot,
): readonly Content[] {
  return stages.flatMap((stage): Content[] => {
    const name = `${layer ?? 'model'} ${slot} ${stage.id}`
    const location = stageLocation(at, stages, stage)
    const bytes = stageBytes.get(stage.id) ?? new Uint8Array(0)
    const { result } = stage
    const type = ({ text: 'text', code: 'payload', bytes: 'bytes', pickle: 'bytes' } as const)[
      result.kind
    ]
    const content = { name, type, bytes, at: location }
    if (result.kind !== 'code') return [content]
    const { disassembly, codeBytes } = result.listing
    const text = new TextEncoder().encode(disassembly)
    const where = within(location, disassemblyWindow(codeBytes))
    return [content, { name: `${name} disassembly`, type: 'text', bytes: text, at: where }]
  })
}

function disassemblyWindow(codeBytes: number): Window {
  return { kind: 'code', name: 'disassembly', offset: 0, length: codeBytes, via: 'text' }
}

function undecodable(reason: string): Shelved {
  return { kind: 'undecodable', reason, oddities: [] }
}

function toOddity(at: Location, { message, offset, length }: Listing['faults'][number]): Oddity {
  const where = rangeWithin(at, { kind: 'range', name: 'fault', offset, length })
  return { what: 'payload-oddity', detail: message, at: where }
}

function withPlace(object: CodeObject, at: Location, use: CodeUse): CodeObject {
  return { ...object, locations: [...object.locations, at], uses: [...object.uses, use] }
}

function toUse({ layer, layerClass, slot, module }: FunctionSlot, bytecode: Bytecode): CodeUse {
  const { defaults, closure } = bytecode
  return { layer, layerClass, slot, module, defaults, closure }
}

function toCodeObject(found: {
  id: string
  sha256: string
  slot: FunctionSlot
  bytecode: Bytecode
  listing: Listing
}): CodeObject {
  const { id, sha256, slot, bytecode, listing } = found
  const { name, filename, firstLine } = listing.code
  return {
    id,
    sha256,
    locations: [slot.at],
    uses: [toUse(slot, bytecode)],
    layer: slot.layer,
    slot: slot.slot,
    encoding: bytecode.encoding,
    name,
    filename,
    firstLine,
    size: bytecode.bytes.length,
    likelyPython: listing.python,
    ...listing,
  }
}
