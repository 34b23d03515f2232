// Plain text: UTF-8 without control characters but tabs and line ends.
import type { ByteSource } from '../../bytes/ByteSource.ts'

const MAX_BYTES = 16 * 1024 * 1024 // vocabularies of a million words fit
const LINE_BYTES: ReadonlySet<number> = new Set([0x09, 0x0a, 0x0d])

/** All bytes of a plain text; null for what is something else, or larger. Throws `ParseError` as the source does. */
export function readPlainText(source: ByteSource): Uint8Array | null {
  if (source.size > MAX_BYTES) return null
  const bytes = source.read(0, source.size)
  const isText = !bytes.some(isControl) && !new TextDecoder().decode(bytes).includes('\uFFFD')
  return isText ? bytes : null
}

function isControl(byte: number): boolean {
  return byte === 0x7f || (byte < 0x20 && !LINE_BYTES.has(byte))
}
