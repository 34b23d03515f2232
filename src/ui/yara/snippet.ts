const MOST = 64 // bytes of a match that are shown

/** Bytes as a person reads them: printable ASCII, the rest as `\x00`; null where they are not read yet. */
export function toSnippet(
  byteAt: (offset: number) => number | null,
  offset: number,
  length: number,
): string | null {
  let text = ''
  for (let at = offset; at < offset + Math.min(length, MOST); at++) {
    const byte = byteAt(at)
    if (byte === null) return null
    text += shown(byte)
  }
  return length > MOST ? `${text}…` : text
}

function shown(byte: number): string {
  if (byte === 0x5c) return '\\\\'
  if (byte >= 0x20 && byte < 0x7f) return String.fromCharCode(byte)
  return `\\x${byte.toString(16).padStart(2, '0')}`
}
