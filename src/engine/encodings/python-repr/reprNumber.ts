const MAX_EXACT_BITS = 100_000 // 30,000 digits; CPython 3.11 refuses to print more than 4,300
const FIRST_EXPONENT = 16 // repr writes 1e+16, but 1000000000000000.0
const LAST_NEGATIVE_EXPONENT = -4

/** `repr` of an `int`; one that is too long to print is named by its size. */
export function reprInteger(value: bigint, isLong: boolean): string {
  const hexDigits = value.toString(16).length
  if (hexDigits * 4 > MAX_EXACT_BITS) return `<int of about ${hexDigits * 4} bits>`
  return value.toString() + (isLong ? 'L' : '')
}

/** `repr` of a `float`: the shortest digits that read back as the same number, always with a point or exponent. */
export function reprFloat(value: number): string {
  const text = shortest(value)
  return /^-?\d+$/.test(text) ? `${text}.0` : text
}

/** `repr` of a `complex`. */
export function reprComplex(real: number, imaginary: number): string {
  const tail = `${shortest(imaginary)}j`
  if (Object.is(real, 0)) return tail
  return `(${shortest(real)}${/^[-+]/.test(tail) ? '' : '+'}${tail})`
}

/** As C's `%r` of CPython (Python/pystrtod.c, format code 'r') writes it. */
function shortest(value: number): string {
  if (Number.isNaN(value)) return 'nan'
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf'
  const sign = value < 0 || Object.is(value, -0) ? '-' : ''
  const [mantissa = '0', exponentText = '0'] = Math.abs(value).toExponential().split('e')
  const digits = mantissa.replace('.', '')
  const exponent = Number(exponentText)
  return sign + placed(digits, exponent)
}

function placed(digits: string, exponent: number): string {
  if (exponent < LAST_NEGATIVE_EXPONENT || exponent >= FIRST_EXPONENT) {
    const rest = digits.slice(1)
    const mantissa = digits.slice(0, 1) + (rest === '' ? '' : `.${rest}`)
    const power = String(Math.abs(exponent)).padStart(2, '0')
    return `${mantissa}e${exponent < 0 ? '-' : '+'}${power}`
  }
  if (exponent < 0) return `0.${'0'.repeat(-exponent - 1)}${digits}`
  if (digits.length <= exponent + 1) return digits.padEnd(exponent + 1, '0')
  return `${digits.slice(0, exponent + 1)}.${digits.slice(exponent + 1)}`
}
