import { ParseError } from '../../bytes/ParseError.ts'
import type { Remark } from '../../encodings/hdf5/remarks.ts'
import type { Structure } from '../../encodings/hdf5/structure.ts'
import { walk, type Visit } from '../../encodings/hdf5/walk.ts'
import type { Tensor } from '../../model/Layer.ts'
import { rangeWithin, type Location } from '../../model/Location.ts'
import type { ModelPart, Oddity } from '../../model/ModelPart.ts'
import { hiddenConfigParts } from './configParts.ts'
import { attributeTexts } from './objectTexts.ts'
import { firstObjects } from './opaqueParts.ts'
import { faultProblem, problemPart, valueOrError } from './readers.ts'

const MIN_CONFIG_BYTES = 30 // lists of weight names are fixed texts, and shorter

/** Tensors, and what is odd, of every object of the file at `at`. The texts of the objects at `known` were read before. */
export function* walkParts(
  structure: Structure,
  at: Location,
  known: readonly string[],
): Iterable<ModelPart> {
  const examined = firstObjects(structure)
  for (const visit of walk(structure)) {
    switch (visit.kind) {
      case 'attribute':
        if (!known.includes(visit.path)) yield* hiddenConfigs(structure, at, visit)
        break
      case 'dataset':
        yield { kind: 'tensor', tensor: toTensor(visit, at) }
        if (visit.dataset.datatype.isOpaque && !examined.has(visit.path))
          yield* unexamined(visit, at)
        break
      case 'remark':
        yield { kind: 'oddity', oddity: toOddity(visit.remark, at) }
        break
      case 'fault':
        yield problemPart(faultProblem(visit.fault, at, visit.path))
    }
  }
}

type DatasetVisit = Extract<Visit, { kind: 'dataset' }>
type AttributeVisit = Extract<Visit, { kind: 'attribute' }>

/** Its place is that of its values where these stand in one piece, otherwise that of the header that describes it. */
function toTensor({ path, dataset, header }: DatasetVisit, at: Location): Tensor {
  const { offset, length } = dataset.range ?? header
  return {
    name: path,
    dtype: dataset.datatype.name,
    shape: dataset.dataspace.dimensions?.map(Number) ?? [],
    storedBytes: dataset.storedBytes,
    at: rangeWithin(at, { kind: 'dataset', name: path, offset, length }),
  }
}

function toOddity({ path, offset, length, ...said }: Remark, at: Location): Oddity {
  return { ...said, at: rangeWithin(at, { kind: 'dataset', name: path, offset, length }) }
}

function* hiddenConfigs(
  structure: Structure,
  at: Location,
  { path, attribute }: AttributeVisit,
): Iterable<ModelPart> {
  const { text, sizeBytes } = attribute.datatype
  if (text === null || (text === 'fixed' && sizeBytes < MIN_CONFIG_BYTES)) return
  const texts = valueOrError(() => attributeTexts(structure, attribute, { path, at }))
  if (texts instanceof ParseError) {
    const { message, offset } = texts
    yield problemPart(faultProblem({ kind: 'malformed', message, offset }, at, path))
    return
  }
  for (const found of texts) yield* hiddenConfigParts(found)
}

/** Files inside a file are examined in the first pass alone, which looks no deeper than the root. */
function* unexamined({ path, dataset }: DatasetVisit, at: Location): Iterable<ModelPart> {
  const where = dataset.range ?? { offset: 0, length: 0 }
  const location = rangeWithin(at, { kind: 'dataset', name: path, ...where })
  const message = `the opaque bytes of ${path} were not examined`
  yield problemPart({ kind: 'not-analysed', message, location })
}
