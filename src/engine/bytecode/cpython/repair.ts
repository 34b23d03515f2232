// Damage known from real files. Keras on Windows wrote `marshal.dumps(code).replace(b'\\', b'/')`
// (keras/utils/generic_utils.py, func_dump), which also changes lengths, opcodes and arguments of 92;
// files that were moved as text have a carriage return before each line feed.
import type { Layout } from '../../encodings/marshal/Marshal.ts'
import { readMarshal } from '../../encodings/marshal/readMarshal.ts'
import { toReading, type Reading } from './Reading.ts'
import { brokenRules, tellVersion, type Told } from './tell.ts'
import { violationsOf } from './violations.ts'

/** A payload with its damage undone. */
export interface Repaired {
  readonly told: Told
  /** What was done, as a sentence. */
  readonly message: string
  /** The first place where something was done, in the payload. */
  readonly offset: number
  /** Where a byte of the repaired payload stands in the one that was given. */
  readonly toGiven: (offset: number) => number
}

const MAX_SIZE = 16_384 // bytes: payloads of Keras are a few kilobytes; trying costs a reading each time
const MAX_READ = 400_000 // bytes read in all while trying
const MAX_CHANGES = 12 // one by one
const MAX_TRIED = 16 // places tried for one change

/** Tries to undo known damage; undefined when that makes no code that a version of CPython could have written. */
export function repair({ payload, python }: Told): Repaired | undefined {
  if (payload.length > MAX_SIZE) return undefined
  const lines = repairLineEnds(payload)
  if (python.length === 0) return lines ?? repairSlashes(payload)
  const isWhole = lines?.told.document.length === lines?.told.payload.length
  return isWhole ? lines : undefined // what was writable as it stands is only read anew when nothing is left over
}

const LINE_FEED = 0x0a
const CARRIAGE_RETURN = 0x0d

function repairLineEnds(payload: Uint8Array): Repaired | undefined {
  const removed: number[] = []
  payload.forEach((byte, at) => {
    if (byte === CARRIAGE_RETURN && payload[at + 1] === LINE_FEED) removed.push(at)
  })
  const [offset] = removed
  if (offset === undefined) return undefined
  const gone = new Set(removed)
  const kept = Array.from(payload.keys()).filter((at) => !gone.has(at))
  const told = tellOrNone(Uint8Array.from(kept, (at) => payload[at] ?? 0))
  if (told === undefined) return undefined
  const message = `read without ${removed.length} carriage returns that stand before line feeds: the file was moved as text`
  return { told, message, offset, toGiven: (at) => kept[at] ?? payload.length }
}

const SLASH = 0x2f
const BACKSLASH = 0x5c

function repairSlashes(payload: Uint8Array): Repaired | undefined {
  if (!payload.includes(SLASH)) return undefined
  const bytes = Uint8Array.from(payload)
  const changed = [...changeLengths(bytes), ...changeOpcodes(bytes), ...changeOneByOne(bytes)]
  const told = changed.length === 0 ? undefined : tellOrNone(bytes)
  if (told === undefined) return undefined
  const message = `read with ${changed.length} slashes as backslashes: Keras on Windows replaced them, in names, lengths and instructions alike`
  return { told, message, offset: Math.min(...changed), toGiven: (at) => at }
}

function tellOrNone(bytes: Uint8Array, mustBeWritable = true): Told | undefined {
  if (![0x63, 0xe3].includes(bytes[0] ?? 0)) return undefined
  const told = tellVersion(bytes)
  return mustBeWritable && told.python.length === 0 ? undefined : told
}

const LAYOUTS: readonly Layout[] = ['3.11', '3.8', '3.0', '2.3']

