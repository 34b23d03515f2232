import { ParseError } from '../../bytes/ParseError.ts'
import type { JsonNode } from '../../encodings/json/Json.ts'
import { parseJson } from '../../encodings/json/parseJson.ts'
import { rangeWithin, within, type Location } from '../../model/Location.ts'
import type { ModelPart } from '../../model/ModelPart.ts'
import { decodeCode } from '../decodeCode.ts'
import { isModel } from '../models.ts'
import { readFunctions } from '../readKerasConfig.ts'

/** Bytes of a damaged file that no reader could make sense of. */
export interface Rubble {
  readonly bytes: Uint8Array
  /** Where they begin in the window at `at`. */
  readonly offset: number
  readonly at: Location
}

/**
 * What a text search finds in `rubble`: JSON objects that describe Keras objects, with the functions in them,
 * and base64 text that decodes to code. For files that are too damaged to be read.
 */
export function* scanText(rubble: Rubble): Generator<ModelPart> {
  const { offset } = rubble
  const bytes = rubble.bytes.subarray(0, MAX_SCANNED_BYTES)
  const objects = balancedObjects(bytes)
  let readTo = 0
  for (const { start, end } of [...objects, { start: bytes.length, end: bytes.length }]) {
    yield* codeIn({ ...rubble, bytes: bytes.subarray(readTo, start), offset: offset + readTo })
    yield* objectIn({ ...rubble, bytes: bytes.subarray(start, end), offset: offset + start })
    readTo = end
  }
}

const MAX_SCANNED_BYTES = 64 * 1024 * 1024 // as one string; a configuration is a thousandth of it

interface Span {
  readonly start: number
  readonly end: number
}

const QUOTE = 0x22
const BACKSLASH = 0x5c
const OPEN = 0x7b
const CLOSE = 0x7d
const FIRST_PRINTABLE = 0x20
const MIN_OBJECT = 20 // {"class_name":"X"} and a little

/** The outermost `{…}` whose braces match, outside of strings. */
function balancedObjects(bytes: Uint8Array): readonly Span[] {
  const open: number[] = []
  const found: Span[] = []
  for (let at = 0; at < bytes.length; at += 1) {
    if (bytes[at] === QUOTE) at = stringEnd(bytes, at + 1)
    else if (bytes[at] === OPEN) open.push(at)
    else if (bytes[at] === CLOSE) close(open, found, at + 1)
  }
  return found.filter(({ start, end }) => end - start >= MIN_OBJECT)
}

/** Where the string ends that begins at `start`: at its quote, or at a control character, which no string holds. */
function stringEnd(bytes: Uint8Array, start: number): number {
  for (let at = start; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0
    if (byte === QUOTE || byte < FIRST_PRINTABLE) return at
    if (byte === BACKSLASH) at += 1
  }
  return bytes.length
}

/** What lies inside the object that ends here is part of it. */
function close(open: number[], found: Span[], end: number): void {
  const start = open.pop()
  if (start === undefined) return
  while ((found.at(-1)?.start ?? -1) > start) found.pop()
  found.push({ start, end })
}

function* objectIn({ bytes, offset, at }: Rubble): Generator<ModelPart> {
  const root = parsed(bytes)
  if (root === undefined || !isModel(root)) return
  const name = `object at byte ${offset}`
  const where = rangeWithin(at, { kind: 'value', name, offset, length: bytes.length })
  yield { kind: 'content', content: { name, type: 'json', bytes, at: where } }
  yield* readFunctions(root, where)
}

/** Text that only looks like JSON is left. */
function parsed(bytes: Uint8Array): JsonNode | undefined {
  if (bytes.length === 0) return undefined
  try {
    return parseJson(bytes).root
  } catch (error) {
    if (error instanceof ParseError) return undefined
    throw error
  }
}

const MIN_CODE = 60 // characters; the smallest code objects take ninety
const ASCII = new TextDecoder('latin1')
const LINE_BREAK = /\\n/g
/** What text of code is written with in JSON: base64, and line breaks as they are or escaped. */
const CODE_CHARACTERS = new Set(
  new TextEncoder().encode(
    'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=\\\r\n',
  ),
)

function* codeIn({ bytes, offset, at }: Rubble): Generator<ModelPart> {
  for (const { start, end } of codeRuns(bytes)) {
    const text = ASCII.decode(bytes.subarray(start, end)).replace(LINE_BREAK, '\n')
    for (const code of decodeCode(text, false)) {
      const place = { offset: offset + start, length: end - start }
      const name = `text at byte ${place.offset}`
      const value = rangeWithin(at, { kind: 'value', name, ...place })
      const payload = { kind: 'payload', name: 'code', offset: 0, length: place.length } as const
      const where = within(value, { ...payload, via: code.encoding })
      const slot = { ...NO_SLOT, value: { ...NO_ARGUMENTS, ...code }, at: where }
      yield { kind: 'function', slot }
    }
  }
}

/** Found byte by byte: a regular expression would need a stack as deep as the run is long. */
function* codeRuns(bytes: Uint8Array): Generator<Span> {
  let start = 0
  for (let at = 0; at <= bytes.length; at += 1) {
    if (CODE_CHARACTERS.has(bytes[at] ?? 0)) continue
    if (at - start >= MIN_CODE) yield { start, end: at }
    start = at + 1
  }
}

const NO_SLOT = { layer: null, layerClass: null, slot: 'text', module: null } as const
const NO_ARGUMENTS = {
  kind: 'bytecode',
  machine: 'cpython',
  defaults: null,
  closure: null,
} as const
