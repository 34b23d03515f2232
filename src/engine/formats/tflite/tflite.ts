// TensorFlow Lite. https://github.com/tensorflow/tensorflow/blob/v2.21.0/tensorflow/compiler/mlir/lite/schema/schema.fbs
import { withZipBehind } from '../../containers/zip/zipBehind.ts'
import type { ModelPart } from '../../model/ModelPart.ts'
import { problemPart } from '../../model/toPart.ts'
import type { Format, Input } from '../Format.ts'

const IDENTIFIER = [0x54, 0x46, 0x4c, 0x33] // "TFL3", behind the offset of the root table

export const tflite: Format = {
  id: 'tflite',
  title: 'TensorFlow Lite',
  explanation:
    'A TensorFlow Lite model: recognised, not analysed; custom and Flex operators in it can reach beyond the model. A zip archive behind it is examined',
  needsHdf5: true,
  matches: ({ isFolder, head }) =>
    !isFolder && IDENTIFIER.every((byte, at) => head[at + 4] === byte),
  parts: (input) => withZipBehind([problem(input)], input.main),
}

function problem({ name, main }: Input): ModelPart {
  const message = `${name} is a TensorFlow Lite model: recognised, not analysed by this version (custom and Flex operators can carry code)`
  return problemPart('not-analysed', message, main.at)
}
