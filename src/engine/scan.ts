import type { Collection } from './Collection.ts'
import { SEVERITIES, type Severity } from './model/Finding.ts'
import { locationKey, type Location } from './model/Location.ts'
import type { YaraMatch } from './model/Report.ts'
import type { YaraOutcome, YaraRuleMatch, YaraScanner, YaraStringMatch } from './model/Yara.ts'
import { judgeProbe, type RuleSet } from './yara/RuleSet.ts'

const MAX_BATCH_BYTES = 16 * 1024 * 1024 // scanned in 0.15 s, in 60 MB of memory
const SEPARATOR_BYTES = 64 // zero bytes between parts: no word goes on through them
const MAX_STRINGS_OF_AN_ID = 100 // of one match in the report; `stringCount` has them all

/** A scanner and the rule sets it is to use, each compiled on its own: their names may be the same. */
export interface RuleScan {
  readonly scanner: YaraScanner
  readonly rules: readonly RuleSet[]
}

/** What is scanned as if it were alone in the world. */
export interface Piece {
  /** Of the part, or `whole`. */
  readonly id: string
  readonly bytes: Uint8Array
  readonly location: Location
}

/** Whether a piece costs little when it is scanned with others. */
export function isSmall({ length }: Uint8Array): boolean {
  return length <= MAX_BATCH_BYTES / 4
}

/** The extracted parts of a collection, to be scanned. */
export function partPieces({ parts, contents }: Collection): readonly Piece[] {
  return parts.flatMap(({ id, location }) => {
    const bytes = contents.get(locationKey(location))
    return bytes === undefined ? [] : [{ id, bytes, location }]
  })
}

/**
 * Scans every piece, with the same result as if each were scanned alone: matches in the order of the sets, then of the
 * pieces. A scan costs 10 ms however small, so pieces are scanned many at once, and then those alone of which that
 * tells too little. Yields between scans. What could not be scanned becomes a problem in `collection`.
 */
export function* scanPieces(
  pieces: readonly Piece[],
  { scanner, rules }: RuleScan,
  collection: Collection,
): Generator<string, YaraMatch[], undefined> {
  const found: YaraMatch[] = []
  for (const set of rules) found.push(...(yield* scanSet(pieces, { scanner, set }, collection)))
  return found
}

interface Scan {
  readonly scanner: YaraScanner
  readonly set: RuleSet
}

function* scanSet(
  pieces: readonly Piece[],
  scan: Scan,
  collection: Collection,
): Generator<string, YaraMatch[], undefined> {
  const doing = `YARA over ${pieces.length} parts`
  const found = new Map<Piece, readonly YaraRuleMatch[]>()
  const isJoint = scan.set.probe !== null && pieces.length > 1
  if (isJoint && !compiles(pieces, scan, collection)) return []
  const waiting = isJoint ? batches(pieces) : pieces.map((piece) => [piece])
  waiting.reverse()
  for (let batch = waiting.pop(); batch !== undefined; batch = waiting.pop()) {
    yield doing
    const joint = scanJoint(batch, scan) ?? scanSingly(batch, scan, collection)
    for (const [piece, matches] of joint.found) found.set(piece, matches)
    waiting.push(...joint.again.toReversed())
  }
  return pieces.flatMap((piece) => (found.get(piece) ?? []).map((match) => toMatch(match, piece)))
}

function scanSingly(batch: readonly Piece[], scan: Scan, collection: Collection): Joint {
  const found = new Map(batch.map((piece) => [piece, scanned(piece, scan, collection)]))
  return { found, again: [] }
}

/** The strings of a probe may compile where the rules do not, for instance when a string is used nowhere. */
function compiles(pieces: readonly Piece[], scan: Scan, collection: Collection): boolean {
  if (scan.set.isProven) return true
  const error = errorOf(scan.scanner.scan(new Uint8Array(0), scan.set.text))
  if (error !== null) refuse(error, pieces[0]?.location.slice(0, 1) ?? [], collection)
  return error === null
}

