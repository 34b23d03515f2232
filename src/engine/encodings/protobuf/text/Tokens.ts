// Tokens of the text format of Protocol Buffers: https://protobuf.dev/reference/protobuf/textformat-spec/
import { ParseError } from '../../../bytes/ParseError.ts'

export interface Token {
  readonly kind: 'word' | 'text' | 'sign' | 'end'
  /** A word, or any other character, as it is; a text with its escapes undone, one character a byte. */
  readonly text: string
  readonly offset: number
}

const SPACE = /[\s]/
const WORD = /[\w.+-]/
const OCTAL = /^[0-7]{1,3}/
const HEX = /^[xX]([0-9A-Fa-f]{1,2})/
const SHORT: ReadonlyMap<string, string> = new Map([
  ['a', '\x07'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['v', '\v'],
])

/** Reads a text of one character a byte token by token. Throws `ParseError` for a text without an end. */
export class Tokens {
  readonly #text: string
  #at = 0
  #next: Token | null = null

  constructor(text: string) {
    this.#text = text
  }

  /** The token that `take` gives next. */
  get next(): Token {
    this.#next ??= this.#read()
    return this.#next
  }

  take(): Token {
    const token = this.next
    this.#next = null
    return token
  }

  /** Takes the sign when it is next. */
  takes(sign: string): boolean {
    const { kind, text } = this.next
    const isNext = kind === 'sign' && text === sign
    if (isNext) this.take()
    return isNext
  }

  #read(): Token {
    this.#skipSpace()
    const offset = this.#at
    const character = this.#text.charAt(offset)
    if (character === '') return { kind: 'end', text: '', offset }
    if (character === '"' || character === "'") return this.#readText(character)
    while (WORD.test(this.#text.charAt(this.#at))) this.#at += 1
    if (this.#at === offset) {
      this.#at += 1
      return { kind: 'sign', text: character, offset }
    }
    return { kind: 'word', text: this.#text.slice(offset, this.#at), offset }
  }

  #skipSpace(): void {
    for (let character = this.#text.charAt(this.#at); character !== '';) {
      if (character === '#') this.#skipLine()
      else if (SPACE.test(character)) this.#at += 1
      else return
      character = this.#text.charAt(this.#at)
    }
  }

  #skipLine(): void {
    const end = this.#text.indexOf('\n', this.#at)
    this.#at = end === -1 ? this.#text.length : end + 1
  }

  #readText(quote: string): Token {
    const offset = this.#at
    const pieces: string[] = []
    this.#at += 1
    for (let start = this.#at; ; start = this.#at) {
      while (!this.#isEndOfRun(quote)) this.#at += 1
      pieces.push(this.#text.slice(start, this.#at))
      const ending = this.#text.charAt(this.#at)
      this.#at += 1
      if (ending === quote) return { kind: 'text', text: pieces.join(''), offset }
      if (ending !== '\\') throw new ParseError('a text without an end', offset)
      pieces.push(this.#readEscape())
    }
  }

  #isEndOfRun(quote: string): boolean {
    const character = this.#text.charAt(this.#at)
    return character === quote || character === '\\' || character === '\n' || character === ''
  }

  /** After a backslash: one byte, or the bytes of a code point. */
  #readEscape(): string {
    const rest = this.#text.slice(this.#at, this.#at + MAX_ESCAPE)
    const octal = OCTAL.exec(rest)?.[0]
    if (octal !== undefined) return this.#byte(octal.length, Number.parseInt(octal, 8))
    const letter = rest.charAt(0)
    const hex = HEX.exec(rest)?.[1]
    if (hex !== undefined) return this.#byte(hex.length + 1, Number.parseInt(hex, 16))
    if (letter === 'u' || letter === 'U') return this.#codePoint(letter === 'u' ? 4 : 8, rest)
    this.#at += 1
    return SHORT.get(letter) ?? letter
  }

  #byte(length: number, value: number): string {
    this.#at += length
    return String.fromCharCode(value & 0xff)
  }

  #codePoint(digits: number, rest: string): string {
    const value = Number.parseInt(rest.slice(1, 1 + digits), 16)
    if (!(value <= 0x10ffff)) throw new ParseError('an escape that is no character', this.#at)
    this.#at += 1 + digits
    return String.fromCharCode(...new TextEncoder().encode(String.fromCodePoint(value)))
  }
}

const MAX_ESCAPE = 9 // characters after the backslash
