import { ParseError } from '../../engine/bytes/ParseError.ts'
import type { Listing } from '../../engine/model/Listing.ts'
import { cpython } from '../../engine/bytecode/cpython/cpython.ts'

/** How the reader took a payload. */
export interface Outcome {
  readonly listing: Listing | null
  /** Time of the processor, which other programs do not lengthen. */
  readonly ms: number
  /** What was thrown that is no `ParseError`, or what is wrong with the listing; null when all is well. */
  readonly failure: string | null
}

/** Reads, lists and decompiles a payload. Never throws. */
export function tryCase(payload: Uint8Array, python?: string): Outcome {
  const start = process.cpuUsage()
  try {
    const listing = cpython.decode(payload, python)
    return { listing, ms: msSince(start), failure: flawOf(listing, payload) }
  } catch (error) {
    const failure = error instanceof ParseError ? null : describe(error)
    return { listing: null, ms: msSince(start), failure }
  }
}

function msSince(start: NodeJS.CpuUsage): number {
  return process.cpuUsage(start).user / 1_000
}

/** With the first place of ours in the stack, so that the same fault is known again. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const place = /(?<![\w.-])[\w.-]{1,200}\.ts:\d+/.exec(error.stack ?? '')?.[0] ?? 'somewhere'
  return `${error.name}: ${error.message.slice(0, 200)} (${place})`
}

/** What a listing promises and does not keep. */
function flawOf(listing: Listing, payload: Uint8Array): string | null {
  const { disassembly, lines, source, sourceLines, sourceStatus } = listing
  if (lines.length !== lineCount(disassembly)) return 'lines do not match the disassembly'
  if (sourceLines.length !== lineCount(source)) return 'sourceLines do not match the source'
  if (sourceStatus === 'none' && source !== '') return 'there is source, and the status is none'
  const ranges = [...lines, ...sourceLines].filter((range) => range !== null)
  const isInside = ranges.every(
    ({ offset, length }) => offset >= 0 && length >= 0 && offset + length <= payload.length,
  )
  return isInside ? null : 'a line speaks of bytes outside the payload'
}

/** Both texts end with a line end, or are empty; a source may also lack its last. */
function lineCount(text: string): number {
  if (text === '') return 0
  return text.split('\n').length - (text.endsWith('\n') ? 1 : 0)
}
