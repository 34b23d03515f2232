import type { Format } from './Format.ts'
import { hdf5 } from './hdf5/hdf5.ts'
import { kerasHdf5 } from './keras-hdf5/keras-hdf5.ts'
import { kerasMetadata } from './keras-metadata/keras-metadata.ts'
import { kerasZip } from './keras-zip/keras-zip.ts'
import { modelJson } from './model-json/model-json.ts'
import { modelYaml } from './model-yaml/model-yaml.ts'
import { savedModel } from './saved-model/saved-model.ts'
import { tensorflowParts } from './tensorflow-parts/tensorflow-parts.ts'

/** Every format, in order of trial: the surest signature first. */
export const FORMATS: readonly Format[] = [
  kerasZip,
  kerasHdf5, // after zip: its signature may stand at any power of two, and in a stored member too
  hdf5,
  kerasMetadata,
  savedModel,
  tensorflowParts,
  modelJson,
  modelYaml,
]
