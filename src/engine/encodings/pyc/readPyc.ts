// Reads the header of a `.pyc` file: what CPython writes before the marshalled code of a module.
// https://github.com/python/cpython/blob/v3.14.0/Include/internal/pycore_magic_number.h and PEP 552
import { Cursor } from '../../bytes/Cursor.ts'

export interface Pyc {
  readonly magic: number
  /** The version of CPython whose magic number it is; null when it is that of none known here. */
  readonly python: string | null
  /** Where the marshalled code begins: 8, 12 or 16. */
  readonly headerBytes: number
  /** Bits of the flags that no CPython sets; 0 where there are no flags. */
  readonly unknownFlags: number
}

const MAGIC_BYTES = 4 // a number of two bytes, CR, LF

/** The first magic number of each version that can be read; the next version's ends its range. */
const FIRST_MAGIC: readonly (readonly [magic: number, python: string | null])[] = [
  [3250, '3.4'],
  [3320, '3.5'],
  [3360, '3.6'],
  [3390, '3.7'],
  [3400, '3.8'],
  [3420, '3.9'],
  [3430, '3.10'],
  [3450, '3.11'],
  [3500, '3.12'],
  [3550, '3.13'],
  [3600, '3.14'],
  [3650, '3.15'],
  [3700, null],
  [62171, '2.7'],
  [62220, null],
]

/** From these magic numbers on the size of the source, and the flags of PEP 552, stand in the header. */
const FIRST_WITH_SIZE = 3210
const FIRST_WITH_FLAGS = 3392
const FIRST_OF_2 = 20_000 // numbers of 2.x are 50823 and up, those of 3.x begin at 3000
const KNOWN_FLAGS = 0b11 // hash-based, check_source

/** The header at the start of `bytes`; null when there is none. Never throws. */
export function readPyc(bytes: Uint8Array): Pyc | null {
  if (bytes.length < MAGIC_BYTES) return null
  const cursor = new Cursor(bytes)
  const magic = cursor.u16()
  if (cursor.u16() !== 0x0a0d) return null
  const python = pythonOf(magic)
  const headerBytes = python === null ? likelyHeader(bytes) : headerOf(magic)
  const hasFlags = python !== null && headerBytes === 16 && cursor.left >= 4
  const unknownFlags = hasFlags ? (cursor.u32() & ~KNOWN_FLAGS) >>> 0 : 0
  return { magic, python, headerBytes, unknownFlags }
}

function pythonOf(magic: number): string | null {
  return FIRST_MAGIC.findLast(([first]) => first <= magic)?.[1] ?? null
}

function headerOf(magic: number): number {
  if (magic >= FIRST_OF_2 || magic < FIRST_WITH_SIZE) return 8
  return magic < FIRST_WITH_FLAGS ? 12 : 16
}

/** Of an unknown writer: the place where a code object seems to begin. */
function likelyHeader(bytes: Uint8Array): number {
  return [16, 12, 8].find((at) => ((bytes[at] ?? 0) & 0x7f) === 0x63) ?? 16
}
