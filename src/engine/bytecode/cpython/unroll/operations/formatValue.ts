// Format specifications. https://docs.python.org/3/library/string.html#format-specification-mini-language
import { reprFloat } from '../../../../encodings/python-repr/reprNumber.ts'
import { codePointsOf, reprBytes, reprText } from '../../../../encodings/python-repr/reprText.ts'
import { numberIn, type Bytes, type Text, type Value } from '../values.ts'

const MAX_DEPTH = 20
const MAX_TEXT = 1_000_000 // characters of one repr
const MAX_WIDTH = 1_000_000 // of one field
const SPEC =
  /^(?:(.?)([<>=^]))?([-+ ]?)z?(#?)(0?)(\d{0,7})[_,]?(?:\.(\d{1,3}))?([bcdoxXeEfFgGns%]?)$/su

/** `str(value)`; undefined when it is not known. */
export function strOf(value: Value): string | undefined {
  return value.kind === 'text' ? value.text : reprOf(value)
}

/** `repr(value)`; undefined when it is not known. */
export function reprOf(value: Value, depth = 0): string | undefined {
  if (value.kind === 'text' || value.kind === 'bytes') return reprData(value)
  if (value.kind === 'list')
    return value.isLost || depth === MAX_DEPTH ? undefined : reprList(value, depth)
  return reprScalar(value)
}

function reprScalar(value: Value): string | undefined {
  if (value.kind === 'none') return 'None'
  if (value.kind === 'boolean') return value.value ? 'True' : 'False'
  if (value.kind === 'integer') return decimal(value.value)
  return value.kind === 'float' ? reprFloat(value.value) : undefined
}

function reprData(value: Text | Bytes): string | undefined {
  if (value.kind === 'bytes')
    return value.bytes.length > MAX_TEXT ? undefined : `b${reprBytes(value.bytes)}`
  return value.text.length > MAX_TEXT ? undefined : reprText(codePointsOf(value.text), isShown)
}

const MAX_DIGITS_BITS = 15_000 // CPython prints no integer of over 4,300 digits

function decimal(value: bigint): string | undefined {
  return value.toString(16).length * 4 > MAX_DIGITS_BITS ? undefined : value.toString()
}

/** What of a text is printed as it is; beyond Latin-1 that differs between versions, and matters to no one here. */
function isShown(point: number): boolean {
  return point > 0xa0 && point !== 0xad
}

function reprList(
  { type, items }: Extract<Value, { kind: 'list' }>,
  depth: number,
): string | undefined {
  if (type === 'set' || type === 'iterator') return undefined
  const parts: string[] = []
  let length = 0
  for (const item of items) {
    const part = reprOf(item, depth + 1)
    length += part?.length ?? MAX_TEXT
    if (part === undefined || length > MAX_TEXT) return undefined
    parts.push(part)
  }
  const content = parts.join(', ')
  if (type === 'list') return `[${content}]`
  return `(${content}${parts.length === 1 ? ',' : ''})`
}

/** `format(value, spec)`; undefined when it is not known. */
export function formatted(value: Value, spec: string): string | undefined {
  if (spec === '') return strOf(value)
  const parsed = parseSpec(spec)
  if (parsed === undefined) return undefined
  const plain = converted(value, parsed)
  return plain === undefined ? undefined : placed(plain, value.kind !== 'text', parsed)
}

function placed(plain: string, isNumber: boolean, spec: Spec): string | undefined {
  const { fill, align, sign, isZero, width } = spec
  const signed = sign === '+' && isNumber && !plain.startsWith('-') ? `+${plain}` : plain
  const usual = isNumber ? '>' : '<'
  const side = isZero && isNumber ? '=' : usual
  return padded(signed, fill, width, align === '' ? side : align)
}

interface Spec extends Conversion {
  readonly fill: string
  readonly align: string
  readonly sign: string
  readonly isZero: boolean
  readonly width: number
}

function parseSpec(spec: string): Spec | undefined {
  const match = SPEC.exec(spec)
  if (match === null) return undefined
  const group = (index: number) => match[index] ?? ''
  const [fill, precision] = [group(1), group(7)]
  const isZero = group(5) === '0'
  return {
    fill: fill === '' ? (isZero && '0') || ' ' : fill,
    align: group(2),
    sign: group(3),
    isZero,
    width: Number(group(6)),
    places: precision === '' ? undefined : Number(precision),
    type: group(8),
    isAlternate: group(4) !== '',
  }
}

function padded(content: string, fill: string, width: number, side: string): string | undefined {
  if (width > MAX_WIDTH) return undefined
  if (width === 0) return content
  const missing = width - Array.from(content).length
  if (missing <= 0) return content
  const sign = side === '=' ? (/^[-+]?(?:0[xob])?/i.exec(content)?.[0] ?? '') : ''
  if (side === '<') return content + fill.repeat(missing)
  if (side === '^')
    return fill.repeat(Math.floor(missing / 2)) + content + fill.repeat(Math.ceil(missing / 2))
  return sign + fill.repeat(missing) + content.slice(sign.length)
}

interface Conversion {
  readonly type: string
  readonly places: number | undefined
  readonly isAlternate: boolean
}

const RADIXES: ReadonlyMap<string, number> = new Map([
  ['b', 2],
  ['o', 8],
  ['x', 16],
  ['X', 16],
])

function converted(value: Value, { type, places, isAlternate }: Conversion): string | undefined {
  if (type === '' || type === 's') return cut(value, places)
  if (type === 'c') return characterOf(numberIn(value) ?? -1)
  const isWhole = type === 'd' || type === 'n'
  if (isWhole) return value.kind === 'integer' ? decimal(value.value) : undefined
  const radix = RADIXES.get(type)
  if (radix !== undefined) return radixText(value, radix, type, isAlternate)
  return floatText(value, type, places ?? 6)
}

function cut(value: Value, places: number | undefined): string | undefined {
  const plain = strOf(value)
  return places === undefined || value.kind !== 'text' ? plain : plain?.slice(0, places)
}

const MAX_PLACES = 100 // that JavaScript writes

function floatText(value: Value, type: string, places: number): string | undefined {
  const float = value.kind === 'float' ? value.value : numberIn(value)
  if (float === undefined) return undefined
  const count = Math.min(places, MAX_PLACES)
  if (type === '%') return `${(float * 100).toFixed(count)}%`
  return type === 'f' || type === 'F' ? float.toFixed(count) : undefined
}

function radixText(
  value: Value,
  radix: number,
  type: string,
  isAlternate: boolean,
): string | undefined {
  if (value.kind !== 'integer') return undefined
  const digits = (value.value < 0n ? -value.value : value.value).toString(radix)
  const prefix = isAlternate ? `0${type}` : ''
  const sign = value.value < 0n ? '-' : ''
  return `${sign}${prefix}${type === 'X' ? digits.toUpperCase() : digits}`
}

const LAST_POINT = 0x10ffff

/** `chr(point)`. */
export function characterOf(point: number): string | undefined {
  if (!Number.isInteger(point) || point < 0 || point > LAST_POINT) return undefined
  return String.fromCodePoint(point)
}

/** `ascii(value)`. */
export function asciiOf(value: Value): string | undefined {
  return value.kind === 'text' ? reprText(codePointsOf(value.text), () => false) : reprOf(value)
}
