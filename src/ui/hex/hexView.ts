// Sums of the hex view: which rows are seen, and what a row shows. Sizes are pixels, offsets bytes.

export const ROW_BYTES = 16
export const ROW_HEIGHT = 20
const MAX_SCROLL_HEIGHT = 8_000_000 // browsers cannot draw elements that are much taller

/** Rows of a window, and how they are laid on a scroll bar that may be too short for them. */
export interface Scale {
  readonly rows: number
  readonly visible: number
  readonly height: number
}

export function toScale(size: number, viewHeight: number): Scale {
  const rows = Math.max(1, Math.ceil(size / ROW_BYTES))
  const visible = Math.max(1, Math.floor(viewHeight / ROW_HEIGHT))
  const whole = rows * ROW_HEIGHT + (viewHeight % ROW_HEIGHT)
  return { rows, visible, height: Math.min(whole, MAX_SCROLL_HEIGHT) }
}

/** The first row that is seen when the scroll bar stands at `scrollTop`. */
export function toRow(scrollTop: number, scale: Scale, viewHeight: number): number {
  const way = scale.height - viewHeight
  if (way <= 0) return 0
  return Math.round((scrollTop / way) * lastTop(scale))
}

/** Where the scroll bar stands when `row` is the first that is seen. */
export function toScrollTop(row: number, scale: Scale, viewHeight: number): number {
  const top = lastTop(scale)
  return top === 0 ? 0 : Math.round((row / top) * Math.max(0, scale.height - viewHeight))
}

export function clampRow(row: number, scale: Scale): number {
  return Math.min(lastTop(scale), Math.max(0, row))
}

/** The first row to show so that a byte is seen, with two rows before it; the same one if it is seen already. */
export function rowToShow(offset: number, top: number, scale: Scale): number {
  const row = Math.floor(offset / ROW_BYTES)
  if (row >= top && row < top + scale.visible) return top
  return clampRow(row - 2, scale)
}

/** The offset that a key moves to; null for keys that do not move. */
export function movedOffset(
  key: string,
  offset: number,
  size: number,
  visible: number,
): number | null {
  const step = new Map([
    ['ArrowLeft', -1],
    ['ArrowRight', 1],
    ['ArrowUp', -ROW_BYTES],
    ['ArrowDown', ROW_BYTES],
    ['PageUp', -visible * ROW_BYTES],
    ['PageDown', visible * ROW_BYTES],
    ['Home', -offset],
    ['End', size - 1 - offset],
  ]).get(key)
  if (step === undefined || size === 0) return null
  return Math.min(size - 1, Math.max(0, offset + step))
}

/** From where relative offsets count. */
interface Here {
  readonly offset: number
  readonly size: number
}

/**
 * `4096` and `4 096` are decimal, `0x1000` and `1f3a0` hexadecimal; `+` and `-` count from here, `end-16` from the end.
 * Null for anything else, and for what lies outside.
 */
export function parseOffset(text: string, { offset, size }: Here): number | null {
  const plain = text.trim().toLowerCase()
  const [from = ''] = /^(?:end\s*-|[+-])/.exec(plain) ?? []
  const number = parseNumber(plain.slice(from.length).trimStart())
  if (plain === 'end') return size - 1
  if (number === null) return null
  const found = from === '' ? number : fromHere(from, number, { offset, size })
  return found >= 0 && found < size ? found : null
}

function fromHere(from: string, number: number, { offset, size }: Here): number {
  if (from.startsWith('end')) return size - number
  return from === '+' ? offset + number : offset - number
}

function parseNumber(text: string): number | null {
  if (/^\d{1,3}(?:[ ,_]\d{3})*$|^\d{1,16}$/.test(text)) return Number(text.replace(/\D/g, ''))
  const hex = /^(?:0x)?([0-9a-f]{1,13})h?$/.exec(text)
  return hex?.[1] === undefined ? null : Number.parseInt(hex[1], 16)
}

export function hexByte(byte: number | null): string {
  return byte === null ? '··' : byte.toString(16).padStart(2, '0')
}

/** Printable ASCII; everything else is a dot. */
export function asciiByte(byte: number | null): string {
  if (byte === null) return ' '
  return byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.'
}

/** Offsets of one window all have as many digits as its largest, and at least eight. */
export function offsetDigits(offset: number, size: number): string {
  return offset.toString(16).padStart(Math.max(8, size.toString(16).length), '0')
}

function lastTop({ rows, visible }: Scale): number {
  return Math.max(0, rows - visible)
}

/** Chosen bytes: the one where choosing began, and the one where it has come to. */
export interface Choice {
  readonly anchor: number
  readonly caret: number
}

/** The choice that `offset` and `length` are, begun at `anchor` when that is one of its ends. */
export function choiceOf(offset: number, length: number, anchor: number): Choice {
  const last = offset + Math.max(1, length) - 1
  return anchor === last && length > 1 ? { anchor, caret: offset } : { anchor: offset, caret: last }
}

export function rangeOf({ anchor, caret }: Choice): {
  readonly offset: number
  readonly length: number
} {
  return { offset: Math.min(anchor, caret), length: Math.abs(anchor - caret) + 1 }
}
