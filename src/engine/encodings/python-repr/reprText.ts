/** `repr` of a `str` of 3.x. `points`: its code points. `isPrintable`: `str.isprintable` of that Python. */
export function reprText(
  points: readonly number[],
  isPrintable: (point: number) => boolean,
): string {
  const quote = quoteFor(points)
  return quoted(points, quote, (point) =>
    point >= 0x7f && isPrintable(point) ? String.fromCodePoint(point) : escapeNumber(point),
  )
}

/** `repr` of a `unicode` of 2.x, without its `u`. */
export function reprUnicode(points: readonly number[]): string {
  return quoted(points, quoteFor(points), escapeNumber)
}

/** `repr` of `bytes` of 3.x without its `b`, or of a `str` of 2.x. */
export function reprBytes(bytes: Uint8Array): string {
  return quoted(bytes, quoteFor(bytes), escapeNumber)
}

/** The code points of a text; a surrogate that has no partner is one. */
export function codePointsOf(text: string): readonly number[] {
  return Array.from(text, (character) => character.codePointAt(0) ?? 0)
}

const APOSTROPHE = 0x27
const QUOTATION_MARK = 0x22
const BACKSLASH = 0x5c
const ESCAPES: ReadonlyMap<number, string> = new Map([
  [0x09, '\\t'],
  [0x0a, '\\n'],
  [0x0d, '\\r'],
  [BACKSLASH, '\\\\'],
])

function quoteFor(points: readonly number[] | Uint8Array): number {
  return points.includes(APOSTROPHE) && !points.includes(QUOTATION_MARK)
    ? QUOTATION_MARK
    : APOSTROPHE
}

function quoted(
  points: Iterable<number>,
  quote: number,
  escape: (point: number) => string,
): string {
  const mark = String.fromCharCode(quote)
  let text = mark
  for (const point of points) {
    if (point === quote) text += `\\${mark}`
    else if (point >= 0x20 && point < 0x7f && point !== BACKSLASH)
      text += String.fromCharCode(point)
    else text += ESCAPES.get(point) ?? escape(point)
  }
  return text + mark
}

function escapeNumber(point: number): string {
  if (point <= 0xff) return `\\x${point.toString(16).padStart(2, '0')}`
  if (point <= 0xffff) return `\\u${point.toString(16).padStart(4, '0')}`
  return `\\U${point.toString(16).padStart(8, '0')}`
}
