// Numbers whose repr is no literal, or one of another number, are written as what the compiler folds into them.
import { reprFloat, reprInteger } from '../../../../encodings/python-repr/reprNumber.ts'
import { isNegative } from './level.ts'
import type { Sheet } from './Sheet.ts'

const MAX_DECIMAL = 10n ** 4000n // from 3.11 on, Python reads no more than 4,300 decimal digits
const INFINITY = '1e309' // over the largest float

export function integerText(value: bigint, isLong: boolean): string {
  if (value < MAX_DECIMAL && value > -MAX_DECIMAL) return reprInteger(value, isLong)
  const digits = (value < 0n ? -value : value).toString(16)
  return `${value < 0n ? '-' : ''}0x${digits}${isLong ? 'L' : ''}`
}

export function floatText(value: number): string {
  if (Number.isNaN(value)) return `(${INFINITY} - ${INFINITY})`
  if (Number.isFinite(value)) return reprFloat(value)
  return value > 0 ? INFINITY : `-${INFINITY}`
}

/** Every zero keeps its sign; a number that neither a sum nor a negated sum gives is marked. */
export function complexText(real: number, imaginary: number, sheet: Sheet): string {
  // 2.7 reads -2j as 0-2j, but turns round what stands in parentheses.
  const isMisread = Object.is(real, -0) && !sheet.has(300)
  const sum = isMisread ? null : complexSum(real, imaginary)
  if (sum !== null) return sum.includes(' ') ? `(${sum})` : sum
  const turned = complexSum(-real, -imaginary)
  if (turned !== null) return `-(${turned})`
  return sheet.mark(`complex(${floatText(real)}, ${floatText(imaginary)})`)
}

/** The sum without parentheses: `1 + 2j`, `2j`, `-2j`. Null where there is none. */
export function complexSum(real: number, imaginary: number): string | null {
  if (Number.isNaN(real) || Number.isNaN(imaginary)) return null
  const size = `${withoutPoint(Math.abs(imaginary))}j`
  const isBelow = isNegative(imaginary)
  if (Object.is(real, 0) && !isBelow) return size
  // -2j is the whole of 0+2j turned round
  if (Object.is(real, -0)) return isBelow ? `-${size}` : null
  // 0.0 - 0.0 is 0.0: before 3.14 the sign of the imaginary zero is lost
  if (isBelow && imaginary === 0) return null
  return `${withoutPoint(real)} ${isBelow ? '-' : '+'} ${size}`
}

function withoutPoint(value: number): string {
  return floatText(value).replace(/\.0$/, '')
}
