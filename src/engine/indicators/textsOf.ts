import type { CodeListing, Listing, Reference, Stage } from '../model/Listing.ts'
import { rangeWithin, type Location } from '../model/Location.ts'
import type { Model } from '../model/Model.ts'
import type { Operation } from '../model/Operation.ts'
import type { CodeObject, FunctionReference } from '../model/Report.ts'
import { stageLocation } from '../model/stageLocation.ts'
import type { Scope } from './findSightings.ts'
import { literalsIn } from './literalsIn.ts'

/** A text in which indicators are looked for. */
export interface IndicatorText {
  readonly text: string
  readonly at: Location
  readonly scope: Scope | 'path' | 'command'
  /** Whether a character of the text is a byte of the place. */
  readonly isExact: boolean
}

/** Bytes of a configuration, as the file has them. */
export interface ConfigurationText {
  readonly bytes: Uint8Array
  readonly at: Location
}

const MAX_STAGES = 500 // of one payload; the engine finds no more
const MAX_LISTINGS = 2_000 // nested code objects

/** Everything that is said in a model: constants, arguments, hidden stages, operands, references, configurations. */
export function* textsOf(
  model: Omit<Model, 'indicators'>,
  configurations: readonly ConfigurationText[],
): Generator<IndicatorText> {
  for (const code of model.code) yield* ofCode(code)
  for (const reference of model.references) yield* ofReference(reference)
  for (const operation of model.operations) yield* ofOperation(operation)
  for (const { target, at, what } of model.outside)
    if (what !== 'method' && what !== 'torch-module') yield loose(target, at, 'path')
  for (const { bytes, at } of configurations) yield ofConfiguration(bytes, at)
}

/** Source is told by what stands in it; of a name only what it is called with. */
function* ofReference(reference: FunctionReference): Generator<IndicatorText> {
  const { kind, text, location } = reference
  if (kind === 'source') yield* ofSource(text, location)
  for (const literal of literalsIn(reference.arguments ?? '')) yield constant(literal, location)
}

function* ofOperation({ operands, at }: Operation): Generator<IndicatorText> {
  for (const { text, from, name } of operands)
    if (text !== null) yield loose(text, at, isPath(name, from) ? 'path' : 'constant')
}

/** A character for each byte: what is looked for is ASCII. */
function ofConfiguration(bytes: Uint8Array, at: Location): IndicatorText {
  const text = new TextDecoder('latin1').decode(bytes)
  return { ...loose(text, at, 'names'), isExact: true }
}

/** Assets of the SavedModel itself are nothing to look for elsewhere. */
function isPath(name: string, from: string): boolean {
  return from === 'literal' && name.includes('file')
}

function* ofCode(code: CodeObject): Generator<IndicatorText> {
  const [at = []] = code.locations
  yield* ofListing(code, at)
  const given = code.uses.flatMap(({ defaults, closure }) => [defaults ?? '', closure ?? ''])
  for (const literal of given.flatMap(literalsIn)) yield constant(literal, at)
  for (const stage of code.stages.slice(0, MAX_STAGES))
    yield* ofStage(stage, stageLocation(at, code.stages, stage))
}

function* ofStage({ result }: Stage, at: Location): Generator<IndicatorText> {
  if (result.kind === 'code') yield* ofListing(result.listing, at)
  if (result.kind !== 'text') return
  if (result.language === 'python') yield* ofSource(result.text, at)
  else yield constant(result.text, at)
  yield* ofArguments(result.references, at)
}

/** The words of a program that stand in quotes; of the rest only what no name looks like. */
function* ofSource(text: string, at: Location): Generator<IndicatorText> {
  for (const literal of literalsIn(text)) yield constant(literal, at)
  yield loose(text, at, 'names')
}

type Listed = Pick<Listing, 'code' | 'strings'>

function* ofListing({ code, strings }: Listed, at: Location): Generator<IndicatorText> {
  const listings = listingsIn(code)
  const filenames = new Set(listings.map(({ filename }) => filename))
  for (const { text, offset, length } of strings) {
    const where = rangeWithin(at, { kind: 'range', name: 'constant', offset, length })
    if (!filenames.has(text)) yield constant(text, where)
  }
  for (const { references } of listings) yield* ofArguments(references, at)
}

/** The code object and those nested in it. */
function listingsIn(root: CodeListing): readonly CodeListing[] {
  const found: CodeListing[] = []
  const waiting = [root]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (found.length === MAX_LISTINGS) return found
    found.push(next)
    waiting.push(...next.children)
  }
  return found
}

/** Functions whose text is a command, whatever it looks like. */
const SHELLS: ReadonlySet<string> = new Set([
  ...['system', 'popen', 'Popen', 'run', 'call', 'check_output', 'check_call', 'getoutput'],
  ...['getstatusoutput', 'startfile', 'create_subprocess_shell', 'create_subprocess_exec'],
  ...['execl', 'execlp', 'execv', 'execvp', 'execve', 'spawn', 'spawnl', 'spawnv', 'posix_spawn'],
])
const SHELL_ROOTS: ReadonlySet<string> = new Set([
  ...['os', 'posix', 'nt', 'subprocess', 'pty', 'asyncio', 'platform', 'commands'],
])

function* ofArguments(references: readonly Reference[], at: Location): Generator<IndicatorText> {
  for (const { path, arguments: given, offset, length } of references) {
    const [first = ''] = given
    if (first === '') continue
    const where = rangeWithin(at, { kind: 'instruction', name: path.join('.'), offset, length })
    const isShell = SHELLS.has(path.at(-1) ?? '') && path.some((name) => SHELL_ROOTS.has(name))
    if (isShell) yield loose(literalsIn(first).join(' '), where, 'command')
    for (const text of given.flatMap(literalsIn)) yield constant(text, where)
    yield* ofEndpoint(given, where)
  }
}

/** `connect(('192.0.2.1', 4444))` names a port beside its host. */
function* ofEndpoint(given: readonly string[], at: Location): Generator<IndicatorText> {
  const [host = ''] = given.flatMap(literalsIn)
  const port = /[,\s](\d{1,5})\)?$/.exec(given.join(', '))?.[1]
  if (port !== undefined && host.length < 260 && !host.includes(':'))
    yield constant(`${host}:${port}`, at)
}

function constant(text: string, at: Location): IndicatorText {
  return loose(text, at, 'constant')
}

function loose(text: string, at: Location, scope: IndicatorText['scope']): IndicatorText {
  return { text, at, scope, isExact: false }
}
