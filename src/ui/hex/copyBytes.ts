import { readBytes, type Bytes } from '../shared/bytesAt.ts'

export const COPY_FORMS = ['hex', 'base64', 'text'] as const
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
  }
}
