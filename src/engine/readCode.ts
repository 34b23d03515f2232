import { cpython } from './bytecode/cpython/cpython.ts'
import { ParseError } from './bytes/ParseError.ts'
import { decodeBase64 } from './encodings/base64/decodeBase64.ts'
import { readPyc, type Pyc } from './encodings/pyc/readPyc.ts'
import { versions } from './bytecode/cpython/versions/index.ts'
import type { Fault, Listing } from './model/Listing.ts'

/** Every version that can be read, oldest first. */
export const PYTHON_VERSIONS: readonly string[] = versions.map(({ id }) => id)

/** Code that stands alone, outside of a model. */
export interface CodeReading {
  /** Null when no code object could be read. */
  readonly listing: Listing | null
  /** What is wrong with it; offsets are in the bytes given, or in what base64 decodes to. */
  readonly problems: readonly Fault[]
}

/**
 * Reads marshalled code as it is, as base64 text (line breaks as they are or written `\n`, quotes around it), or
 * behind the header of a `.pyc`; a string is base64. `python` chooses a version; without it the versions are told
 * from the bytes, and a magic number that agrees with them decides among them. Never throws for what is in `given`.
 */
export function readCode(given: Uint8Array | string, python?: string): CodeReading {
  try {
    const { bytes, problems } = toBytes(given)
    const pyc = readPyc(bytes)
    const reading = pyc === null ? decoded(bytes, python) : readModule(bytes, pyc, python)
    return { ...reading, problems: [...problems, ...reading.problems] }
  } catch (error) {
    if (!(error instanceof ParseError)) throw error
    return refused(error.message, error.offset)
  }
}

/** A reading in which nothing could be read. */
export function refused(message: string, offset = 0): CodeReading {
  return { listing: null, problems: [{ message, offset, length: 0 }] }
}

function decoded(bytes: Uint8Array, python?: string): CodeReading {
  const listing = cpython.decode(bytes, python)
  return { listing, problems: listing.faults }
}

function readModule(bytes: Uint8Array, pyc: Pyc, python?: string): CodeReading {
  const { headerBytes } = pyc
  const payload = bytes.subarray(headerBytes)
  const told = cpython.decode(payload)
  const chosen = python ?? agreedVersion(pyc, told)
  const listing = chosen === undefined ? told : cpython.decode(payload, chosen)
  const faults = listing.faults.map((fault) => ({ ...fault, offset: fault.offset + headerBytes }))
  return { listing, problems: [...headerFaults(pyc, told), ...faults] }
}

/** The version of the magic number, when the bytecode alone would leave a choice. */
function agreedVersion({ python }: Pyc, told: Listing): string | undefined {
  const isOneOfTwo = python !== null && told.python.length > 1 && told.python.includes(python)
  return isOneOfTwo ? python : undefined
}

function headerFaults({ magic, python, unknownFlags }: Pyc, told: Listing): readonly Fault[] {
  const faults: Fault[] = []
  const versions = told.python.join(' or ')
  if (python === null)
    faults.push({ message: `magic number ${magic} is of no CPython known here`, ...MAGIC })
  else if (versions !== '' && !told.python.includes(python)) {
    const message = `magic number ${magic} is of Python ${python}, but the bytecode is of ${versions}`
    faults.push({ message, ...MAGIC })
  }
  if (unknownFlags !== 0)
    faults.push({ message: `flags ${unknownFlags} are set that no CPython sets`, ...FLAGS })
  return faults
}

const MAGIC = { offset: 0, length: 4 } as const
const FLAGS = { offset: 4, length: 4 } as const

interface Decoded {
  readonly bytes: Uint8Array
  readonly problems: readonly Fault[]
}

/** Marshalled code always holds bytes that are not text: its numbers have zeros. */
function toBytes(given: Uint8Array | string): Decoded {
  if (typeof given === 'string') return fromBase64(given)
  if (given.length === 0 || !given.every(isTextByte)) return { bytes: given, problems: [] }
  return fromBase64(new TextDecoder().decode(given))
}

function fromBase64(text: string): Decoded {
  const base64 = decodeBase64(bare(text))
  if (base64.kind === 'refused') throw new ParseError(`no base64: ${base64.reason}`, 0)
  const { bytes, skipped, unread } = base64
  const messages = [
    ...(skipped > 0 ? [`${skipped} characters of the text are not base64; Python skips them`] : []),
    ...(unread > 0 ? [`${unread} characters follow the padding; Python does not read them`] : []),
  ]
  return { bytes, problems: messages.map((message) => ({ message, offset: 0, length: 0 })) }
}

/** Printable ASCII, tabs and line ends. */
function isTextByte(byte: number): boolean {
  return (byte >= 0x20 && byte < 0x7f) || (byte >= 0x09 && byte <= 0x0d)
}

/** The text without what JSON and line breaks put around base64. */
function bare(text: string): string {
  return text.replace(/\\[nrt]|\s/g, '').replace(/^["']|["'],?$/g, '')
}
