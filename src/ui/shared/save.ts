/** Hands text or bytes to the browser as a download. It goes to the disk, not to the network. */
export function saveFile(page: Document, name: string, type: string, content: BlobPart): void {
  const address = URL.createObjectURL(new Blob([content], { type }))
  const link = page.createElement('a')
  link.href = address
  link.download = safeFileName(name)
  link.click()
  URL.revokeObjectURL(address)
}

/** A file's name as part of another's: what shells and file systems treat in their own way becomes `_`. */
export function safeFileName(name: string): string {
  const plain = name.replace(/[^\p{L}\p{N}._-]+/gu, '_').replace(/^\.+/, '')
  return plain === '' ? 'report' : plain.slice(-120)
}
