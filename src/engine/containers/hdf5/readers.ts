// One HDF5 file by two readers: the library says what a loader would get, our structure reader where it stands.
import { ParseError } from '../../bytes/ParseError.ts'
import type { Fault } from '../../encodings/hdf5/AddressSpace.ts'
import type { Hdf5, Hdf5File } from '../../encodings/hdf5/Hdf5.ts'
import { openStructure, type Structure } from '../../encodings/hdf5/structure.ts'
import { rangeWithin, type Location } from '../../model/Location.ts'
import type { InnerFile, ModelPart } from '../../model/ModelPart.ts'
import type { Problem } from '../../model/Problem.ts'

export interface Readers {
  /** Null when the file's structure makes no sense from its root on. */
  readonly structure: Structure | null
  /** Null when the host brings none, or it cannot open the file. */
  readonly library: Hdf5File | null
  /** Why either is null. */
  readonly problems: readonly Problem[]
}

/** Opens `file` with both; what one cannot read is a problem, and the other goes on. */
export function openReaders({ source, at }: InnerFile, hdf5: Hdf5 | null): Readers {
  const structure = valueOrError(() => openStructure(source))
  const library = valueOrError(() => hdf5?.open(source) ?? null)
  const problems = [structure, library].filter((opened) => opened instanceof ParseError)
  return {
    structure: structure instanceof ParseError ? null : structure,
    library: library instanceof ParseError ? null : library,
    problems: problems.map((error) => faultProblem({ kind: 'malformed', ...placed(error) }, at)),
  }
}

/** What `read` returns, or the error that says what is wrong with the file. */
export function valueOrError<T>(read: () => T): T | ParseError {
  try {
    return read()
  } catch (error) {
    if (error instanceof ParseError) return error
    throw error
  }
}

/** A fault of the structure as a problem of the file at `at`; `path` is the object it was met in. */
export function faultProblem({ kind, message, offset }: Fault, at: Location, path = ''): Problem {
  const piece = { kind: 'range', name: `byte ${offset}`, offset, length: 0 } as const
  const text = path === '' ? message : `${path}: ${message}`
  return { kind, message: text, location: rangeWithin(at, piece) }
}

export function problemPart(problem: Problem): ModelPart {
  return { kind: 'problem', problem }
}

function placed({ message, offset }: ParseError): Omit<Fault, 'kind'> {
  return { message, offset }
}
