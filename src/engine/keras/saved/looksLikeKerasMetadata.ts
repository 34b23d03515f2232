import { fields } from '../../encodings/protobuf/fields.ts'
import { messageText, rootMessage, type Message } from '../../encodings/protobuf/Message.ts'

/** Whether `head`, the first bytes of a file, begins like a keras_metadata.pb: with a node that is described in JSON. */
export function looksLikeKerasMetadata(head: Uint8Array): boolean {
  for (const field of fields(rootMessage(head)))
    return field.kind === 'bytes' && field.number === 1 && looksLikeNode(field.message)
  return false
}

function looksLikeNode(node: Message): boolean {
  let isNamed = false
  for (const field of fields(node)) {
    if (field.number < 2 || field.number > 6) return false
    if (field.kind !== 'bytes') continue
    const text = messageText(field.message)
    if (field.number === 4 && text.startsWith('_tf_keras_')) isNamed = true
    if (field.number === 5) return isNamed || text.trimStart().startsWith('{')
  }
  return isNamed
}
