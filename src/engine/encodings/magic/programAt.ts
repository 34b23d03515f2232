// Whether bytes are the start of a program, by more of its header than the first two bytes: weights are random.
// PE: https://learn.microsoft.com/windows/win32/debug/pe-format · ELF: https://refspecs.linuxfoundation.org/elf/
// Mach-O: https://github.com/apple-oss-distributions/xnu/blob/main/EXTERNAL_HEADERS/mach-o/loader.h
import { Cursor } from '../../bytes/Cursor.ts'

/** Bytes that `programAt` looks at: the DOS part of a Windows program seldom takes more. */
export const PROGRAM_HEAD_BYTES = 1024

/** What program `bytes` begin with; null when the header makes no sense as one. Never throws. */
export function programAt(bytes: Uint8Array): string | null {
  return TESTS.find(([, isProgram]) => isProgram(bytes))?.[0] ?? null
}

const TESTS: readonly (readonly [name: string, isProgram: (bytes: Uint8Array) => boolean])[] = [
  ['a Windows program', isWindows],
  ['a Linux program', isElf],
  ['a macOS program', isMachO],
  ['a macOS program for several processors', isUniversal],
  ['a script', isScript],
]

/** The DOS header points to the signature of the real one. */
function isWindows(bytes: Uint8Array): boolean {
  if (!beginsWith(bytes, 'MZ') || bytes.length < 64) return false
  const at = new Cursor(bytes, 60).u32()
  return at >= 64 && at + 4 <= bytes.length && beginsWith(bytes.subarray(at), 'PE\0\0')
}

function isElf(bytes: Uint8Array): boolean {
  if (!beginsWith(bytes, '\x7fELF') || bytes.length < 20) return false
  const isKnown = [
    [4, 1, 2], // 32 or 64 bits
    [5, 1, 2], // the order of bytes
    [6, 1, 1], // the version
  ].every(([at = 0, least = 0, most = 0]) => isWithin(bytes[at], least, most))
  return isKnown && [...bytes.subarray(16, 18)].reduce((sum, byte) => sum + byte) <= MAX_ELF_TYPE
}

const MAX_ELF_TYPE = 4 // a core dump, the last that is defined; one of its two bytes is 0
const MAX_FILE_TYPE = 12 // MH_FILESET, the last that is defined
const MAX_PROCESSORS = 20 // in one file; Java classes have their version, 45 or more, there

function isMachO(bytes: Uint8Array): boolean {
  const isKnown = beginsWith(bytes, '\xcf\xfa\xed\xfe') || beginsWith(bytes, '\xce\xfa\xed\xfe')
  if (!isKnown || bytes.length < 16) return false
  const fileType = new Cursor(bytes, 12).u32()
  return fileType >= 1 && fileType <= MAX_FILE_TYPE
}

function isUniversal(bytes: Uint8Array): boolean {
  if (!beginsWith(bytes, '\xca\xfe\xba\xbe\0\0\0')) return false
  const processors = bytes[7] ?? 0
  return processors >= 1 && processors <= MAX_PROCESSORS
}

function isScript(bytes: Uint8Array): boolean {
  return beginsWith(bytes, '#!/') || beginsWith(bytes, '#! /')
}

function isWithin(value: number | undefined, least: number, most: number): boolean {
  return value !== undefined && value >= least && value <= most
}

function beginsWith(bytes: Uint8Array, text: string): boolean {
  return Array.from(text).every((character, index) => bytes[index] === character.charCodeAt(0))
}
