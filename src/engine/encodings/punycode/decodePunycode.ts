// Punycode (RFC 3492), as Python's 'punycode' codec reads it.
import { ParseError } from '../../bytes/ParseError.ts'

const BASE = 36
const SMALLEST = 1
const LARGEST = 26
const SKEW = 38
const DAMP = 700
const LAST_POINT = 0x10ffff
const MAX_INSERTED = 10_000 // each is put into the middle of what there is

/** The text of Punycode; throws `ParseError` where Python raises. */
export function decodePunycode(text: string): string {
  const border = text.lastIndexOf('-')
  const points = Array.from(text.slice(0, Math.max(border, 0)), (unit) => unit.codePointAt(0) ?? 0)
  let [point, at, bias] = [0x80, 0, 72]
  let cursor = border + 1
  for (let inserted = 0; cursor < text.length; inserted++) {
    if (inserted === MAX_INSERTED) throw new ParseError(`over ${MAX_INSERTED} insertions`, cursor)
    const { delta, next } = readDelta(text, cursor, bias)
    cursor = next
    at += delta
    const count = points.length + 1
    bias = adapted(delta, count, inserted === 0)
    point += Math.floor(at / count)
    if (point > LAST_POINT) throw new ParseError(`code point ${point}`, cursor)
    at %= count
    points.splice(at, 0, point)
    at++
  }
  return points.map((each) => String.fromCodePoint(each)).join('')
}

function readDelta(
  text: string,
  start: number,
  bias: number,
): { readonly delta: number; readonly next: number } {
  let [delta, weight] = [0, 1]
  for (let [at, step] = [start, BASE]; ; at++, step += BASE) {
    const digit = digitAt(text, at)
    delta += digit * weight
    if (delta > LAST_POINT * MAX_INSERTED) throw new ParseError('a number that is too large', at)
    const threshold = Math.min(Math.max(step - bias, SMALLEST), LARGEST)
    if (digit < threshold) return { delta, next: at + 1 }
    weight *= BASE - threshold
  }
}

function digitAt(text: string, at: number): number {
  const unit = text.charAt(at)
  const digit = /^[a-z]$/i.test(unit)
    ? unit.toLowerCase().charCodeAt(0) - 0x61
    : '0123456789'.indexOf(unit) + LARGEST
  if (unit === '' || digit < 0 || (digit === LARGEST - 1 && !/^z$/i.test(unit)))
    throw new ParseError('no Punycode digit', at)
  return digit
}

function adapted(delta: number, count: number, isFirst: boolean): number {
  let left = Math.floor(isFirst ? delta / DAMP : delta / 2)
  left += Math.floor(left / count)
  let bias = 0
  for (; left > ((BASE - SMALLEST) * LARGEST) / 2; bias += BASE)
    left = Math.floor(left / (BASE - SMALLEST))
  return bias + Math.floor(((BASE - SMALLEST + 1) * left) / (left + SKEW))
}