interface Joint {
  readonly found: ReadonlyMap<Piece, readonly YaraRuleMatch[]>
  /** What has to be scanned again: single pieces, or halves of the batch. */
  readonly again: readonly Piece[][]
}

/** Scans a batch at once; null when there is no probe for it, or it does not run. */
function scanJoint(batch: readonly Piece[], { scanner, set }: Scan): Joint | null {
  const { probe } = set
  if (probe === null || batch.length < 2) return null
  const { bytes, starts } = joined(batch)
  const { matches, messages } = scanner.scan(bytes, probe.text)
  if (messages.some(({ warning }) => !warning)) return null
  if (matches.some(({ strings, stringCount }) => strings.length < stringCount)) {
    const middle = Math.ceil(batch.length / 2)
    return { found: new Map(), again: [batch.slice(0, middle), batch.slice(middle)] }
  }
  const { inside, torn } = sorted(matches, batch, starts)
  const whole = batch.filter((piece) => !torn.has(piece))
  return {
    found: new Map(
      whole.map((piece) => [piece, judgeProbe(probe, inside.get(piece) ?? new Map())]),
    ),
    again: batch.filter((piece) => torn.has(piece)).map((piece) => [piece]),
  }
}

/** Matches by the piece they lie in, with offsets in it; pieces that a match lies in and beyond are torn. */
function sorted(
  matches: readonly YaraRuleMatch[],
  batch: readonly Piece[],
  starts: readonly number[],
) {
  const inside = new Map<Piece, Map<string, YaraStringMatch[]>>()
  const torn = new Set<Piece>()
  const all = matches.flatMap(({ rule, strings }) => strings.map((string) => ({ rule, string })))
  for (const { rule, string } of all) {
    const touched = [...touchedBy(string, batch, starts)]
    const [piece] = touched
    const offset = string.offset - (starts[lastAtOrBefore(starts, string.offset)] ?? 0)
    const isInside = piece !== undefined && offset + string.length <= piece.bytes.length
    if (isInside && touched.length === 1) add(inside, piece, rule, { ...string, offset })
    else for (const each of touched) torn.add(each)
  }
  return { inside, torn }
}

function add(
  inside: Map<Piece, Map<string, YaraStringMatch[]>>,
  piece: Piece,
  rule: string,
  string: YaraStringMatch,
): void {
  const ofPiece = inside.get(piece) ?? new Map<string, YaraStringMatch[]>()
  inside.set(piece, ofPiece)
  const ofRule = ofPiece.get(rule) ?? []
  ofPiece.set(rule, ofRule)
  ofRule.push(string)
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

/** The matches; what kept YARA from scanning is told once. */
function scanned(
  { bytes, location }: Piece,
  { scanner, set }: Scan,
  collection: Collection,
): readonly YaraRuleMatch[] {
  const outcome = scanner.scan(bytes, set.text)
  const error = errorOf(outcome)
  if (error === null) return outcome.matches
  refuse(error, location, collection)
  return []
}

function refuse(error: string, location: Location, collection: Collection): void {
  const message = `${error}; nothing was scanned with these rules`
  if (!collection.problems.some((problem) => problem.message === message))
    collection.add({ kind: 'problem', problem: { kind: 'stopped', message, location } }, location)
}

/** What kept YARA from scanning, and where in the rules; null when nothing did. */
export function errorOf({ messages }: YaraOutcome): string | null {
  const error = messages.find(({ warning }) => !warning)
  if (error === undefined) return null
  return `${error.line > 0 ? `line ${error.line} of the YARA rules: ` : ''}${error.message}`
}

/** A match as a report has it. */
export function toMatch(
  found: YaraRuleMatch,
  { id, location }: Pick<Piece, 'id' | 'location'>,
): YaraMatch {
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
