import type { Collection, FlatPart } from './Collection.ts'
import { hiddenInTensor, isZipFormat, programParts, withBeside } from './besideFormat.ts'
import { ParseError } from './bytes/ParseError.ts'
import { ReadingEnded } from './bytes/ReadingEnded.ts'
import { parseJson } from './encodings/json/parseJson.ts'
import { readPlainText } from './encodings/text/readPlainText.ts'
import { HEAD_BYTES, type Format, type Input, type Tools } from './formats/Format.ts'
import { FORMATS } from './formats/index.ts'
import { rangeWithin, type Location } from './model/Location.ts'
import type { InnerFile, ModelPart } from './model/ModelPart.ts'
import type { Problem } from './model/Problem.ts'
import { withPrefix } from './model/withPrefix.ts'

const MAX_DEPTH = 4 // containers in containers; real models need two
const MAX_INNER_FILES = 2_000 // per report

/** What is examined, and the format that was found. */
export interface Subject {
  readonly input: Input
  readonly format: Format
  /** Put before its layers' ids when another model's layers came first; else empty. */
  readonly prefix: string
}

/** Makes an input of one file. Throws `ParseError` when its first bytes cannot be read. */
export function fileInput(file: InnerFile): Input {
  const name = file.path.slice(file.path.lastIndexOf('/') + 1)
  const head = file.source.read(0, Math.min(HEAD_BYTES, file.source.size))
  return { name, isFolder: false, files: [file], main: file, head }
}

/** Makes an input of files that belong together; `main` is settled by the format that claims them. */
export function folderInput(name: string, files: readonly [InnerFile, ...InnerFile[]]): Input {
  return { ...fileInput(files[0]), name, isFolder: true, files }
}

export function formatOf(input: Input): Format | undefined {
  return FORMATS.find((format) => isOf(format, input))
}

/** A member of a damaged archive can end while a format looks at it; its first bytes were read all the same. */
function isOf(format: Format, input: Input): boolean {
  try {
    return format.matches(input)
  } catch (error) {
    if (error instanceof ParseError) return false
    throw error
  }
}

/** In how many containers something lies, and where the subjects that are met go. */
interface Nest {
  readonly depth: number
  readonly subjects: Subject[]
}

/**
 * Reads `input` into `collection`, and whatever lies inside it, breadth last. Yields between parts, so that a host can
 * report progress; returns every subject met, outermost first. When reading ends midway, `subjects` has those until then.
 */
export function* examine(
  input: Input,
  tools: Tools,
  collection: Collection,
  { depth: outerDepth, subjects }: Nest = { depth: 0, subjects: [] },
): Generator<string, Subject[]> {
  const waiting: { input: Input; depth: number }[] = [{ input, depth: outerDepth }]
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const { depth } = next
    const at = next.input.main.at
    const format = formatOf(next.input)
    if (format === undefined) {
      for (const part of safely(() => unknownParts(next.input, depth), at)) collection.add(part, at)
      continue
    }
    const prefix = collection.layers.length > 0 ? `${next.input.name}/` : ''
    const subject = { input: next.input, format, prefix }
    subjects.push(subject)
    const parts = () => withBeside(format.parts(subject.input, tools), subject.input, format)
    for (const part of safely(parts, at)) {
      yield `reading ${next.input.name}`
      const inner = innerInput(part, collection)
      if (inner === undefined) addFlat(collection, part, subject)
      else if (depth === MAX_DEPTH || subjects.length + waiting.length > MAX_INNER_FILES)
        collection.add(tooDeep(inner), at)
      else waiting.push({ input: inner, depth: depth + 1 })
    }
  }
  return subjects
}

/**
 * Reads what takes a walk over the whole of each subject: every tensor, every header. Files that are met only there are
 * examined too, as deep as any.
 */
