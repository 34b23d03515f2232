/** A line of the input; one that is too long is not kept. */
export type InputLine =
  | { readonly kind: 'line'; readonly text: string }
  | { readonly kind: 'too-long'; readonly size: number }

const LINE_FEED = 0x0a

/** The lines of `input` that are not blank, in order; of one over `maxBytes` only its size. Takes no more than is asked for. */
export async function* inputLines(
  input: AsyncIterable<Uint8Array>,
  maxBytes: number,
): AsyncGenerator<InputLine> {
  let pieces: Uint8Array[] = []
  let size = 0
  const take = (piece: Uint8Array): void => {
    size += piece.length
    if (size <= maxBytes) pieces.push(piece)
    else pieces = []
  }
  const finish = (): InputLine => {
    const line = toLine(pieces, size, maxBytes)
    pieces = []
    size = 0
    return line
  }
  for await (const chunk of input) {
    let start = 0
    for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, start)) {
      take(chunk.subarray(start, end))
      start = end + 1
      const line = finish()
      if (!isBlank(line)) yield line
    }
    take(chunk.subarray(start))
  }
  const last = finish()
  if (!isBlank(last)) yield last
}

function toLine(pieces: readonly Uint8Array[], size: number, maxBytes: number): InputLine {
  if (size > maxBytes) return { kind: 'too-long', size }
  return { kind: 'line', text: new TextDecoder().decode(Buffer.concat(pieces)) }
}

function isBlank(line: InputLine): boolean {
  return line.kind === 'line' && line.text.trim() === ''
}
