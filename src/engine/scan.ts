import type { Collection } from './Collection.ts'
import { isMonotone } from './isMonotone.ts'
import { SEVERITIES, type Severity } from './model/Finding.ts'
import { locationKey, type Location } from './model/Location.ts'
import type { YaraMatch } from './model/Report.ts'
import type { YaraRuleMatch, YaraScanner, YaraStringMatch } from './model/Yara.ts'

const MAX_BATCH_BYTES = 16 * 1024 * 1024 // scanned in 0.15 s, in 60 MB of memory
const SEPARATOR_BYTES = 64 // zero bytes between parts: no word goes on through them
const MAX_STRINGS_OF_AN_ID = 100 // of one match in the report; `stringCount` has them all

/** A scanner and the rule sets it is to use, each compiled on its own: their names may be the same. */
export interface RuleScan {
  readonly scanner: YaraScanner
  readonly rules: readonly string[]
}

/** Scans a whole file. What could not be scanned becomes a problem in `collection`. */
export function scanWhole(
  bytes: Uint8Array,
  location: Location,
  scan: RuleScan,
  collection: Collection,
): YaraMatch[] {
  const whole = { id: 'whole', bytes, location }
  return scan.rules.flatMap((rules) => matchesIn(whole, { ...scan, rules }, collection))
}

/**
 * Scans every extracted part, with the same result as if each were scanned alone. A scan costs 10 ms however small,
 * so parts are scanned many at once, and then those alone that hold something. Yields between scans.
 */
export function* scanParts(
  collection: Collection,
  scan: RuleScan,
): Generator<string, YaraMatch[], undefined> {
  const found: YaraMatch[] = []
  const pieces = piecesOf(collection)
  for (const rules of scan.rules) {
    const waiting = isMonotone(rules) ? batches(pieces) : pieces.map((piece) => [piece])
    waiting.reverse()
    for (let batch = waiting.pop(); batch !== undefined; batch = waiting.pop()) {
      const [first] = batch
      yield `YARA over ${collection.parts.length} parts`
      if (first === undefined) continue
      if (batch.length === 1) found.push(...matchesIn(first, { ...scan, rules }, collection))
      else waiting.push(...narrowed([first, ...batch.slice(1)], { ...scan, rules }, collection))
    }
  }
  return found
}

interface Piece {
  /** Of the part, or `whole`. */
  readonly id: string
  readonly bytes: Uint8Array
  readonly location: Location
}

interface Scan {
  readonly scanner: YaraScanner
  readonly rules: string
}

function piecesOf({ parts, contents }: Collection): readonly Piece[] {
  return parts.flatMap(({ id, location }) => {
    const bytes = contents.get(locationKey(location))
    return bytes === undefined ? [] : [{ id, bytes, location }]
  })
}

function batches(pieces: readonly Piece[]): Piece[][] {
  const made: Piece[][] = []
  let size = Infinity
  for (const piece of pieces) {
    size += piece.bytes.length + SEPARATOR_BYTES
    if (size > MAX_BATCH_BYTES) {
      made.push([])
      size = piece.bytes.length + SEPARATOR_BYTES
    }
    made.at(-1)?.push(piece)
  }
  return made
}

/** What of a batch has to be scanned again, last first: the pieces that a matched string touches, or its halves. */
function narrowed(
  batch: readonly [Piece, ...Piece[]],
  scan: Scan,
  collection: Collection,
): Piece[][] {
  const { bytes, starts } = joined(batch)
  const matches = scanned({ bytes, location: batch[0].location.slice(0, 1) }, scan, collection)
  if (matches.some(({ strings, stringCount }) => strings.length < stringCount)) {
    const middle = Math.ceil(batch.length / 2)
    return [batch.slice(middle), batch.slice(0, middle)]
  }
  const strings = matches.flatMap((match) => match.strings)
  const touched = new Set<Piece>()
  for (const string of strings)
    for (const piece of touchedBy(string, batch, starts)) touched.add(piece)
  return batch
    .filter((piece) => touched.has(piece))
    .map((piece) => [piece])
    .reverse()
}

function joined(batch: readonly Piece[]): { bytes: Uint8Array; starts: readonly number[] } {
  const starts: number[] = []
  let size = 0
  for (const piece of batch) {
    starts.push(size)
    size += piece.bytes.length + SEPARATOR_BYTES
  }
  const bytes = new Uint8Array(size)
  batch.forEach((piece, index) => bytes.set(piece.bytes, starts[index]))
  return { bytes, starts }
}

function* touchedBy(
  { offset, length }: YaraStringMatch,
  batch: readonly Piece[],
  starts: readonly number[],
): Generator<Piece> {
  for (let index = lastAtOrBefore(starts, offset); index < batch.length; index += 1) {
    const start = starts[index] ?? 0
    const piece = batch[index]
    if (piece === undefined || start >= offset + length) return
    if (start + piece.bytes.length > offset) yield piece
  }
}

/** The index of the last start that is not after `offset`; starts begin with 0. */
function lastAtOrBefore(starts: readonly number[], offset: number): number {
  let low = 0
  let high = starts.length
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if ((starts[middle] ?? 0) <= offset) low = middle
    else high = middle
  }
  return low
}

function matchesIn(piece: Piece, scan: Scan, collection: Collection): YaraMatch[] {
  return scanned(piece, scan, collection).map((match) => toMatch(match, piece))
}

/** The matches; what kept YARA from scanning is told once. */
function scanned(
  { bytes, location }: Pick<Piece, 'bytes' | 'location'>,
  { scanner, rules }: Scan,
  collection: Collection,
): readonly YaraRuleMatch[] {
  const { matches, messages } = scanner.scan(bytes, rules)
  const error = messages.find(({ warning }) => !warning)
  if (error === undefined) return matches
  const where = error.line > 0 ? `line ${error.line} of the YARA rules: ` : ''
  const message = `${where}${error.message}; nothing was scanned with these rules`
  if (!collection.problems.some((problem) => problem.message === message))
    collection.add({ kind: 'problem', problem: { kind: 'stopped', message, location } }, location)
  return []
}

function toMatch(found: YaraRuleMatch, { id, location }: Piece): YaraMatch {
  const { rule, meta, strings, stringCount } = found
  return {
    rule,
    severity: severityOf(meta),
    meta,
    part: id,
    location,
    strings: firstOfEach(strings),
    stringCount,
  }
}

function firstOfEach(strings: readonly YaraStringMatch[]): readonly YaraStringMatch[] {
  const counts = new Map<string, number>()
  return strings.filter(({ id }) => {
    const count = (counts.get(id) ?? 0) + 1
    counts.set(id, count)
    return count <= MAX_STRINGS_OF_AN_ID
  })
}

/** What the rule's meta says; `info` when it says nothing that is known here. */
function severityOf(meta: YaraRuleMatch['meta']): Severity {
  const value = meta.find(([key]) => key === 'severity')?.[1].toLowerCase()
  return SEVERITIES.find((severity) => severity === value) ?? 'info'
}
