import { Collection } from './Collection.ts'
import { ReadingInterrupted } from './bytes/ReadingEnded.ts'
import { readContent, scanPartsOnly } from './content.ts'
import {
  examine,
  examineDetails,
  fileInput,
  folderInput,
  formatOf,
  type Subject,
} from './examine.ts'
import type { Input, Tools } from './formats/Format.ts'
import { fileLocation } from './model/Location.ts'
import type { Analysis, PassState, Report, Source } from './model/Report.ts'
import { addInterruption, addMismatch, isMostlyUnread, readHeaders, withRanges } from './ranges.ts'
import { toReport } from './toReport.ts'
import type { ContentOptions, Progress, Upload } from './Upload.ts'

/** Between the passes: the first result, and what the second pass goes on with. */
export interface FirstPass {
  readonly analysis: Analysis
  readonly upload: Upload
  readonly collection: Collection
  readonly subjects: readonly Subject[]
  /** Whether the connection to a file that lies elsewhere broke off: then the rest is not asked for. */
  readonly isInterrupted: boolean
}

/** Whether the host must bring the HDF5 library for this upload. Reads the first bytes only. */
export function needsHdf5(upload: Upload): boolean {
  try {
    return formatOf(toInput(upload))?.needsHdf5 === true
  } catch (error) {
    if (error instanceof ReadingInterrupted) return false // the first pass meets it too, and says so
    throw error
  }
}

/** First pass: structure and code, from as few bytes as it takes. Never throws for what is in the file. */
export function* analyzeStructure(upload: Upload, tools: Tools): Generator<Progress, FirstPass> {
  const collection = new Collection()
  const subjects: Subject[] = []
  let isInterrupted = false
  try {
    const steps = examine(toInput(upload), tools, collection, { depth: 0, subjects })
    for (const doing of steps) yield { doing, done: 0, total: 0 }
  } catch (error) {
    if (!(error instanceof ReadingInterrupted)) throw error
    addInterruption(upload, error, collection)
    isInterrupted = true
  }
  const passes = { structure: passState(collection), content: 'pending' } as const
  const report = toReport({ source: toSource(upload), subjects, collection, passes, yara: [] })
  const analysis = { report, contents: collection.contents }
  return { analysis, upload, collection, subjects, isInterrupted }
}

/** Second pass: every byte once, for SHA-256 and YARA, and every header. Returns the whole report. */
export function* analyzeContent(
  first: FirstPass,
  tools: Tools,
  { yara, rules }: ContentOptions,
): Generator<Progress, Analysis> {
  const { upload, isInterrupted } = first
  if (isInterrupted || isMostlyUnread(upload))
    return yield* analyzeRanges(first, tools, { yara, rules })
  try {
    return yield* analyzeWhole(first, tools, { yara, rules })
  } catch (error) {
    if (!(error instanceof ReadingInterrupted)) throw error
    addInterruption(upload, error, first.collection)
    return yield* analyzeRanges({ ...first, isInterrupted: true }, tools, { yara, rules })
  }
}

function* analyzeWhole(
  { upload, collection, subjects }: FirstPass,
  tools: Tools,
  { yara, rules }: ContentOptions,
): Generator<Progress, Analysis> {
  for (const doing of examineDetails(subjects, tools, collection))
    yield { doing, done: 0, total: 0 }
  const problemsBefore = collection.problems.length
  const whole = yield* readContent(upload, collection, { yara, rules })
  const content: PassState = collection.problems.length > problemsBefore ? 'limited' : 'done'
  addMismatch(upload, whole, collection)
  const passes = { structure: passState(collection), content }
  const source = { ...toSource(upload), ...hashes(upload, whole.sha256) }
  const report = toReport({ source, subjects, collection, passes, yara: whole.yara })
  return { report, contents: collection.contents }
}

/** Instead of the second pass, where a file lies elsewhere: what it may cost to read, and YARA over the parts. */
function* analyzeRanges(
  { upload, collection, subjects, isInterrupted }: FirstPass,
  tools: Tools,
  options: ContentOptions,
): Generator<Progress, Analysis> {
  const isWhole = !isInterrupted && (yield* readHeaders(upload, { subjects, tools, collection }))
  const yara = yield* scanPartsOnly(collection, options)
  const passes = { structure: passState(collection), content: 'skipped' } as const
  const report = toReport({ source: toSource(upload), subjects, collection, passes, yara })
  return { report: withRanges(report, isWhole), contents: collection.contents }
}

/** The report of a first pass after which no second one is wanted. */
export function withoutContentPass({ report, contents }: Analysis): Analysis {
  const skipped: Report = { ...report, passes: { ...report.passes, content: 'skipped' } }
  return { report: report.source.ranges === null ? skipped : withRanges(skipped, false), contents }
}

function toInput({ name, isFolder, files }: Upload): Input {
  const located = files.map(({ path, source }) => ({
    path,
    source,
    at: fileLocation(path, source.size),
  }))
  const [first, ...rest] = located
  if (first === undefined) throw new Error(`${name} has no files`)
  return isFolder ? folderInput(name, [first, ...rest]) : fileInput(first)
}

function passState({ problems }: Collection): PassState {
  return problems.some(({ kind }) => kind === 'limit') ? 'limited' : 'done'
}

function toSource({ name, isFolder, files, listedSha256 = null, remote }: Upload): Source {
  const size = files.reduce((sum, { source }) => sum + source.size, 0)
  const listed = files.map(({ path, source }) => ({ path, size: source.size, sha256: null }))
  const unread = { sha256: null, listedSha256, ranges: remote?.ranges() ?? null }
  return { name, size, ...unread, files: isFolder ? listed : [] }
}

function hashes(
  { isFolder, files }: Upload,
  sha256: readonly (string | null)[],
): Pick<Source, 'sha256' | 'files'> {
  const listed = files.map(({ path, source }, index) => ({
    path,
    size: source.size,
    sha256: sha256[index] ?? null,
  }))
  return { sha256: isFolder ? null : (sha256[0] ?? null), files: isFolder ? listed : [] }
}
