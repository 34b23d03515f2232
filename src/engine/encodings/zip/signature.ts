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

const KNOWN: readonly (readonly [name: string, signature: readonly number[]])[] = [
  ['a zip entry', [0x50, 0x4b, 0x03, 0x04]],
  ['a zip directory', [0x50, 0x4b, 0x01, 0x02]],
  ['an HDF5 file', [0x89, 0x48, 0x44, 0x46]],
  ['a Windows program', [0x4d, 0x5a]],
  ['an ELF program', [0x7f, 0x45, 0x4c, 0x46]],
  ['a Mach-O program', [0xcf, 0xfa, 0xed, 0xfe]],
  ['a Mach-O program', [0xce, 0xfa, 0xed, 0xfe]],
  ['a Mach-O program or Java class', [0xca, 0xfe, 0xba, 0xbe]],
  ['a script', [0x23, 0x21]],
  ['a PDF', [0x25, 0x50, 0x44, 0x46]],
  ['a PNG', [0x89, 0x50, 0x4e, 0x47]],
  ['a JPEG', [0xff, 0xd8, 0xff]],
  ['a GIF', [0x47, 0x49, 0x46, 0x38]],
  ['a 7-Zip archive', [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]],
  ['a RAR archive', [0x52, 0x61, 0x72, 0x21]],
  ['gzip data', [0x1f, 0x8b]],
  ['a pickle', [0x80, 0x02]],
  ['a pickle', [0x80, 0x03]],
  ['a pickle', [0x80, 0x04]],
  ['a pickle', [0x80, 0x05]],
  ['a NumPy array', [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59]],
]

const SHOWN_BYTES = 8

/** Whether `bytes` begin like something that could be a file of its own. */
export function beginsLikeFile(bytes: Uint8Array): boolean {
  return KNOWN.some(([, signature]) => startsWith(bytes, signature))
}

/** What `bytes` begin like: `a script (23 21 2f …)`. */
export function describeStart(bytes: Uint8Array): string {
  const shown = Array.from(bytes.subarray(0, SHOWN_BYTES), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join(' ')
  const known = KNOWN.find(([, signature]) => startsWith(bytes, signature))
  return known === undefined ? `unknown bytes (${shown})` : `${known[0]} (${shown})`
}