/** Changes slashes as long as marshal then reads further, one at a time. */
function* changeLengths(bytes: Uint8Array): Generator<number> {
  const layout = LAYOUTS.toSorted((first, second) => reach(bytes, second) - reach(bytes, first))[0]
  if (layout === undefined) return
  for (let changes = 0; changes < MAX_CHANGES; changes++) {
    const before = reach(bytes, layout)
    if (before === Number.POSITIVE_INFINITY) return
    const best = slashesBefore(bytes, before)
      .map((at) => ({ at, reach: withBackslash(bytes, at, () => reach(bytes, layout)) }))
      .reduce((far, next) => (next.reach > far.reach ? next : far), { at: -1, reach: before })
    if (best.at < 0) return
    bytes[best.at] = BACKSLASH
    yield best.at
  }
}

/** How far marshal reads without a fault. */
function reach(bytes: Uint8Array, layout: Layout): number {
  const { faults } = readMarshal(bytes, layout)
  return faults.length === 0
    ? Number.POSITIVE_INFINITY
    : Math.min(...faults.map(({ offset }) => offset))
}

/** The last places of a slash before an offset: the length that leads astray is not far before. */
function slashesBefore(bytes: Uint8Array, end: number): readonly number[] {
  const places: number[] = []
  for (let at = Math.min(end, bytes.length) - 1; at >= 0 && places.length < MAX_TRIED; at--)
    if (bytes[at] === SLASH) places.push(at)
  return places
}

/** Changes every slash that is an opcode, when that breaks fewer rules. */
function changeOpcodes(bytes: Uint8Array): readonly number[] {
  const told = tellOrNone(bytes, false)
  if (told === undefined || told.python.length > 0) return []
  const places = [...told.codes.all.values()].flatMap(({ code }) =>
    opcodePlaces(toReading(code, told.version)),
  )
  const changed = Uint8Array.from(bytes)
  for (const at of places) changed[at] = BACKSLASH
  if (brokenRules(tellVersion(changed)) >= brokenRules(told)) return []
  bytes.set(changed)
  return places
}

/** A wrong opcode has a wrong cache, so with instructions of two bytes every second byte counts. */
function opcodePlaces({ code, raw, version }: Reading): readonly number[] {
  const indexes =
    version.units === 'words'
      ? Array.from(code.bytes.keys()).filter((index) => index % 2 === 0)
      : raw.map(({ index }) => index)
  return indexes.filter((index) => code.bytes[index] === SLASH).map((index) => code.at + index)
}

/** Changes slashes in instructions that break rules, each time the one that leaves the fewest broken. */
function* changeOneByOne(bytes: Uint8Array): Generator<number> {
  let left = MAX_READ
  for (let changes = 0; changes < MAX_CHANGES && left > 0; changes++) {
    const told = tellOrNone(bytes, false)
    if (told === undefined || told.python.length > 0) return
    const places = suspects(bytes, told)
    left -= places.length * bytes.length
    const best = places
      .map((at) => ({
        at,
        broken: withBackslash(bytes, at, () => brokenRules(tellVersion(bytes))),
      }))
      .reduce((fewest, next) => (next.broken < fewest.broken ? next : fewest), {
        at: -1,
        broken: brokenRules(told),
      })
    if (best.at < 0) return
    bytes[best.at] = BACKSLASH
    yield best.at
  }
}

/** Slashes in the instructions that break rules. */
function suspects(bytes: Uint8Array, { codes, version }: Told): readonly number[] {
  const places = new Set<number>()
  for (const { code } of codes.all.values())
    for (const { offset, length } of violationsOf(toReading(code, version))) {
      const found = Array.from({ length }, (_, at) => offset + at).filter(
        (at) => bytes[at] === SLASH,
      )
      for (const at of found) places.add(at)
      if (places.size >= MAX_TRIED) return [...places].slice(0, MAX_TRIED)
    }
  return [...places]
}

function withBackslash<T>(bytes: Uint8Array, at: number, look: () => T): T {
  bytes[at] = BACKSLASH
  const found = look()
  bytes[at] = SLASH
  return found
}
