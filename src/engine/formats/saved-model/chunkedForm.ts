// A SavedModel that is too large for one message is written in pieces, in records of Riegeli:
// https://github.com/tensorflow/tensorflow/tree/v2.21.0/tensorflow/tools/proto_splitter
import type { InnerFile, ModelPart } from '../../model/ModelPart.ts'
import { problemPart } from '../../model/toPart.ts'

export const CHUNKED_FORM = 'saved_model.cpb'

export function isChunked({ path }: InnerFile): boolean {
  return path === CHUNKED_FORM || path.endsWith(`/${CHUNKED_FORM}`)
}

export function chunkedProblem({ path, at }: InnerFile): ModelPart {
  const message = `${path} holds the model in pieces that are not read; its graphs were not examined`
  return problemPart('not-analysed', message, at)
}
