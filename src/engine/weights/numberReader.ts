/** Reads the item at `at` bytes as a number. */
export type ReadNumber = (view: DataView, at: number) => number

export interface NumberType {
  readonly bytes: number
  readonly isFloat: boolean
  readonly read: (isLittle: boolean) => ReadNumber
}

const HALF_FRACTION = 1024

/** The types whose values are numbers, by the names of NumPy. 64-bit integers lose what is beyond 2^53. */
export const NUMBER_TYPES: ReadonlyMap<string, NumberType> = new Map<string, NumberType>([
  ['float64', float(8, (little) => (view, at) => view.getFloat64(at, little))],
  ['float32', float(4, (little) => (view, at) => view.getFloat32(at, little))],
  ['float16', float(2, (little) => (view, at) => halfToNumber(view.getUint16(at, little)))],
  ['bfloat16', float(2, (little) => (view, at) => brainToNumber(view.getUint16(at, little)))],
  ['int64', whole(8, (little) => (view, at) => Number(view.getBigInt64(at, little)))],
  ['uint64', whole(8, (little) => (view, at) => Number(view.getBigUint64(at, little)))],
  ['int32', whole(4, (little) => (view, at) => view.getInt32(at, little))],
  ['uint32', whole(4, (little) => (view, at) => view.getUint32(at, little))],
  ['int16', whole(2, (little) => (view, at) => view.getInt16(at, little))],
  ['uint16', whole(2, (little) => (view, at) => view.getUint16(at, little))],
  ['int8', whole(1, () => (view, at) => view.getInt8(at))],
  ['uint8', whole(1, () => (view, at) => view.getUint8(at))],
  ['bool', whole(1, () => (view, at) => view.getUint8(at))],
])

type Read = NumberType['read']

function float(bytes: number, read: Read): NumberType {
  return { bytes, isFloat: true, read }
}

function whole(bytes: number, read: Read): NumberType {
  return { bytes, isFloat: false, read }
}

/** IEEE 754 binary16. */
function halfToNumber(bits: number): number {
  const sign = bits >> 15 === 0 ? 1 : -1
  const exponent = (bits >> 10) & 31
  const fraction = bits & (HALF_FRACTION - 1)
  if (exponent === 0) return sign * fraction * 2 ** -24
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN
  return sign * (1 + fraction / HALF_FRACTION) * 2 ** (exponent - 15)
}

const WIDE = new DataView(new ArrayBuffer(4))

function brainToNumber(bits: number): number {
  WIDE.setUint32(0, bits * 65_536)
  return WIDE.getFloat32(0)
}
