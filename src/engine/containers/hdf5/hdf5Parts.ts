import type { ByteSource } from '../../bytes/ByteSource.ts'
import { ParseError } from '../../bytes/ParseError.ts'
import type { Hdf5 } from '../../encodings/hdf5/Hdf5.ts'
import { openStructure, type Structure } from '../../encodings/hdf5/structure.ts'
import type { Superblock } from '../../encodings/hdf5/superblock.ts'
import { rangeWithin } from '../../model/Location.ts'
import type { InnerFile, ModelPart } from '../../model/ModelPart.ts'
import { edgeParts } from './edgeParts.ts'
import { opaqueParts } from './opaqueParts.ts'
import { openReaders, problemPart, valueOrError, type Readers } from './readers.ts'
import { walkParts } from './walkParts.ts'

/** What the first verdict needs of any HDF5 file, and then what `read` makes of it with both readers open. */
export function* firstParts(
  file: InnerFile,
  hdf5: Hdf5 | null,
  read: (readers: Readers) => Iterable<ModelPart>,
): Iterable<ModelPart> {
  const readers = openReaders(file, hdf5)
  const { structure, library, problems } = readers
  try {
    yield* problems.map(problemPart)
    if (structure !== null) yield* structureParts(structure, file)
    yield* read(readers)
  } finally {
    library?.close()
  }
}

/** What a walk over all objects finds. The texts of the objects at `known` were read for the first verdict. */
export function* detailParts(
  { source, at }: Pick<InnerFile, 'source' | 'at'>,
  known: readonly string[],
): Iterable<ModelPart> {
  const structure = structureOf(source)
  if (structure !== null) yield* walkParts(structure, { source, at }, known)
}

/** The structure of an HDF5 file; null when it makes no sense, or the file is another. */
export function structureOf(source: ByteSource): Structure | null {
  const structure = valueOrError(() => openStructure(source))
  return structure instanceof ParseError ? null : structure
}

function* structureParts(structure: Structure, file: InnerFile): Iterable<ModelPart> {
  const { superblock } = structure
  const value = `HDF5, superblock ${superblock.version}`
  yield { kind: 'fact', fact: { name: 'format_detail', value, at: file.at } }
  yield* edgeParts(superblock, file)
  yield* driverParts(superblock, file)
  yield* opaqueParts(structure, file)
}

/** Drivers that spread a file over several are for programs that ask for them; Keras never does. */
function* driverParts({ driverOffset }: Superblock, { at }: InnerFile): Iterable<ModelPart> {
  if (driverOffset === null) return
  const piece = {
    kind: 'range',
    name: 'driver information',
    offset: driverOffset,
    length: 0,
  } as const
  const detail = `the superblock names a driver that spreads the file over several, at byte ${driverOffset}`
  yield { kind: 'oddity', oddity: { what: 'broken-structure', detail, at: rangeWithin(at, piece) } }
}
