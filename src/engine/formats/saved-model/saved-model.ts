// SavedModel of TensorFlow: https://www.tensorflow.org/guide/saved_model#the_savedmodel_format_on_disk
import { withoutCarriageReturns } from '../../encodings/protobuf/withoutCarriageReturns.ts'
import type { InnerFile, ModelPart } from '../../model/ModelPart.ts'
import type { Format, Input } from '../Format.ts'
import { folderParts } from './folderParts.ts'
import { beginsLike } from './beginsLike.ts'
import { modelParts } from './modelParts.ts'

const MODEL_FILE = 'saved_model.pb'

/** A saved_model.pb or frozen graph alone, or the folder of a SavedModel. */
export const savedModel: Format = {
  id: 'saved-model',
  title: 'TensorFlow SavedModel',
  explanation:
    'A TensorFlow SavedModel (a folder, or its saved_model.pb alone) or frozen graph; Keras configuration and code in it are examined, and every operation of every graph is compared with those that only compute',
  matches(input) {
    if (input.isFolder) return input.files.some(({ path }) => path === MODEL_FILE)
    return input.head.length > 0 && (begins(input) || input.name === MODEL_FILE)
  },
  parts(input) {
    const model = input.files.find(({ path }) => path === MODEL_FILE) ?? input.main
    return input.isFolder ? folderParts(model, input.files) : fileParts(model)
  },
}

function begins({ head, main }: Input): boolean {
  const repaired = withoutCarriageReturns(head)
  const size = main.source.size - repaired.changed
  return (
    beginsLike(head, main.source.size) !== 'unknown' ||
    beginsLike(repaired.bytes, size) !== 'unknown'
  )
}

function* fileParts(model: InnerFile): Generator<ModelPart> {
  yield* modelParts({ model, metadata: null, configuration: null })
}
