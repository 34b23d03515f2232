// Data descriptors, behind the bytes of entries whose local header was written before them. APPNOTE 4.3.9
import type { ByteSource } from '../../bytes/ByteSource.ts'
import { Cursor } from '../../bytes/Cursor.ts'

interface Sums {
  readonly crc32: number
  readonly compressedSize: number
  readonly uncompressedSize: number
}

const SIGNATURE = 0x08074b50
const MAX_BYTES = 24 // with a signature and sizes of 8 bytes

/**
 * What the descriptor behind the bytes at `dataOffset` has otherwise than the directory; nothing when they agree in any of
 * the four forms, and when nothing there has the signature.
 */
export function descriptorMismatches(
  source: ByteSource,
  dataOffset: number,
  record: Sums,
): readonly string[] {
  const at = dataOffset + record.compressedSize
  if (at + 12 > source.size) return []
  const bytes = source.read(at, Math.min(MAX_BYTES, source.size - at))
  const isSigned = new Cursor(bytes).u32() === SIGNATURE
  if (!isSigned) return []
  const forms = [4, 8].map((width) => sumsIn(new Cursor(bytes, 4), width))
  const [short] = forms
  if (short === undefined || forms.some((sums) => sums !== undefined && isSame(sums, record)))
    return []
  return [`a descriptor with ${inWords(short)}, not ${inWords(record)}`]
}

function sumsIn(cursor: Cursor, width: number): Sums | undefined {
  if (cursor.left < 4 + 2 * width) return undefined
  const read = () => (width === 4 ? cursor.u32() : Number(cursor.u64()))
  return { crc32: cursor.u32(), compressedSize: read(), uncompressedSize: read() }
}

function isSame(sums: Sums, { crc32, compressedSize, uncompressedSize }: Sums): boolean {
  return (
    sums.crc32 === crc32 &&
    sums.compressedSize === compressedSize &&
    sums.uncompressedSize === uncompressedSize
  )
}

function inWords({ crc32, compressedSize, uncompressedSize }: Sums): string {
  return `checksum ${crc32} and sizes ${compressedSize} and ${uncompressedSize}`
}
