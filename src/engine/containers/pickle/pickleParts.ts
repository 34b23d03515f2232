// What a file of pickles yields: each pickle as a function to be listed, and everything that lies inside it.
import { bytesSource, sliceSource } from '../../bytes/ByteSource.ts'
import type { PickleCall, PickleRun } from '../../encodings/pickle/PickleValue.ts'
import { within, type Location } from '../../model/Location.ts'
import type { InnerFile, ModelPart } from '../../model/ModelPart.ts'
import { detailPart, problemPart } from '../../model/toPart.ts'
import { makesCode, rebuiltCode } from './codeObjects.ts'
import { constantsIn, type HeldConstant } from './constantsIn.ts'
import { readPickle, type PickleRead } from './readPickle.ts'

/** The slot of the pickle itself, and of functions whose code stands in it. */
const PICKLE_SLOT = 'pickle'
const PICKLED_CODE_SLOT = 'pickled code'

const MAX_DEPTH = 8 // pickles in pickles
const MAX_PICKLES = 1_000 // in a row; a legacy PyTorch file is five
const MAX_HELD = 500 // pickles, files and functions inside the constants of one file
const MAX_CODE_BYTES = 64 * 1024 * 1024 // of the functions that are rebuilt

/** The first pickle of a PyTorch file before 1.6: the long integer 0x1950a86a20f9469cfc6c. */
const TORCH_MAGIC = 0x1950a86a20f9469cfc6cn

/** What is left of the limits for one file. */
interface Budget {
  held: number
  codeBytes: number
}

/**
 * The pickles from the first byte of `file` on, as functions of the machine `pickle`, with the pickles, files and code
 * that lie in them; nothing is built or called. Throws `ParseError` only when the file cannot be read.
 */
export function* pickleParts(file: InnerFile): Generator<ModelPart, undefined, undefined> {
  const described = yield* partsAt(file, 0, { held: MAX_HELD, codeBytes: MAX_CODE_BYTES })
  yield detailPart(described, file.at)
}

/** The same for a piece of a file, of which nothing is said. */
export function* piecePickleParts(file: InnerFile): Generator<ModelPart, undefined, undefined> {
  yield* partsAt(file, 0, { held: MAX_HELD, codeBytes: MAX_CODE_BYTES })
}

/** Returns what is to be said of them in short. */
function* partsAt(
  file: InnerFile,
  depth: number,
  budget: Budget,
): Generator<ModelPart, string, undefined> {
  const { source, at, path } = file
  const reads: PickleRead[] = []
  let start = 0
  while (start < source.size && reads.length < MAX_PICKLES) {
    const read = readPickle(source, start)
    if (reads.length > 0 && !isPickle(read.run)) break
    const place = { file, start, index: reads.length, depth }
    yield* onePickle(place, read, budget)
    reads.push(read)
    start = read.endOffset
    if (read.run.end !== 'stop') break
  }
  if (reads.length === MAX_PICKLES && start < source.size)
    yield problemPart('limit', `${path}: only the first ${MAX_PICKLES} pickles were followed`, at)
  return describe(reads, source.size - start)
}

/** What stands behind a STOP may be anything: a few opcodes that make sense are not enough. */
function isPickle({ end, globals, opcodes }: PickleRun): boolean {
  const hasMark = opcodes[0]?.name === 'PROTO'
  return (
    (hasMark && opcodes.length > 1) || globals.length > 0 || (end === 'stop' && opcodes.length > 1)
  )
}

interface Place {
  readonly file: InnerFile
  readonly start: number
  /** How many pickles stand in front of it. */
  readonly index: number
  readonly depth: number
}

function* onePickle(place: Place, read: PickleRead, budget: Budget): Generator<ModelPart> {
  const at = locationOf(place, read)
  const { bytes, run } = read
  yield functionPart(PICKLE_SLOT, 'pickle', bytes, at)
  yield* faultParts(place, read, at)
  yield* codeParts(run, at, budget)
  for (const constant of constantsIn(bytes, run)) {
    if (budget.held-- === 0) {
      const message = `over ${MAX_HELD} files, pickles and functions in the constants of the pickle; the rest were not examined`
      yield problemPart('limit', message, at)
      return
    }
    yield* heldParts(constant, { at, depth: place.depth + 1, budget })
  }
  yield* arrayParts(place, read, budget)
}

/** The pickle's own bytes; without the arrays between them they are derived. */
function locationOf(
  { file, start, index }: Place,
  { bytes, arrays, endOffset }: PickleRead,
): Location {
  const taken = arrays.length > 0
  return within(file.at, {
    kind: 'payload',
    name: index === 0 ? 'pickle' : `pickle ${index + 1}`,
    offset: start,
    length: taken ? endOffset - start : bytes.length,
    via: taken ? 'repaired' : 'same',
  })
}

