// Base58 as Bitcoin writes it (one number), and as Monero does (blocks of eight bytes).
const DIGITS = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'
const LONGEST = 128 // characters: the time grows with the square

/** The bytes of a Base58 number, a leading `1` being a zero byte; null for anything else. */
export function decodeBase58(text: string): Uint8Array | null {
  if (text.length > LONGEST) return null
  const value = numberOf(text)
  if (value === null) return null
  const zeros = text.length - text.replace(/^1+/, '').length
  const hex = value === 0n ? '' : value.toString(16)
  const size = zeros + Math.ceil(hex.length / 2)
  return toBytes(value, size)
}

const BLOCK = 11 // characters of eight bytes
const BYTES_BY_CHARACTERS: readonly number[] = [0, -1, 1, 2, -1, 3, 4, 5, -1, 6, 7, 8]

/** The bytes of Monero's Base58: whole blocks of 11 characters, then one that is shorter; null for anything else. */
export function decodeMoneroBase58(text: string): Uint8Array | null {
  if (text.length > LONGEST) return null
  const blocks: Uint8Array[] = []
  for (let at = 0; at < text.length; at += BLOCK) {
    const block = text.slice(at, at + BLOCK)
    const size = BYTES_BY_CHARACTERS[block.length] ?? -1
    const value = numberOf(block)
    if (size < 0 || value === null || value >= 1n << BigInt(size * 8)) return null
    blocks.push(toBytes(value, size))
  }
  return Uint8Array.from(blocks.flatMap((block) => [...block]))
}

function numberOf(text: string): bigint | null {
  let value = 0n
  for (const character of text) {
    const digit = DIGITS.indexOf(character)
    if (digit < 0) return null
    value = value * 58n + BigInt(digit)
  }
  return value
}

function toBytes(value: bigint, size: number): Uint8Array {
  const bytes = new Uint8Array(size)
  let left = value
  for (let at = size - 1; at >= 0; at -= 1) {
    bytes[at] = Number(left & 0xffn)
    left >>= 8n
  }
  return bytes
}
