import { ParseError } from '../../bytes/ParseError.ts'
import { byteOffset, type JsonText } from './JsonText.ts'

const QUOTE = 0x22
const BACKSLASH = 0x5c
const MINUS = 0x2d

const ESCAPES = new Map<number, string>([
  [QUOTE, '"'],
  [BACKSLASH, '\\'],
  [0x2f, '/'],
  [0x62, '\b'],
  [0x66, '\f'],
  [0x6e, '\n'],
  [0x72, '\r'],
  [0x74, '\t'],
])

/** Goes forward through the units of a JSON text, one token at a time. */
export class JsonScanner {
  readonly #text: JsonText
  readonly #units: JsonText['units']
  #at = 0

  constructor(text: JsonText) {
    this.#text = text
    this.#units = text.units
  }

  /** The unit that the next read begins with. */
  get at(): number {
    return this.#at
  }

  /** Units left. */
  get left(): number {
    return this.#units.length - this.#at
  }

  /** The unit `ahead` of the next one; undefined past the end. */
  peek(ahead = 0): number | undefined {
    return this.#units[this.#at + ahead]
  }

  /** Whether the next unit is `unit`, which is then taken. */
  takes(unit: number): boolean {
    if (this.#units[this.#at] !== unit) return false
    this.#at++
    return true
  }

  skipSpace(): void {
    for (; ; this.#at++) {
      const unit = this.#units[this.#at]
      if (unit !== 0x20 && unit !== 0x0a && unit !== 0x0d && unit !== 0x09) return
    }
  }

  /** Takes `literal`, or throws. */
  expect(literal: string): void {
    for (let index = 0; index < literal.length; index++)
      if (this.peek(index) !== literal.charCodeAt(index)) throw this.unexpected('a value')
    this.#at += literal.length
  }

  /** Takes the longest number that stands here, as Python does; what follows it is another matter. */
  number(): string {
    const start = this.#at
    this.takes(MINUS)
    if (!this.takes(0x30)) this.#digits()
    if (this.peek() === 0x2e && isDigit(this.peek(1))) {
      this.#at++
      this.#digits()
    }
    this.#exponent()
    return this.#text.slice(start, this.#at, true)
  }

  /** Takes a string, of which the opening quote is next. */
  string(): string {
    this.#at++
    const plain = this.#plain()
    if (this.#units[this.#at] === BACKSLASH) return this.#escaped(plain)
    this.#at++
    return plain
  }

  /** Where unit `start` stands, in bytes. */
  offsetOf(start: number): number {
    return byteOffset(this.#text, start)
  }

  /** Bytes from unit `start` to the next one. */
  bytesFrom(start: number): number {
    return (this.#at - start) * this.#text.unitBytes
  }

  unexpected(wanted: string): ParseError {
    const unit = this.peek()
    const found =
      unit === undefined ? 'the text ends' : `found ${JSON.stringify(String.fromCharCode(unit))}`
    return this.error(`${wanted} is wanted, ${found}`)
  }

  error(message: string): ParseError {
    const offset = byteOffset(this.#text, this.#at)
    return new ParseError(`JSON: ${message} at byte ${offset}`, offset)
  }

  #exponent(): void {
    const letter = this.peek()
    if (letter !== 0x65 && letter !== 0x45) return
    const sign = this.peek(1)
    const before = sign === MINUS || sign === 0x2b ? 2 : 1
    if (!isDigit(this.peek(before))) return
    this.#at += before
    this.#digits()
  }

  #digits(): void {
    if (!isDigit(this.peek())) throw this.unexpected('a digit')
    while (isDigit(this.peek())) this.#at++
  }

  /** Takes all up to the next quote or backslash. */
  #plain(): string {
    const units = this.#units
    const start = this.#at
    let seen = 0
    let at = start
    for (; at < units.length; at++) {
      const unit = units[at] ?? 0
      if (unit < 0x20 || unit === QUOTE || unit === BACKSLASH) break
      seen |= unit
    }
    this.#at = at
    const stop = units[at]
    if (stop === undefined) throw this.error('a string without an end')
    if (stop < 0x20) throw this.error(`control character ${stop} inside a string`)
    return this.#text.slice(start, at, seen < 0x80)
  }

  #escaped(plain: string): string {
    const pieces = [plain]
    while (this.#units[this.#at] === BACKSLASH) pieces.push(this.#escape(), this.#plain())
    this.#at++
    return pieces.join('')
  }

  #escape(): string {
    const letter = this.peek(1)
    if (letter === 0x75) return this.#unicodeEscape()
    const text = ESCAPES.get(letter ?? 0)
    if (text === undefined) throw this.error('a backslash before what is no escape')
    this.#at += 2
    return text
  }

  /** Surrogates need no pairing here: two halves side by side are one character of a JavaScript string. */
  #unicodeEscape(): string {
    let code = 0
    for (let ahead = 2; ahead < 6; ahead++) {
      const digit = hexDigit(this.peek(ahead) ?? 0)
      if (digit < 0) throw this.error('\\u without four hexadecimal digits')
      code = code * 16 + digit
    }
    this.#at += 6
    return String.fromCharCode(code)
  }
}

function isDigit(unit: number | undefined): boolean {
  return unit !== undefined && unit >= 0x30 && unit <= 0x39
}

function hexDigit(unit: number): number {
  if (isDigit(unit)) return unit - 0x30
  const letter = unit | 0x20
  return unit < 0x80 && letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1
}
