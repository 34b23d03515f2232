// Models for the detectors' tests, composed of what a case is about and of nothing else.
import { fileLocation, rangeWithin, type Location } from '../model/Location.ts'
import type { CodeListing, Reference } from '../model/Listing.ts'
import type { Model } from '../model/Model.ts'
import type { CodeObject, CodeUse } from '../model/Report.ts'

/** A place in the file `model.h5`. */
export function sampleLocation(name = 'config'): Location {
  return rangeWithin(fileLocation('model.h5', 1000), {
    kind: 'value',
    name,
    offset: 10,
    length: 90,
  })
}

/** A model that holds nothing but `parts`. */
export function sampleModel(parts: Partial<Model>): Model {
  return {
    format: 'keras-hdf5',
    facts: [],
    layers: [],
    tensors: [],
    code: [],
    references: [],
    operations: [],
    outside: [],
    oddities: [],
    problems: [],
    yara: [],
    indicators: [],
    ...parts,
  }
}

/** A name that code reaches: `reference('os.system', 'import', ["'ls'"])` is called with one literal. */
export function reference(
  path: string,
  root: Reference['root'],
  literals: readonly string[] | null = null,
): Reference {
  const called = literals !== null
  return { path: path.split('.'), root, called, arguments: literals ?? [], offset: 40, length: 2 }
}

interface SampleCode extends Partial<Omit<CodeObject, 'uses' | 'code'>> {
  readonly references?: readonly Reference[]
  /** `repr` of constants that the code loads. */
  readonly constants?: readonly string[]
  /** `repr` of constants that it does not load, such as a docstring. */
  readonly idleConstants?: readonly string[]
  readonly uses?: readonly Partial<CodeUse>[]
  readonly children?: readonly CodeListing[]
}

/** The code of a Lambda layer `lambda_1` that reaches `references`. */
export function sampleCode(parts: SampleCode = {}): CodeObject {
  const { references = [], constants = [], idleConstants = [], uses = [{}], children = [] } = parts
  const location = sampleLocation('code')
  const code = sampleListing({ references, constants, idleConstants, children })
  return {
    id: 'code-1',
    machine: 'cpython',
    sha256: '00',
    encoding: 'base64',
    layer: 'lambda_1',
    slot: 'function',
    name: code.name,
    filename: code.filename,
    firstLine: 1,
    size: 90,
    python: ['3.10'],
    likelyPython: ['3.10'],
    disassembly: '',
    lines: [],
    source: '',
    sourceStatus: 'none',
    sourceLines: [],
    stages: [],
    strings: [],
    codeBytes: 90,
    faults: [],
    ...parts,
    code,
    locations: uses.map(() => location),
    uses: uses.map((use) => ({ ...LAMBDA, ...use })),
  }
}

const LAMBDA: CodeUse = {
  layer: 'lambda_1',
  layerClass: 'Lambda',
  slot: 'function',
  module: null,
  defaults: null,
  closure: null,
}

/** One code object with its constants and names. */
export function sampleListing(
  parts: Pick<SampleCode, 'references' | 'constants' | 'idleConstants' | 'children'>,
): CodeListing {
  const { references = [], constants = [], idleConstants = [], children = [] } = parts
  const load = { opcode: 'LOAD_CONST', meaning: '', line: null, isTarget: false, length: 2 }
  return {
    offset: 0,
    length: 90,
    name: '<lambda>',
    qualname: null,
    filename: 'train.py',
    firstLine: 1,
    argumentCount: 1,
    flags: 67,
    names: [],
    variables: ['x'],
    freeVariables: [],
    cellVariables: [],
    constants: [...constants, ...idleConstants],
    instructions: constants.map((_, index) => ({
      ...load,
      argument: index,
      index: index * 2,
      offset: 30 + index * 2,
    })),
    references,
    children,
  }
}
