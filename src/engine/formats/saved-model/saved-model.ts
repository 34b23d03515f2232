// SavedModel of TensorFlow: https://www.tensorflow.org/guide/saved_model#the_savedmodel_format_on_disk
import { withoutCarriageReturns } from '../../encodings/protobuf/withoutCarriageReturns.ts'
import type { InnerFile, ModelPart } from '../../model/ModelPart.ts'
import type { Format, Input } from '../Format.ts'
import { folderParts } from './folderParts.ts'
import { beginsLike } from './beginsLike.ts'
import { CHUNKED_FORM, chunkedProblem, isChunked } from './chunkedForm.ts'
import { modelParts } from './modelParts.ts'
import { beginsLikeText } from './textForm.ts'

/** The forms of a model, in the order in which TensorFlow looks for them. */
const MODEL_FILES = ['saved_model.pb', 'saved_model.pbtxt', CHUNKED_FORM] as const

/** A saved_model.pb or frozen graph alone, in bytes or as text, or the folder of a SavedModel. */
export const savedModel: Format = {
  id: 'saved-model',
  title: 'TensorFlow SavedModel',
  explanation:
    'A TensorFlow SavedModel (a folder, or its saved_model.pb alone) MetaGraph or frozen graph, in bytes or as text; Keras configuration and code in it are examined, and every operation of every graph, also of those hidden in texts, is judged by what it does',
  matches(input) {
    if (input.isFolder) return modelIn(input) !== undefined
    return input.head.length > 0 && (begins(input) || isModelName(input.name))
  },
  parts(input) {
    const model = modelIn(input) ?? input.main
    return input.isFolder ? folderParts(model, input.files) : fileParts(input.main)
  },
}

function modelIn({ files }: Input): InnerFile | undefined {
  return MODEL_FILES.map((name) => files.find(({ path }) => path === name)).find(
    (file) => file !== undefined,
  )
}

function isModelName(name: string): boolean {
  return MODEL_FILES.some((file) => file === name)
}

function begins({ head, main }: Input): boolean {
  const repaired = withoutCarriageReturns(head)
  const size = main.source.size - repaired.changed
  return (
    beginsLike(head, main.source.size) !== 'unknown' ||
    beginsLike(repaired.bytes, size) !== 'unknown' ||
    beginsLikeText(head) !== 'unknown'
  )
}

function* fileParts(model: InnerFile): Generator<ModelPart> {
  if (isChunked(model)) yield chunkedProblem(model)
  else yield* modelParts({ model, metadata: null, configuration: null })
}
