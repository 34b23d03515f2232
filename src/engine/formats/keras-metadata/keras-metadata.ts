// keras_metadata.pb, which TensorFlow 2.5 to 2.15 writes beside saved_model.pb:
// https://github.com/keras-team/tf-keras/blob/v2.15.0/tf_keras/protobuf/saved_metadata.proto
import { withoutCarriageReturns } from '../../encodings/protobuf/withoutCarriageReturns.ts'
import { looksLikeKerasMetadata } from '../../keras/saved/looksLikeKerasMetadata.ts'
import { readKerasMetadata } from '../../keras/saved/readKerasMetadata.ts'
import { readSavedNodes } from '../../keras/saved/readSavedNodes.ts'
import type { Format, Input } from '../Format.ts'

/** One keras_metadata.pb without its SavedModel. */
export const kerasMetadata: Format = {
  id: 'keras-metadata',
  title: 'Keras metadata of a SavedModel',
  explanation:
    'keras_metadata.pb, the part of a TensorFlow SavedModel that holds the Keras configuration; every object in it is examined, the graph of operations lies in saved_model.pb',
  matches: (input) => !input.isFolder && input.head.length > 0 && isMetadata(input),
  *parts({ main }) {
    const metadata = yield* readKerasMetadata(main)
    yield* readSavedNodes([metadata])
  },
}

/** The name counts for a file that is too damaged to be known by its first bytes. */
function isMetadata({ head, name }: Input): boolean {
  const repaired = withoutCarriageReturns(head).bytes
  return (
    looksLikeKerasMetadata(head) || looksLikeKerasMetadata(repaired) || name === 'keras_metadata.pb'
  )
}
