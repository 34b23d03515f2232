// What the bytes of a constant are, when a loader could make more of them than data.
import { bytesSource } from '../../bytes/ByteSource.ts'
import { compressionOf, expand } from '../../encodings/gzip/expand.ts'
import { isLz4 } from '../../encodings/lz4/expandLz4.ts'
import { beginningOf } from '../../encodings/magic/beginning.ts'
import { readMarshal } from '../../encodings/marshal/readMarshal.ts'
import { runPickle } from '../../encodings/pickle/runPickle.ts'

/** What is to be examined: a pickle, a marshalled code object, or a file of some other format. */
export type Held = 'pickle' | 'code' | 'file'

export const MIN_HELD_BYTES = 8 // no payload is shorter
const TRIAL_BYTES = 4096
const PROTO = 0x80
const NEWLINE = 0x0a
const STACK_GLOBAL = 0x93
const MARSHAL: readonly number[] = [0x63, 0xe3]
const LAYOUTS = ['3.11', '3.8', '3.0', '2.3'] as const
const ENOUGH = 8 // opcodes: data that happens to be opcodes breaks sooner

/** What `bytes` are; undefined for data and text. */
export function whatIs(bytes: Uint8Array): Held | undefined {
  if (bytes.length < MIN_HELD_BYTES) return undefined
  if (isPickle(bytes)) return 'pickle'
  if (isCode(bytes)) return 'code'
  return isFile(bytes) ? 'file' : undefined
}

/** Whether more bytes behind `head` could be something: only then is a long constant worth decoding. */
export function mayBecome(head: Uint8Array): boolean {
  const [first = 0] = head
  if (first === PROTO || MARSHAL.includes(first)) return true
  return beginsFile(head) || compressionOf(head) !== undefined || isPickle(head)
}

/** A mark and what makes sense behind it, or an import: data that happens to be opcodes is not enough. */
function isPickle(bytes: Uint8Array): boolean {
  const hasMark = bytes[0] === PROTO
  if (!hasMark && !bytes.includes(NEWLINE) && !bytes.includes(STACK_GLOBAL)) return false
  const { end, globals, opcodes } = runPickle(bytes)
  const imports = globals.some(({ module, name }) => isName(module) && isName(name))
  return imports || (hasMark && (end === 'stop' || opcodes.length >= ENOUGH) && opcodes.length > 1)
}

function isName(text: string | null): boolean {
  return text !== null && text.length <= MAX_NAME && /^[A-Za-z_][\w.<>]*$/.test(text)
}

const MAX_NAME = 1_000

function isCode(bytes: Uint8Array): boolean {
  if (!MARSHAL.includes(bytes[0] ?? 0) || (bytes[4] ?? 1) !== 0) return false // under 2^24 arguments
  return LAYOUTS.some((layout) => {
    const { root, faults } = readMarshal(bytes, layout)
    return root.kind === 'code' && faults.length === 0
  })
}

function isFile(bytes: Uint8Array): boolean {
  if (beginsFile(bytes)) return true
  return compressionOf(bytes) === 'zlib' && holdsKnown(bytes)
}

/** Signatures that are words, such as GGUF, begin texts too: a byte that is none must be among the first. */
function beginsFile(bytes: Uint8Array): boolean {
  if (bytes[0] === PROTO) return false
  const isText = bytes.subarray(0, MIN_HELD_BYTES).every((byte) => byte >= 0x20 && byte < 0x7f)
  if (isText) return isBzip2(bytes)
  return beginningOf(bytes)?.kind === 'file' || isLz4(bytes)
}

function isBzip2(bytes: Uint8Array): boolean {
  return BZIP2.every((byte, at) => byte === undefined || bytes[at] === byte)
}

/** BZh, the size of its blocks, and the first block’s own mark. */
const BZIP2 = [0x42, 0x5a, 0x68, undefined, 0x31, 0x41, 0x59, 0x26]

/** The two bytes of zlib are those of much else, so that something known must follow. */
function holdsKnown(bytes: Uint8Array): boolean {
  const start = bytesSource(bytes.subarray(0, TRIAL_BYTES))
  const inner = expand(start, 'zlib', TRIAL_BYTES).bytes
  return beginsFile(inner) || isPickle(inner) || isCode(inner)
}
