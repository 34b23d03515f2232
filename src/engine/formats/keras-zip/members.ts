import { readPlainText } from '../../encodings/text/readPlainText.ts'
import type { InnerFile } from '../../model/ModelPart.ts'

export const CONFIG = 'config.json'
export const METADATA = 'metadata.json'
export const WEIGHT_MAP = 'model.weights.json'

const MAX_TEXT_BYTES = 256 * 1024 * 1024 // what the JSON reader takes; real configurations stay under 5 MB

/** `model.weights.h5`, `.npz`, `.json`, and the shards `model_00000.weights.h5` of a large model. */
const WEIGHTS = /^(model\.weights\.(h5|npz|json)|model_\d{5}\.weights\.h5|variables\.h5)$/

/** One file of a model, in an archive or a folder. Of an archive, several may have one name. */
export interface Member {
  /** From the folder of the model. Hostile text. */
  readonly name: string
  readonly file: InnerFile
}

/** What Keras itself writes; see `save_model` in keras/src/saving/saving_lib.py. */
export function isExpected(name: string): boolean {
  const isAsset = name.startsWith('assets/') && !PROGRAM.test(name)
  return name === CONFIG || name === METADATA || isWeights(name) || isAsset
}

/** Assets are vocabularies; what Python or a shell would run is none. */
const PROGRAM = /\.(?:py|pyc|pyd|so|dll|dylib|sh|exe|bat|cmd|ps1|pkl|pickle)$/i

/** Whether a file of this name tells that a `config.json` beside it is that of a Keras model. */
export function isWeights(name: string): boolean {
  return WEIGHTS.test(name)
}

/** All bytes of a text. Throws `ParseError` when there are more than a text of a model can have. */
export function readText({ file }: Member): Uint8Array {
  const { source } = file
  return source.read(0, Math.min(source.size, MAX_TEXT_BYTES + 1))
}

/** The text of an asset, such as a vocabulary; null for an asset that is something else. */
export function readAssetText({ name, file }: Member): Uint8Array | null {
  return name.startsWith('assets/') ? readPlainText(file.source) : null
}
