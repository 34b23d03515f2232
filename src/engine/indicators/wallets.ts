// Addresses of Bitcoin, Ethereum and Monero: only those whose checksum is right.
import { sha256 } from '@noble/hashes/sha2.js'
import { keccak_256 } from '@noble/hashes/sha3.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { decodeBase58, decodeMoneroBase58 } from './base58.ts'
import { isBech32 } from './bech32.ts'

/** The address that a word is; null for anything else. */
export function walletIn(word: string): string | null {
  if (isBitcoin(word) || isEthereum(word) || isMonero(word)) return word
  return null
}

/** Base58Check with version 0 or 5, or Bech32 with the prefix `bc`. */
function isBitcoin(word: string): boolean {
  if (word.length < 26 || word.length > 90) return false
  if (/^bc1/i.test(word)) return isBech32(word, 'bc')
  if (word.length > 35 || !/^[13]/.test(word)) return false
  const bytes = decodeBase58(word)
  if (bytes?.length !== 25 || (bytes[0] !== 0 && bytes[0] !== 5)) return false
  return endsWith(bytes, sha256(sha256(bytes.subarray(0, 21))))
}

/** EIP-55: the case of the letters is the checksum, so that letters of one case alone prove nothing. */
function isEthereum(word: string): boolean {
  if (word.length !== 42 || !/^0x[\da-fA-F]{40}$/.test(word)) return false
  const digits = word.slice(2)
  if (digits === digits.toLowerCase() || digits === digits.toUpperCase()) return false
  const hash = bytesToHex(keccak_256(utf8ToBytes(digits.toLowerCase())))
  return Array.from(digits).every((digit, index) => {
    if (!/[a-f]/i.test(digit)) return true
    return Number.parseInt(hash[index] ?? '0', 16) >= 8 === (digit === digit.toUpperCase())
  })
}

const MONERO_BYTES: ReadonlySet<number> = new Set([69, 77]) // an address, and one with a payment id
const MONERO_NETWORKS: ReadonlySet<number> = new Set([18, 19, 42]) // of the main network

function isMonero(word: string): boolean {
  if ((word.length !== 95 && word.length !== 106) || !/^[48]/.test(word)) return false
  const bytes = decodeMoneroBase58(word)
  if (bytes === null || !MONERO_BYTES.has(bytes.length)) return false
  if (!MONERO_NETWORKS.has(bytes[0] ?? 0)) return false
  return endsWith(bytes, keccak_256(bytes.subarray(0, -4)))
}

/** Whether the last four bytes are the first four of the checksum. */
function endsWith(bytes: Uint8Array, checksum: Uint8Array): boolean {
  return bytes.subarray(-4).every((byte, index) => byte === checksum[index])
}
