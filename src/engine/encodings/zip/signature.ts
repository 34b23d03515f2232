/** Whether `bytes` begin with `signature`. */
export function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, index) => bytes[index] === byte)
}

/** Where `signature` stands in `bytes`, ascending. */
export function indicesOf(bytes: Uint8Array, signature: readonly number[]): readonly number[] {
  const first = signature[0] ?? 0
  const places: number[] = []
  for (let at = bytes.indexOf(first); at >= 0; at = bytes.indexOf(first, at + 1))
    if (startsWith(bytes.subarray(at), signature)) places.push(at)
  return places
}
