import { readBytes, type Bytes } from '../shared/bytesAt.ts'

export const COPY_FORMS = ['hex', 'base64', 'text', 'C', 'Python'] as const
export type CopyForm = (typeof COPY_FORMS)[number]

const MAX_COPY_BYTES = 16 * 1024 * 1024 // more would stop the page and whatever it is pasted into

/** The chosen bytes as text for the clipboard, or why there is none. */
export async function copiedText(
  bytes: Extract<Bytes, { kind: 'here' }>,
  form: CopyForm,
): Promise<{ readonly text: string } | { readonly tooLong: number }> {
  if (bytes.length > MAX_COPY_BYTES) return { tooLong: MAX_COPY_BYTES }
  return { text: toForm(await readBytes(bytes.store, bytes.offset, bytes.length), form) }
}

export function toForm(bytes: Uint8Array, form: CopyForm): string {
  switch (form) {
    case 'hex':
      return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
    case 'base64':
      return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
    case 'text':
      return new TextDecoder().decode(bytes)
    case 'C':
      return `const unsigned char bytes[${bytes.length}] = {\n${rowsOfC(bytes)}\n};\n`
    case 'Python':
      return `b'${Array.from(bytes, pythonByte).join('')}'`
  }
}

const C_COLUMNS = 12

function rowsOfC(bytes: Uint8Array): string {
  const cells = Array.from(bytes, (byte) => `0x${byte.toString(16).padStart(2, '0')}`)
  const rows: string[] = []
  for (let at = 0; at < cells.length; at += C_COLUMNS)
    rows.push(`  ${cells.slice(at, at + C_COLUMNS).join(', ')}`)
  return rows.join(',\n')
}

const ESCAPED = new Set([0x27, 0x5c]) // the quote and the backslash

function pythonByte(byte: number): string {
  if (byte >= 0x20 && byte < 0x7f && !ESCAPED.has(byte)) return String.fromCharCode(byte)
  return `\\x${byte.toString(16).padStart(2, '0')}`
}
