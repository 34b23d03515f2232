// Models and weights that Keras saved as HDF5, of every generation.
// https://github.com/keras-team/keras/blob/v3.8.0/keras/src/legacy/saving/legacy_h5_format.py
// https://github.com/keras-team/keras/blob/1.0.8/keras/engine/topology.py (save_weights)
import { configParts, hiddenConfigParts } from '../../containers/hdf5/configParts.ts'
import { detailParts, firstParts, structureOf } from '../../containers/hdf5/hdf5Parts.ts'
import { readObjectTexts, type NamedText } from '../../containers/hdf5/objectTexts.ts'
import { problemPart, type Readers } from '../../containers/hdf5/readers.ts'
import { withZipBehind } from '../../containers/zip/zipBehind.ts'
import { readKerasConfig, readTrainingConfig } from '../../keras/index.ts'
import type { InnerFile, ModelPart } from '../../model/ModelPart.ts'
import type { Format } from '../Format.ts'
import { hasKerasMarks, MODEL_WEIGHTS, weightsPlace } from './marks.ts'
import { weightsOnlyParts } from './weightsOnly.ts'

const FACTS = ['keras_version', 'backend'] as const
const MAX_FACT_BYTES = 200 // a version or a name; more is not one

export const kerasHdf5: Format = {
  id: 'keras-hdf5',
  title: 'Keras HDF5',
  explanation:
    'A model, or weights, that Keras saved as HDF5; its configuration is examined with all code in it, and where each weight stands, but not the values of the weights',
  needsHdf5: true,
  matches({ isFolder, main }) {
    const structure = isFolder ? null : structureOf(main.source)
    return structure !== null && hasKerasMarks(structure)
  },
  parts: ({ main }, { hdf5 }) =>
    withZipBehind(
      firstParts(main, hdf5, (readers) => modelParts(readers, main)),
      main,
    ),
  details: ({ main }) => detailParts(main, ['', MODEL_WEIGHTS]),
}

function* modelParts(readers: Readers, file: InnerFile): Iterable<ModelPart> {
  const { structure } = readers
  const texts = yield* modelTexts(readers, file)
  yield* factParts(texts)
  const config = texts.find((text) => isAt(text, 'model_config'))
  const training = texts.find((text) => isAt(text, 'training_config'))
  if (config !== undefined) yield* configParts(config, readKerasConfig)
  else if (structure !== null) yield* weightsOnlyParts(structure, file)
  if (training !== undefined) yield* configParts(training, readTrainingConfig)
  for (const text of texts)
    if (text !== config && text !== training) yield* hiddenConfigParts(text, config?.bytes)
}

/** The texts of the root, and of the group that holds the weights of a model. */
function* modelTexts(
  readers: Readers,
  { at }: InnerFile,
): Generator<ModelPart, readonly NamedText[], undefined> {
  const { structure } = readers
  const isModel = structure !== null && weightsPlace(structure).kind === 'model'
  const paths = isModel ? ['', MODEL_WEIGHTS] : ['']
  const objects = paths.map((path) => readObjectTexts(readers, path, at))
  for (const { problems } of objects) yield* problems.map(problemPart)
  return objects.flatMap(({ texts }) => texts)
}

function isAt({ path, attribute }: NamedText, name: string): boolean {
  return path === '' && attribute === name
}

function* factParts(texts: readonly NamedText[]): Iterable<ModelPart> {
  for (const name of FACTS) {
    const found = texts.find(({ attribute }) => attribute === name)
    if (found === undefined) continue
    const value = new TextDecoder().decode(found.bytes.subarray(0, MAX_FACT_BYTES))
    yield { kind: 'fact', fact: { name, value, at: found.at } }
  }
}
