// CRC-32 of ISO 3309, as zip uses it (APPNOTE 4.4.7).

const TABLE = new Uint32Array(256).map((_, byte) => {
  let value = byte
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
  return value
})

/** The checksum of `bytes`, or of what came before (`start`) and `bytes`. */
export function crc32(bytes: Uint8Array, start = 0): number {
  let value = ~start
  for (let at = 0; at < bytes.length; at++)
    value = (TABLE[(value ^ (bytes[at] ?? 0)) & 0xff] ?? 0) ^ (value >>> 8)
  return ~value >>> 0
}
