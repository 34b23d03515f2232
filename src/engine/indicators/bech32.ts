// Bech32 and Bech32m, the addresses of Bitcoin since SegWit: BIP 173 and BIP 350.
const DIGITS = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l'
const GENERATOR = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3]
const LONGEST = 90
const CHECKSUMS: ReadonlySet<number> = new Set([1, 0x2bc830a3]) // of Bech32, of Bech32m

/** Whether `text` has the human-readable `prefix` and a right checksum. */
export function isBech32(text: string, prefix: string): boolean {
  const lower = text.toLowerCase()
  if (text.length > LONGEST || (text !== lower && text !== text.toUpperCase())) return false
  if (!lower.startsWith(`${prefix}1`) || lower.length < prefix.length + 7) return false
  const digits = Array.from(lower.slice(prefix.length + 1), (one) => DIGITS.indexOf(one))
  if (digits.includes(-1)) return false
  return CHECKSUMS.has(polymod([...expanded(prefix), ...digits]))
}

function expanded(prefix: string): readonly number[] {
  const codes = Array.from(prefix).map((character) => character.charCodeAt(0))
  return [...codes.map((code) => code >> 5), 0, ...codes.map((code) => code & 31)]
}

function polymod(values: readonly number[]): number {
  let checksum = 1
  for (const value of values) {
    const top = checksum >>> 25
    checksum = ((checksum & 0x1ffffff) << 5) ^ value
    for (const [bit, generator] of GENERATOR.entries())
      if (((top >>> bit) & 1) === 1) checksum ^= generator
  }
  return checksum >>> 0
}
