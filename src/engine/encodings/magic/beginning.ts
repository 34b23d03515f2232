// What bytes begin like: the signatures of programs, archives and models that hide beside or inside others.
// https://www.garykessler.net/library/file_sigs.html, and the specification of each.

export interface Beginning {
  /** With its article: `a script`. */
  readonly name: string
  /**
   * `program`: a system would start it. `file`: a model or an archive, which is examined as a file.
   * `document`: shown by other programs. `image`: nothing by itself.
   */
  readonly kind: 'program' | 'file' | 'document' | 'image'
  /** How many bytes tell it. */
  readonly signatureBytes: number
}

type Known = readonly [name: string, kind: Beginning['kind'], signature: string]

const KNOWN: readonly Known[] = [
  ['a zip archive', 'file', 'PK\x03\x04'],
  ['an empty zip archive', 'file', 'PK\x05\x06'],
  ['a zip directory', 'file', 'PK\x01\x02'],
  ['an HDF5 file', 'file', '\x89HDF'],
  ['a Windows program', 'program', 'MZ'],
  ['a Linux program', 'program', '\x7fELF'],
  ['a macOS program', 'program', '\xcf\xfa\xed\xfe'],
  ['a macOS program', 'program', '\xce\xfa\xed\xfe'],
  ['a macOS program or Java class', 'program', '\xca\xfe\xba\xbe'],
  ['a script', 'program', '#!'],
  ['an Android program', 'program', 'dex\n03'],
  ['a WebAssembly program', 'program', '\0asm'],
  ['a PDF', 'document', '%PDF'],
  ['a PNG', 'image', '\x89PNG'],
  ['a JPEG', 'image', '\xff\xd8\xff'],
  ['a GIF', 'image', 'GIF8'],
  ['a 7-Zip archive', 'file', '7z\xbc\xaf\x27\x1c'],
  ['a RAR archive', 'file', 'Rar!\x1a\x07'],
  ['gzip data', 'file', '\x1f\x8b\x08'],
  ['xz data', 'file', '\xfd7zXZ\0'],
  ['a pickle', 'file', '\x80\x02'],
  ['a pickle', 'file', '\x80\x03'],
  ['a pickle', 'file', '\x80\x04'],
  ['a pickle', 'file', '\x80\x05'],
  ['a NumPy array', 'file', '\x93NUMPY'],
  ['a GGUF model', 'file', 'GGUF'],
]

const SIGNATURES = KNOWN.map(([name, kind, signature]) => {
  const bytes = Array.from(signature, (character) => character.charCodeAt(0))
  return { name, kind, bytes, signatureBytes: bytes.length }
})

const SHOWN_BYTES = 8

/** What `bytes` begin like; undefined when that is nothing known here. */
export function beginningOf(bytes: Uint8Array): Beginning | undefined {
  return SIGNATURES.find((known) => known.bytes.every((byte, index) => bytes[index] === byte))
}

/** In words, with the first bytes: `a script (23 21 2f …)`. */
export function describeBeginning(bytes: Uint8Array): string {
  const shown = Array.from(bytes.subarray(0, SHOWN_BYTES), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join(' ')
  return `${beginningOf(bytes)?.name ?? 'unknown bytes'} (${shown})`
}

/** How bad it is that `bytes` stand where nothing is read, as traits of an oddity. */
export function beginningTraits(bytes: Uint8Array): readonly ('program' | 'file')[] {
  const kind = beginningOf(bytes)?.kind
  if (kind === 'program') return ['program']
  return kind === 'file' || kind === 'document' ? ['file'] : []
}
