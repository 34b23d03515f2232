import type { Collection } from './Collection.ts'
import type { ByteSource } from './bytes/ByteSource.ts'
import { ParseError } from './bytes/ParseError.ts'
import { isMonotone } from './isMonotone.ts'
import type { Location } from './model/Location.ts'
import type { YaraMatch } from './model/Report.ts'
import type { YaraRuleMatch, YaraScanner, YaraStringMatch } from './model/Yara.ts'
import { errorOf, toMatch, type RuleScan } from './scan.ts'
import { parseRules } from './yara/parseRules.ts'
import { judgeProbe, type RuleSet } from './yara/RuleSet.ts'
import { withFileSize } from './yara/withFileSize.ts'

/** How a file is cut; a string that is longer than the overlap is not found. */
export interface Windows {
  readonly windowBytes: number
  readonly overlapBytes: number
}

/** 0.6 s a window; YARA itself looks no further than 4 KiB for one string. */
const WINDOWS: Windows = { windowBytes: 64 * 1024 * 1024, overlapBytes: 1024 * 1024 }

const LEAD_BYTES = 64 // before a match that is taken: `fullword` looks at what is in front of it
const MAX_STRINGS = 2_000 // kept of one string of a rule; the rest is counted

/** A file too large to be scanned at once. */
export interface LargeFile {
  readonly path: string
  readonly source: ByteSource
  readonly location: Location
}

/**
 * Scans a file in windows that overlap. Rules that only ask which strings are there lose nothing: their strings are
 * collected over all windows and the conditions judged at the end. The others are tried on each window, and a problem
 * says so. Yields the bytes done after each window.
 */
export function* scanWindows(
  file: LargeFile,
  { scanner, rules }: RuleScan,
  collection: Collection,
  windows: Windows = WINDOWS,
): Generator<number, YaraMatch[], undefined> {
  const { source, location } = file
  const scans = rules.flatMap((set) => begin(set, source.size, scanner) ?? [])
  const buffer = new Uint8Array(Math.min(windows.windowBytes, source.size))
  const step = windows.windowBytes - windows.overlapBytes
  for (let start = 0; start === 0 || start + windows.overlapBytes < source.size; start += step) {
    const length = Math.min(windows.windowBytes, source.size - start)
    const bytes = readInto(buffer.subarray(0, length), source, start)
    if (bytes === null) return [] // the hash says that the file cannot be read
    const isLast = start + length >= source.size
    const from = start === 0 ? 0 : start + LEAD_BYTES
    const to = isLast ? Infinity : start + step + LEAD_BYTES
    for (const scan of scans) take(scan, scanner.scan(bytes, scan.text), { start, from, to })
    yield start + length
  }
  for (const scan of scans) tell(scan, file, windows, collection)
  return scans.flatMap((scan) =>
    resultOf(scan).map((match) => toMatch(match, { id: 'whole', location })),
  )
}

/** What one rule set found until now. */
interface WindowScan {
  readonly set: RuleSet
  readonly text: string
  error: string | null
  /** By rule, or by string of the probe. */
  readonly found: Map<string, Found>
}

interface Found {
  readonly rule: YaraRuleMatch
  readonly strings: YaraStringMatch[]
  count: number
}

/** Null for rules that do not compile: the scan of the parts says so. */
function begin(set: RuleSet, size: number, scanner: YaraScanner): WindowScan | null {
  if (!set.isProven && errorOf(scanner.scan(new Uint8Array(0), set.text)) !== null) return null
  const text = set.probe?.text ?? withFileSize(set.text, size)
  return { set, text, error: null, found: new Map() }
}

function readInto(buffer: Uint8Array, source: ByteSource, start: number): Uint8Array | null {
  const block = 4 * 1024 * 1024
  try {
    for (let at = 0; at < buffer.length; at += block)
      buffer.set(source.read(start + at, Math.min(block, buffer.length - at)), at)
    return buffer
  } catch (error) {
    if (error instanceof ParseError) return null
    throw error
  }
}

/** Each place is taken from one window only: offsets from `from` up to `to`. */
function take(
  scan: WindowScan,
  outcome: ReturnType<YaraScanner['scan']>,
  { start, from, to }: { readonly start: number; readonly from: number; readonly to: number },
): void {
  scan.error ??= errorOf(outcome)
  for (const rule of outcome.matches) {
    const found = scan.found.get(rule.rule) ?? { rule, strings: [], count: 0 }
    const own = rule.strings
      .map((string) => ({ ...string, offset: string.offset + start }))
      .filter(({ offset }) => offset >= from && offset < to)
    if (scan.set.probe !== null && own.length === 0) continue
    found.count += own.length + rule.stringCount - rule.strings.length
    found.strings.push(...own.slice(0, MAX_STRINGS - found.strings.length))
    scan.found.set(rule.rule, found)
  }
}

function resultOf({ set: { probe, text }, found }: WindowScan): YaraRuleMatch[] {
  if (probe === null)
    return inOrder([...found.values()], text).map(({ rule, strings, count }) => ({
      ...rule,
      strings: byId(strings),
      stringCount: count,
    }))
  const strings = new Map([...found].map(([name, each]) => [name, each.strings]))
  return judgeProbe(probe, strings, (name) => found.get(name)?.count ?? 0)
}

/** In the order of the rules, as one scan gives them. */
function inOrder(found: readonly Found[], text: string): readonly Found[] {
  const order = new Map(parseRules(text).rules.map(({ name }, index) => [name, index]))
  const orderOf = ({ rule }: Found): number => order.get(rule.rule) ?? order.size
  return found.toSorted((a, b) => orderOf(a) - orderOf(b))
}

/** By string, then by offset, as one scan gives them. */
function byId(strings: readonly YaraStringMatch[]): readonly YaraStringMatch[] {
  const groups = new Map<string, YaraStringMatch[]>()
  for (const string of strings) {
    const group = groups.get(string.id) ?? []
    groups.set(string.id, group)
    group.push(string)
  }
  return [...groups.values()].flat()
}

/** What the windows cannot see. */
function tell(scan: WindowScan, file: LargeFile, windows: Windows, collection: Collection): void {
  const { path, source, location } = file
  const add = (message: string): void =>
    collection.add({ kind: 'problem', problem: { kind: 'limit', message, location } }, location)
  if (scan.error !== null) add(`YARA over ${path}: ${scan.error}; not all of it was scanned`)
  if (scan.set.probe !== null) return
  const rules = parseRules(scan.set.text).rules.filter(
    ({ start, end }) => !isMonotone(scan.set.text.slice(start, end)),
  )
  const names = rules.map(({ name }) => name)
  if (names.length === 0) return
  add(
    `${path} has ${source.size} bytes, which YARA cannot hold at once: ${listed(names)} ` +
      `tried on windows of ${windows.windowBytes} bytes that overlap by ${windows.overlapBytes}. ` +
      'What stands in two windows is not seen together; counts and positions are those of one window; filesize is that of the file',
  )
}

function listed(names: readonly string[]): string {
  if (names.length === 1) return `the rule ${names[0] ?? ''} was`
  const rest = names.length > 5 ? ` and ${names.length - 5} more` : ''
  return `the rules ${names.slice(0, 5).join(', ')}${rest} were`
}
