// `'…' % values`. https://docs.python.org/3/library/stdtypes.html#printf-style-string-formatting
import { decodeLatin1 } from '../../../../encodings/marshal/decodeText.ts'
import type { Folding } from '../Folding.ts'
import { Growth } from './Growth.ts'
import { asciiOf, characterOf, formatted, reprOf, strOf } from './formatValue.ts'
import { itemAt } from './subscript.ts'
import {
  latin1Bytes,
  numberIn,
  text,
  UNKNOWN,
  type Bytes,
  type Text,
  type Value,
} from '../values.ts'

const FIELD =
  /%(?:\(([^)]{0,200})\))?([-+ #0]{0,5})(\d{0,7}|\*)(?:\.(\d{1,3}))?[hlL]?([diouxXeEfFgGcrsa%b])/g

/** The template with its values in it; unknown when one of them is. */
export function formatPercent(template: Text | Bytes, values: Value, folding: Folding): Value {
  const isText = template.kind === 'text'
  const source = isText ? template.text : decodeLatin1(template.bytes)
  const waiting = values.kind === 'list' && values.type === 'tuple' ? values.items : [values]
  let isKnown = !(values.kind === 'list' && values.isLost)
  const growth = new Growth(folding.budget)
  let next = 0
  const made = source.replace(FIELD, (...groups: readonly (string | undefined)[]) => {
    const [, name, flags = '', width = '', precision, type = ''] = groups
    if (type === '%') return '%'
    const value = name === undefined ? waiting[next++] : itemAt(values, text(name))
    const isNeeded = value !== undefined && isKnown
    const piece = isNeeded ? field(value, { flags, width, precision, type }) : undefined
    if (piece !== undefined && growth.fits(piece)) return piece
    isKnown = false
    return ''
  })
  const from = values.kind === 'list' ? values.items : [values]
  if (!isKnown) return UNKNOWN
  return folding.tracer.made('format', [template, ...from], isText ? made : latin1Bytes(made))
}

interface Field {
  readonly flags: string
  readonly width: string
  readonly precision: string | undefined
  readonly type: string
}

function field(value: Value, { flags, width, precision, type }: Field): string | undefined {
  const plain = plainOf(value, type, precision)
  if (plain === undefined || width === '*') return undefined
  const wanted = Number(width === '' ? 0 : width)
  if (flags.includes('-')) return formatted(text(plain), `<${wanted}`)
  const isNumber = !'crsab'.includes(type)
  const fill = flags.includes('0') && isNumber ? '0=' : ' >'
  return wanted === 0 ? plain : formatted(text(plain), `${fill}${wanted}`)
}

function plainOf(value: Value, type: string, precision: string | undefined): string | undefined {
  const plain = PLAIN.get(type)
  if (plain !== undefined) return plain(value)
  if (type === 's' || type === 'b')
    return cut(value.kind === 'bytes' ? decodeLatin1(value.bytes) : strOf(value), precision)
  return formatted(value, `${precision === undefined ? '' : `.${precision}`}${type}`)
}

const whole = (value: Value) => formatted(value.kind === 'boolean' ? UNKNOWN : value, 'd')

const PLAIN: ReadonlyMap<string, (value: Value) => string | undefined> = new Map([
  [
    'c',
    (value: Value) => (value.kind === 'text' ? value.text : characterOf(numberIn(value) ?? -1)),
  ],
  ['r', (value: Value) => reprOf(value)],
  ['a', asciiOf],
  ['d', whole],
  ['i', whole],
  ['u', whole],
])

function cut(content: string | undefined, precision: string | undefined): string | undefined {
  return precision === undefined ? content : content?.slice(0, Number(precision))
}
