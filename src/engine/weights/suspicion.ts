// Whether the bytes of a tensor are those of numbers: text, programs, archives and packed bytes are not.
import { beginningOf } from '../encodings/magic/beginning.ts'
import { countBytes, entropyOf } from '../survey/entropy.ts'

const WINDOW_BYTES = 65_536 // what hides in weights is seldom smaller; random weights differ less from one to the next
const HEAD_BYTES = 64
const MIN_TEXT_BYTES = 64
const MIN_SIGNATURE_BYTES = 4 // shorter ones are the first bytes of many floats
const MAX_TOP_BITS = 7.6 // sign and exponent of weights take two to five bits; of packed bytes eight
const TEXT_SHARE = 0.97

/** Looks at a tensor window by window: at the byte of each float that holds sign and exponent, and for text. */
export class Windows {
  /** Where the first window begins whose floats have exponents at random; null when none has. */
  packedAt: number | null = null
  /** Where the first window begins that is text; null when none is. */
  textAt: number | null = null
  readonly #floatBytes: number
  readonly #isBigEndian: boolean
  #head = new Uint8Array(0)
  #offset = 0

  /** `floatBytes` is 0 for what is no float. */
  constructor(floatBytes: number, isBigEndian: boolean) {
    this.#floatBytes = floatBytes
    this.#isBigEndian = isBigEndian
  }

  get head(): Uint8Array {
    return this.#head
  }

  /** The next bytes, of whole items. */
  add(piece: Uint8Array): void {
    if (this.#offset === 0) this.#head = piece.slice(0, HEAD_BYTES)
    for (let at = 0; at < piece.length; at += WINDOW_BYTES)
      this.#look(piece.subarray(at, at + WINDOW_BYTES), this.#offset + at)
    this.#offset += piece.length
  }

  #look(window: Uint8Array, offset: number): void {
    if (this.textAt === null && isText(window)) this.textAt = offset
    const width = this.#floatBytes
    if (width < 2 || this.packedAt !== null || window.length < WINDOW_BYTES / 4) return
    const counts = new Uint32Array(256)
    countBytes(window, counts, this.#isBigEndian ? 0 : width - 1, width)
    if (entropyOf(counts) > MAX_TOP_BITS) this.packedAt = offset
  }
}

function isText(bytes: Uint8Array): boolean {
  if (bytes.length < MIN_TEXT_BYTES) return false
  let printable = 0
  for (const byte of bytes)
    if ((byte >= 0x20 && byte < 0x7f) || byte === 0x0a || byte === 0x0d) printable++
  return printable >= bytes.length * TEXT_SHARE
}

const TEXT_TYPES = /^(?:string|opaque|compound|sequences|reference)/

/** One sentence without a full stop; null when nothing is strange. */
export function suspicionOf(
  { head, textAt, packedAt }: Windows,
  { dtype }: { readonly dtype: string; readonly entropy: number },
): string | null {
  const beginning = beginningOf(head)
  if (beginning !== undefined && beginning.signatureBytes >= MIN_SIGNATURE_BYTES)
    return `begins like ${beginning.name}`
  if (textAt !== null && !TEXT_TYPES.test(dtype)) return `is text from byte ${textAt} on`
  if (packedAt === null) return null
  return `looks packed or encrypted from byte ${packedAt} on: its exponents are at random`
}
