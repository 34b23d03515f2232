import { sha1 } from '@noble/hashes/legacy.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'

export { sha256Hex } from './encodings/sha256/sha256Hex.ts'

/** SHA-256 of bytes that arrive in blocks. */
export function sha256Stream(): { update(bytes: Uint8Array): void; hex(): string } {
  const hash = sha256.create()
  return {
    update: (bytes) => void hash.update(bytes),
    hex: () => bytesToHex(hash.digest()),
  }
}

/** The name that git gives to a file of `size` bytes that arrive in blocks: SHA-1 of `blob <size>`, a byte 0, and them. */
export function gitBlobStream(size: number): { update(bytes: Uint8Array): void; hex(): string } {
  const hash = sha1.create().update(new TextEncoder().encode(`blob ${size}\0`))
  return {
    update: (bytes) => void hash.update(bytes),
    hex: () => bytesToHex(hash.digest()),
  }
}
