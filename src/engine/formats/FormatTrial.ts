// For tests: one format over bytes in memory.
import { bytesSource } from '../bytes/ByteSource.ts'
import { fileLocation } from '../model/Location.ts'
import type { ModelPart } from '../model/ModelPart.ts'
import { HEAD_BYTES, type Format, type Input } from './Format.ts'

export interface FormatTrial {
  readonly matches: boolean
  /** What it yields; none when it does not match. */
  readonly parts: readonly ModelPart[]
  readonly details: readonly ModelPart[]
}

/** What `format` makes of a file called `name`. Throws what the format throws. */
export function tryFormat(format: Format, name: string, bytes: Uint8Array): FormatTrial {
  const input = inputOf(name, bytes)
  const matches = format.matches(input)
  const tools = { hdf5: null }
  const parts = matches ? [...format.parts(input, tools)] : []
  const details = matches ? [...(format.details?.(input, tools) ?? [])] : []
  return { matches, parts, details }
}

/** The messages of the problems in `parts`, each after its kind. */
export function problemsIn(parts: readonly ModelPart[]): readonly string[] {
  return parts.flatMap((part) =>
    part.kind === 'problem' ? [`${part.problem.kind}: ${part.problem.message}`] : [],
  )
}

/** The values of the facts in `parts`. */
export function factsIn(parts: readonly ModelPart[]): readonly string[] {
  return parts.flatMap((part) => (part.kind === 'fact' ? [part.fact.value] : []))
}

/** What `parts` hold as files and folders: their paths, and the text of what they begin with. */
export function filesIn(parts: readonly ModelPart[]): readonly (readonly [string, string])[] {
  const files = parts.flatMap((part) => {
    if (part.kind === 'file') return [part.file]
    return part.kind === 'folder' ? part.files : []
  })
  return files.map(({ path, source }) => [
    path,
    new TextDecoder('latin1').decode(source.read(0, Math.min(16, source.size))),
  ])
}

function inputOf(name: string, bytes: Uint8Array): Input {
  const main = { path: name, source: bytesSource(bytes), at: fileLocation(name, bytes.length) }
  return { name, isFolder: false, files: [main], main, head: bytes.subarray(0, HEAD_BYTES) }
}
