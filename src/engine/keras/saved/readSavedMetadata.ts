// keras_metadata.pb: the message SavedMetadata of
// https://github.com/keras-team/tf-keras/blob/v2.15.0/tf_keras/protobuf/saved_metadata.proto
import { fields } from '../../encodings/protobuf/fields.ts'
import { messageText, type Message } from '../../encodings/protobuf/Message.ts'
import type { SavedNode } from './SavedNode.ts'

const MAX_NODES = 200_000 // a model of 103 layers has 105

/** The Keras objects in `savedMetadata`, in their order; of one that is cut, what is there. */
export function readSavedMetadata(savedMetadata: Message): readonly SavedNode[] {
  const nodes: SavedNode[] = []
  for (const field of fields(savedMetadata)) {
    if (field.kind !== 'bytes' || field.number !== 1) continue
    if (nodes.length === MAX_NODES) {
      const message = `more than ${MAX_NODES} nodes; the rest was not read`
      savedMetadata.log.add({ kind: 'limit', message, offset: field.offset })
      break
    }
    nodes.push(readNode(field.message))
  }
  return nodes
}

function readNode(message: Message): SavedNode {
  let node: SavedNode = { id: 0, path: '', identifier: '', metadata: nothingAt(message) }
  for (const field of fields(message)) {
    if (field.kind === 'varint' && field.number === 2) node = { ...node, id: Number(field.value) }
    if (field.kind !== 'bytes') continue
    if (field.number === 3) node = { ...node, path: messageText(field.message) }
    if (field.number === 4) node = { ...node, identifier: messageText(field.message) }
    if (field.number === 5) node = { ...node, metadata: field.message }
  }
  return node
}

function nothingAt({ offset, log }: Message): Message {
  return { bytes: new Uint8Array(0), offset, log }
}
