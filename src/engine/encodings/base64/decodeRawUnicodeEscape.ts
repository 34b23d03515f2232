// Python's `text.encode('raw_unicode_escape')`: how Keras before 2.1.2 turned text back into bytecode.
// https://docs.python.org/3/library/codecs.html#text-encodings

/** One byte a character up to U+00FF; what is above becomes the ASCII of `\uXXXX` or `\UXXXXXXXX`. Never throws. */
export function decodeRawUnicodeEscape(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 6) // a character of one unit takes 6 bytes at most, one of two takes 10
  let length = 0
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0
    const written = point < 0x100 ? character : escape(point)
    for (let index = 0; index < written.length; index++) bytes[length++] = written.charCodeAt(index)
  }
  return bytes.slice(0, length)
}

function escape(point: number): string {
  const digits = point.toString(16)
  return point < 0x10000 ? `\\u${digits.padStart(4, '0')}` : `\\U${digits.padStart(8, '0')}`
}
