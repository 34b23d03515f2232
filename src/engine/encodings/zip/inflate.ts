// DEFLATE (RFC 1951), inflated piece by piece so that a caller can stop.
import { Inflate } from 'fflate'
import type { ByteSource } from '../../bytes/ByteSource.ts'
import { ParseError } from '../../bytes/ParseError.ts'

const INPUT_BYTES = 16 * 1024 // DEFLATE makes at most 1,032 times as much of it: 17 MB at once

/** The inflated bytes of `source`, in pieces. Throws `ParseError` where they are no DEFLATE data. */
export function* inflated(source: ByteSource): Generator<Uint8Array, undefined> {
  const ready: Uint8Array[] = []
  const inflate = new Inflate((piece) => {
    if (piece.length > 0) ready.push(piece)
  })
  for (let offset = 0; offset < source.size; offset += INPUT_BYTES) {
    const length = Math.min(INPUT_BYTES, source.size - offset)
    push(inflate, source.read(offset, length), offset, offset + length === source.size)
    yield* ready.splice(0)
  }
}

function push(inflate: Inflate, input: Uint8Array, offset: number, isLast: boolean): void {
  try {
    inflate.push(input, isLast)
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : 'unknown error'
    throw new ParseError(`not DEFLATE data near byte ${offset}: ${reason}`, offset, { cause })
  }
}
