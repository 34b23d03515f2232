// Files of a SavedModel or checkpoint that hold no code: fingerprint.pb, variables.index, variables.data-00000-of-00001.
// https://github.com/tensorflow/tensorflow/blob/v2.21.0/tensorflow/core/protobuf/{fingerprint,tensor_bundle}.proto
import type { ModelPart } from '../../model/ModelPart.ts'
import type { Format, Input } from '../Format.ts'
import { fingerprintParts, looksLikeFingerprint } from './fingerprintParts.ts'
import { looksLikeTensorIndex, tensorParts } from './tensorParts.ts'

const DATA_SHARD = /\.data-\d{5}-of-\d{5}$/

/** A file that stands beside a saved_model.pb, alone. */
export const tensorflowParts: Format = {
  id: 'tensorflow-parts',
  title: 'Part of a TensorFlow model',
  explanation:
    'The fingerprint of a SavedModel, or the list of the weights of a checkpoint: names, types and shapes are shown; the values, in files of their own, are only recognised by their file name',
  matches: (input) => !input.isFolder && kindOf(input) !== undefined,
  parts(input) {
    const kind = kindOf(input)
    if (kind === 'fingerprint') return fingerprintParts(input)
    return kind === 'index' ? tensorParts(input) : [shardProblem(input)]
  },
}

function kindOf({ head, main, name }: Input): 'fingerprint' | 'index' | 'shard' | undefined {
  if (head.length === 0) return undefined
  if (looksLikeFingerprint(head, main.source.size)) return 'fingerprint'
  if (looksLikeTensorIndex(head)) return 'index'
  return DATA_SHARD.test(name) ? 'shard' : undefined
}

/** Raw numbers have no signature; without the index nobody can say what they are. */
function shardProblem({ name, main }: Input): ModelPart {
  const message = `${name} is called like the values of a checkpoint's weights; they are not examined`
  return { kind: 'problem', problem: { kind: 'not-analysed', message, location: main.at } }
}