function functionPart(
  slot: string,
  machine: 'pickle' | 'cpython',
  bytes: Uint8Array,
  at: Location,
): ModelPart {
  const plain = { encoding: 'none', defaults: null, closure: null } as const
  const value = { kind: 'bytecode', machine, bytes, ...plain } as const
  return {
    kind: 'function',
    slot: { layer: null, layerClass: null, slot, module: null, value, at },
  }
}

function* faultParts(
  { file }: Place,
  { run, limit }: PickleRead,
  at: Location,
): Generator<ModelPart> {
  const why = run.faults.at(-1)?.message ?? 'it ends before a STOP'
  if (limit !== null) yield problemPart('limit', `${file.path}: ${limit}`, at)
  else if (run.end === 'limit') yield problemPart('limit', `${file.path}: ${why}`, at)
  else if (run.end !== 'stop') {
    const message = `${file.path}: the pickle does not reach its end: ${why} at byte ${run.endOffset}; what it does before was judged`
    yield problemPart('malformed', message, at)
  }
}

/** Functions that the pickle makes of code it holds; nested ones come with the outer. */
function* codeParts(run: PickleRun, at: Location, budget: Budget): Generator<ModelPart> {
  const nested = new Set<PickleCall>()
  for (const call of run.calls.toReversed()) {
    if (nested.has(call) || !makesCode(call.callable)) continue
    if (budget.held-- <= 0 || budget.codeBytes <= 0) {
      const message =
        'too many functions are made of code in the pickle; the rest were not examined'
      yield problemPart('limit', message, at)
      return
    }
    const rebuilt = rebuiltCode(call.args)
    const { offset, length } = call.at
    const where = within(at, { kind: 'code', name: 'code', offset, length, via: 'repaired' })
    if (rebuilt === undefined) {
      yield undecodablePart(where)
      continue
    }
    for (const inner of rebuilt.nested) nested.add(inner)
    budget.codeBytes -= rebuilt.bytes.length
    yield functionPart(PICKLED_CODE_SLOT, 'cpython', rebuilt.bytes, where)
  }
}

function undecodablePart(at: Location): ModelPart {
  const reason = 'the arguments of its code object are in no order that a CPython has'
  const value = { kind: 'undecodable', reason } as const
  const slot = { layer: null, layerClass: null, slot: PICKLED_CODE_SLOT, module: null, value, at }
  return { kind: 'function', slot }
}

interface Inside {
  readonly at: Location
  readonly depth: number
  readonly budget: Budget
}

function* heldParts(constant: HeldConstant, { at, depth, budget }: Inside): Generator<ModelPart> {
  const { held, bytes, offset, length, via } = constant
  const name = `constant at byte ${offset}`
  const where = within(at, { kind: 'value', name, offset, length, via })
  const file: InnerFile = { path: name, source: bytesSource(bytes), at: where }
  if (held === 'code') yield functionPart(PICKLED_CODE_SLOT, 'cpython', bytes, where)
  else if (held === 'file') yield { kind: 'file', file }
  else if (depth > MAX_DEPTH) yield tooDeep(where)
  else {
    const content = { name, type: 'bytes', bytes, at: where } as const
    if (via !== 'same') yield { kind: 'content', content }
    yield* partsAt(file, depth, budget)
  }
}

function tooDeep(at: Location): ModelPart {
  const message = `a pickle lies deeper than ${MAX_DEPTH} pickles; it was not examined`
  return problemPart('limit', message, at)
}

/** Arrays of Python objects, which joblib writes as pickles of their own. */
function* arrayParts(
  { file, depth }: Place,
  { arrays }: PickleRead,
  budget: Budget,
): Generator<ModelPart> {
  for (const { offset, length, isPickle: holdsObjects } of arrays) {
    if (!holdsObjects) continue
    if (depth + 1 > MAX_DEPTH || budget.held-- <= 0) {
      const message = 'too many arrays of Python objects; the rest were not examined'
      yield problemPart('limit', message, file.at)
      return
    }
    const name = `array of objects at byte ${offset}`
    const where = within(file.at, { kind: 'value', name, offset, length, via: 'same' })
    const inner = { path: name, source: sliceSource(file.source, offset, length), at: where }
    yield* partsAt(inner, depth + 1, budget)
  }
}

function describe(reads: readonly PickleRead[], behind: number): string {
  const protocol = Math.max(0, ...reads.map(({ run }) => run.protocol))
  const arrays = reads.reduce((sum, read) => sum + read.arrays.length, 0)
  const [first] = reads
  const isTorch = first?.run.result?.kind === 'int' && first.run.result.value === TORCH_MAGIC
  return [
    `${isTorch ? 'PyTorch before 1.6, ' : ''}protocol ${protocol}`,
    ...(reads.length > 1 ? [`${reads.length} pickles in a row`] : []),
    ...(arrays > 0 ? [`${arrays} arrays of joblib between its opcodes`] : []),
    ...(behind > 0 ? [`${behind} bytes behind ${isTorch ? 'them: the tensors' : 'it'}`] : []),
  ].join('; ')
}
