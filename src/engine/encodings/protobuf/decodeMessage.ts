import $protobuf, { type Reader } from 'protobufjs/minimal.js'
import type { Message } from './Message.ts'

/** A message type of the static code that `pbjs` makes from a `.proto` file. */
export interface MessageType<T> {
  decode(reader: Reader): T
}

const MAX_DECODED_BYTES = 256 * 1024 // an object takes a hundred times the two bytes of its field: under 30 MB

/**
 * Decodes a small message whole. Fields that `type` does not name are passed over, and nesting ends at the
 * library's 100 levels. Of a message that is damaged or too large the log is told, and nothing comes back.
 */
export function decodeMessage<T>(
  { bytes, offset, log }: Message,
  type: MessageType<T>,
): T | undefined {
  if (bytes.length > MAX_DECODED_BYTES) {
    const message = `a message of ${bytes.length} bytes is over ${MAX_DECODED_BYTES}; it was not read`
    log.add({ kind: 'limit', message, offset })
    return undefined
  }
  const reader = $protobuf.Reader.create(bytes)
  reader.discardUnknown = true
  try {
    return type.decode(reader)
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'unknown error'
    const at = offset + Math.min(reader.pos, bytes.length)
    log.add({ kind: 'malformed', message: `damaged message: ${reason}`, offset: at })
    return undefined
  }
}
