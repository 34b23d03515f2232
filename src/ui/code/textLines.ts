import { formatJson, leftOver } from './formatJson.ts'
import { MAX_LINES, type Line } from './TextDocument.ts'

const NEWLINE = 0x0a
const MAX_LINE_LENGTH = 100_000 // a longer line is cut on the screen; a save has it whole

/** The lines of a text in any Unicode encoding; those of UTF-8 with their bytes. */
export function textLines(bytes: Uint8Array, type: 'json' | 'yaml' | 'text'): readonly Line[] {
  const encoding = wideEncodingOf(bytes)
  const utf8 = encoding === null ? bytes : toUtf8(bytes, encoding)
  const lines = type === 'json' ? formatJson(utf8) : splitLines(utf8)
  const shown = lines.map((line) => ({ ...line, text: cut(line.text) }))
  return encoding === null ? shown : shown.map(({ text }) => ({ text, range: null }))
}

function splitLines(bytes: Uint8Array): readonly Line[] {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  const lines: Line[] = []
  for (let start = 0; start < bytes.length;) {
    if (lines.length >= MAX_LINES) return [...lines, leftOver(bytes.length - start)]
    const found = bytes.indexOf(NEWLINE, start)
    const end = found === -1 ? bytes.length : found
    const text = decoder.decode(bytes.subarray(start, end)).replace(/\r$/, '')
    lines.push({ text, range: { offset: start, length: end - start } })
    start = end + 1
  }
  return lines
}

/** By the byte order mark, or by the zeros between ASCII characters. */
function wideEncodingOf([first, second]: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0)) return 'utf-16le'
  if ((first === 0xfe && second === 0xff) || (first === 0 && second !== 0)) return 'utf-16be'
  return null
}

function toUtf8(bytes: Uint8Array, encoding: string): Uint8Array {
  return new TextEncoder().encode(new TextDecoder(encoding).decode(bytes))
}

function cut(text: string): string {
  if (text.length <= MAX_LINE_LENGTH) return text
  return `${text.slice(0, MAX_LINE_LENGTH)} … ${text.length - MAX_LINE_LENGTH} more characters`
}