export function* examineDetails(
  subjects: readonly Subject[],
  tools: Tools,
  collection: Collection,
): Generator<string> {
  const waiting = subjects.map((subject) => ({ subject, depth: 0 }))
  for (
    let next = waiting.shift(), met = subjects.length;
    next !== undefined;
    next = waiting.shift()
  ) {
    const { subject, depth } = next
    const { input } = subject
    for (const part of safely(() => detailParts(subject, tools), input.main.at)) {
      yield `reading every part of ${input.name}`
      const inner = innerInput(part, collection)
      if (inner === undefined) addFlat(collection, part, subject)
      else if (depth === MAX_DEPTH || met >= MAX_INNER_FILES)
        collection.add(tooDeep(inner), input.main.at)
      else {
        const found = yield* examine(inner, tools, collection, {
          depth: depth + 1,
          subjects: [],
        })
        met += found.length + 1
        waiting.push(...found.map((one) => ({ subject: one, depth: depth + 1 })))
      }
    }
  }
}

function* detailParts({ input, format }: Subject, tools: Tools): Iterable<ModelPart> {
  for (const part of format.details?.(input, tools) ?? []) {
    yield part
    if (part.kind === 'tensor') yield* hiddenInTensor(part.tensor, input.main)
  }
}

/** Those whose details are headers. Those of archives are checksums, for which every byte is read. */
export function withHeaders(subjects: readonly Subject[]): readonly Subject[] {
  return subjects.filter(({ format }) => !isZipFormat(format))
}

/** The one seam that catches: what was yielded before a file broke is kept. */
function* safely<T extends ModelPart>(
  parts: () => Iterable<T>,
  at: Location,
): Generator<T | Extract<ModelPart, { kind: 'problem' }>, undefined, undefined> {
  try {
    yield* parts()
  } catch (error) {
    if (error instanceof ReadingEnded) throw error
    yield { kind: 'problem', problem: toProblem(error, at) }
  }
}

function toProblem(error: unknown, at: Location): Problem {
  if (error instanceof ParseError) {
    const { message, offset } = error
    const piece = { kind: 'range', name: `byte ${offset}`, offset, length: 0 } as const
    return { kind: 'malformed', message, location: rangeWithin(at, piece) }
  }
  const message = error instanceof Error ? `${error.name}: ${error.message}` : 'unknown error'
  return { kind: 'bug', message, location: at }
}

function innerInput(part: ModelPart, collection: Collection): Input | undefined {
  if (part.kind !== 'file' && part.kind !== 'folder') return undefined
  const [first, ...rest] = part.kind === 'file' ? [part.file] : part.files
  if (first === undefined) return undefined
  try {
    return part.kind === 'file' ? fileInput(first) : folderInput(part.name, [first, ...rest])
  } catch (error) {
    if (error instanceof ReadingEnded) throw error
    collection.add({ kind: 'problem', problem: toProblem(error, first.at) }, first.at)
    return undefined
  }
}

function addFlat(collection: Collection, part: ModelPart, { input, prefix }: Subject): void {
  if (part.kind === 'file' || part.kind === 'folder') return
  collection.add(prefix === '' ? part : withPrefix(part, prefix), input.main.at)
}

/** Plain text inside a model is kept, to be shown and scanned; anything else that is not known is a problem. */
function unknownParts(input: Input, depth: number): readonly FlatPart[] {
  const { name, main } = input
  const { source, at } = main
  if (depth > 0 && source.size === 0) return [{ kind: 'note', text: `${name} is empty` }]
  const text = depth > 0 ? readPlainText(source) : null
  if (text !== null && beginsLikeJson(text)) parseJson(text) // what breaks off there is no plain text
  if (text !== null) return [{ kind: 'content', content: { name, type: 'text', bytes: text, at } }]
  const message = `${name} begins like no model format that is known here; it was not examined`
  const unknown = { kind: 'unknown-format', message, location: at } as const
  return [...programParts(input), { kind: 'problem', problem: unknown }]
}

/** `{`, `[` or `"`, with no space before them: enough to tell a configuration that was cut. */
function beginsLikeJson([first]: Uint8Array): boolean {
  return first === 0x7b || first === 0x5b || first === 0x22
}

function tooDeep({ name, main }: Input): Extract<ModelPart, { kind: 'problem' }> {
  const message = `${name} lies deeper than ${MAX_DEPTH} containers, or after ${MAX_INNER_FILES} files; it was not examined`
  return { kind: 'problem', problem: { kind: 'limit', message, location: main.at } }
}
