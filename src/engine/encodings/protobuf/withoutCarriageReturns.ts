/** A copy of `bytes` in which every CR LF is a LF, and how many there were. Undoes what text mode does to a binary. */
export function withoutCarriageReturns(bytes: Uint8Array): {
  readonly bytes: Uint8Array
  readonly changed: number
} {
  const kept = new Uint8Array(bytes.length)
  let length = 0
  for (let index = 0; index < bytes.length; index += 1) {
    if (bytes[index] === CR && bytes[index + 1] === LF) continue
    kept[length] = bytes[index] ?? 0
    length += 1
  }
  return { bytes: kept.subarray(0, length), changed: bytes.length - length }
}

const CR = 0x0d
const LF = 0x0a
