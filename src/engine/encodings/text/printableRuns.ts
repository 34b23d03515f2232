// Runs of at least four printable characters, as the `strings` program of old finds them.

export interface PrintableRun {
  readonly text: string
  readonly offset: number
  readonly length: number
}

const SHORTEST = 4

const PRINTABLE_RUN = /[^\p{C}\p{Zl}\p{Zp}]{4,}/gu

/** Runs in a text whose UTF-8 ends at `end`: each is placed by its length in UTF-8. */
export function* textRuns(text: string, end: number): Generator<PrintableRun> {
  if (text.length < SHORTEST) return
  const isAscii = !/[^\u0000-\u007f]/u.test(text)
  const start = end - (isAscii ? text.length : byteLength(text))
  let [counted, before] = [0, 0]
  for (const { 0: run, index } of text.matchAll(PRINTABLE_RUN)) {
    before += isAscii ? index - counted : byteLength(text.slice(counted, index))
    const runLength = isAscii ? run.length : byteLength(run)
    yield { text: run, offset: start + before, length: runLength }
    before += runLength
    counted = index + run.length
  }
}

/** Runs of ASCII in bytes that stand at `at`. */
export function* byteRuns(bytes: Uint8Array, at: number): Generator<PrintableRun> {
  let start = 0
  for (let end = 0; end <= bytes.length; end++) {
    const byte = bytes[end] ?? 0
    if (byte === 0x09 || (byte >= 0x20 && byte < 0x7f)) continue
    if (end - start >= SHORTEST) {
      const text = new TextDecoder().decode(bytes.subarray(start, end))
      yield { text, offset: at + start, length: end - start }
    }
    start = end + 1
  }
}

function byteLength(text: string): number {
  let length = 0
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0
    if (point < 0x80) length += 1
    else if (point < 0x800) length += 2
    else length += point < 0x10000 ? 3 : 4
  }
  return length
}
