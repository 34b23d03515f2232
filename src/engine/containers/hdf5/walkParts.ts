import { ParseError } from '../../bytes/ParseError.ts'
import type { Remark } from '../../encodings/hdf5/remarks.ts'
import { attributesOf, type Structure } from '../../encodings/hdf5/structure.ts'
import { walk, type Visit } from '../../encodings/hdf5/walk.ts'
import type { Tensor } from '../../model/Layer.ts'
import { rangeWithin, type Location } from '../../model/Location.ts'
import type { InnerFile, ModelPart, Oddity } from '../../model/ModelPart.ts'
import { hiddenConfigParts } from './configParts.ts'
import { attributeFile, opaqueFile } from './hiddenFiles.ts'
import { joinedTexts } from './joinedTexts.ts'
import { attributeTexts, type NamedText } from './objectTexts.ts'
import { firstObjects } from './opaqueParts.ts'
import { faultProblem, problemPart, valueOrError } from './readers.ts'

const MIN_CONFIG_BYTES = 30 // lists of weight names are fixed texts, and shorter

type File = Pick<InnerFile, 'source' | 'at'>

/** Tensors, and what is odd, of every object of `file`. The texts of the objects at `known` were read before. */
export function* walkParts(
  structure: Structure,
  file: File,
  known: readonly string[],
): Iterable<ModelPart> {
  const { at } = file
  const examined = firstObjects(structure)
  const configs = new Configs(structure, at)
  const faults = new Faults(at)
  for (const visit of walk(structure)) {
    switch (visit.kind) {
      case 'attribute':
        yield* configs.next(visit, known.includes(visit.path))
        yield* attributeFile(visit, file)
        break
      case 'dataset':
        yield { kind: 'tensor', tensor: toTensor(visit, at) }
        yield* opaqueFile(visit, file, examined.has(visit.path))
        break
      case 'remark':
        yield { kind: 'oddity', oddity: toOddity(visit.remark, at) }
        break
      case 'fault':
        yield faults.next(visit)
    }
  }
  yield* configs.end()
  yield* faults.end()
}

type DatasetVisit = Extract<Visit, { kind: 'dataset' }>
type AttributeVisit = Extract<Visit, { kind: 'attribute' }>
type FaultVisit = Extract<Visit, { kind: 'fault' }>

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

/** The problem, and at the end what they come to: damage, or circles that somebody drew. */
class Faults {
  readonly #at: Location
  #first: FaultVisit | null = null
  #count = 0
  #isCyclic = false

  constructor(at: Location) {
    this.#at = at
  }

  next(visit: FaultVisit): ModelPart {
    const { fault, path } = visit
    if (fault.kind === 'malformed') {
      this.#first ??= visit
      this.#count += 1
      this.#isCyclic ||= fault.isCyclic === true
    }
    return problemPart(faultProblem(fault, this.#at, path))
  }

  *end(): Iterable<ModelPart> {
    if (this.#first === null) return
    const { message, location } = faultProblem(this.#first.fault, this.#at, this.#first.path)
    const detail = `${this.#count} broken structures, the first of them: ${message}`
    const traits = this.#isCyclic ? (['crafted'] as const) : []
    yield { kind: 'oddity', oddity: { what: 'broken-structure', detail, traits, at: location } }
  }
}

/** Configurations in attributes of any object, in one piece or several. */
class Configs {
  readonly #structure: Structure
  readonly #at: Location
  readonly #loaded: Uint8Array | null
  #path = ''
  #texts: NamedText[] = []

  constructor(structure: Structure, at: Location) {
    this.#structure = structure
    this.#at = at
    this.#loaded = loadedConfig(structure, at)
  }

  /** The configurations in one attribute, and those in pieces of the object before. */
  *next(visit: AttributeVisit, isKnown: boolean): Iterable<ModelPart> {
    if (visit.path !== this.#path) yield* this.end()
    this.#path = visit.path
    const texts = isKnown ? [] : textsIn(this.#structure, visit, this.#at)
    if (texts instanceof ParseError) {
      const { message, offset } = texts
      yield problemPart(faultProblem({ kind: 'malformed', message, offset }, this.#at, visit.path))
      return
    }
    this.#texts.push(...texts)
    for (const text of texts) yield* hiddenConfigParts(text, this.#loaded)
  }

  *end(): Iterable<ModelPart> {
    const texts = joinedTexts(this.#texts)
    this.#texts = []
    for (const text of texts) yield* hiddenConfigParts(text, this.#loaded)
  }
}

/** The text of `model_config` of the root; null when there is none. */
function loadedConfig(structure: Structure, at: Location): Uint8Array | null {
  const { attributes } = attributesOf(structure, structure.root)
  const config = attributes.find(({ name }) => name === 'model_config')
  if (config === undefined) return null
  const texts = valueOrError(() => attributeTexts(structure, config, { path: '', at }))
  return texts instanceof ParseError ? null : (texts[0]?.bytes ?? null)
}

function textsIn(
  structure: Structure,
  { path, attribute }: AttributeVisit,
  at: Location,
): readonly NamedText[] | ParseError {
  const { text, sizeBytes } = attribute.datatype
  if (text === null || (text === 'fixed' && sizeBytes < MIN_CONFIG_BYTES)) return []
  return valueOrError(() => attributeTexts(structure, attribute, { path, at }))
}
