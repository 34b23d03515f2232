const UNITS = ['bytes', 'kB', 'MB', 'GB', 'TB'] as const
const COUNT = new Intl.NumberFormat('en-GB')

/** Bytes in decimal units with three digits that matter: `12.4 MB`. */
export function toSizeText(bytes: number): string {
  let value = bytes
  let unit = 0
  while (value >= 999.5 && unit < UNITS.length - 1) {
    value /= 1000
    unit++
  }
  if (unit === 0) return bytes === 1 ? '1 byte' : `${bytes} bytes`
  return `${value.toPrecision(3)} ${UNITS[unit] ?? ''}`
}

/** As `toSizeText`, for narrow columns: `166 B`. */
export function toShortSizeText(bytes: number): string {
  return toSizeText(bytes).replace(/bytes?$/, 'B')
}

/** A whole number with separators: `1,234,567`. */
export function toCountText(count: number): string {
  return COUNT.format(count)
}

/** A number with its noun: `1 layer`, `41 layers`. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${toCountText(count)} ${count === 1 ? noun : plural}`
}

/** An offset as analysts write it: `0x1f3a0`. */
export function toOffsetText(offset: number): string {
  return `0x${offset.toString(16)}`
}
