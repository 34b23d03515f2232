import { reprText } from '../../../../encodings/python-repr/reprText.ts'
import { Unprintable } from './Unprintable.ts'

/** The ways to enclose a text, in order of preference. */
export const DELIMITERS: readonly string[] = ["'", '"', "'''", '"""']

interface Surroundings {
  readonly isPrintable: (point: number) => boolean
  readonly inside: readonly string[]
}

/**
 * A text in quotes as it may stand in the braces of an f-string before 3.12: no backslash, none of the quotes
 * around. Throws `Unprintable` when there is no such way.
 */
export function quoted(
  points: readonly number[],
  prefix: string,
  { isPrintable, inside }: Surroundings,
): string {
  const body = points.map((point) => String.fromCodePoint(point)).join('')
  if (points.every((point) => isPlain(point, isPrintable)))
    for (const delimiter of DELIMITERS) {
      const text = prefix + delimiter + body + delimiter
      const closes = body.indexOf(delimiter) >= 0 || body.endsWith(delimiter.slice(0, 1))
      if (!closes && inside.every((outer) => !text.includes(outer))) return text
    }
  throw new Unprintable()
}

function isPlain(point: number, isPrintable: (point: number) => boolean): boolean {
  if (point === BACKSLASH) return false
  return point < 0x7f ? point >= 0x20 : isPrintable(point)
}

/** A text as it may stand in an f-string outside the braces: without quotes, escaped for that delimiter. */
export function escaped(
  points: readonly number[],
  delimiter: string,
  isPrintable: (point: number) => boolean,
): string {
  let text = ''
  for (const point of points) {
    const character = String.fromCodePoint(point)
    if (delimiter.includes(character)) text += `\\${character}`
    else text += reprText([point], isPrintable).slice(1, -1)
  }
  return text
}

const BACKSLASH = 0x5c
