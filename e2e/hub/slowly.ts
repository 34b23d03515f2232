/** A network: what each answer waits, and how fast its bytes come. */
export interface Speed {
  readonly latencyMs: number
  readonly bitsPerSecond: number
}

/** Gives the pieces no faster than the network would. */
export async function* slowly(
  pieces: AsyncIterable<Uint8Array>,
  speed: Speed | null,
): AsyncGenerator<Uint8Array> {
  const began = performance.now()
  let bytes = 0
  for await (const piece of pieces) {
    if (speed !== null) {
      bytes += piece.length
      const due = began + (bytes * 8 * 1000) / speed.bitsPerSecond
      const early = due - performance.now()
      if (early > 0) await new Promise((resolve) => setTimeout(resolve, early))
    }
    yield piece
  }
}
