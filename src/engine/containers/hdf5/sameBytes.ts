/** Whether two texts are the same, byte for byte. */
export function sameBytes(bytes: Uint8Array, others: Uint8Array | undefined): boolean {
  return bytes.length === others?.length && bytes.every((byte, index) => byte === others[index])
}
