import type { JsonNode, JsonOddity } from './Json.ts'
import { JsonScanner } from './JsonScanner.ts'
import type { JsonText } from './JsonText.ts'

const MAX_DEPTH = 512 // Python gives up near 1,000; Keras nests five levels a model
const MAX_NODES = 2_000_000 // 400 times the largest published configuration, and 300 MB of nodes
const MAX_ODDITIES = 1_000 // of each kind

const QUOTE = 0x22
const COMMA = 0x2c
const COLON = 0x3a
const MINUS = 0x2d

const LITERALS = new Map<number, readonly [text: string, value: true | false | null | number]>([
  [0x74, ['true', true]],
  [0x66, ['false', false]],
  [0x6e, ['null', null]],
  [0x4e, ['NaN', NaN]],
  [0x49, ['Infinity', Infinity]],
])

/** Reads one JSON text as CPython's `json` does. What it accepts beyond the standard is kept as an oddity. */
export class JsonReader {
  readonly oddities: JsonOddity[] = []
  readonly #scanner: JsonScanner
  readonly #noted = new Map<JsonOddity['what'], number>()
  #depth = 0
  #nodes = 0

  constructor(text: JsonText) {
    this.#scanner = new JsonScanner(text)
  }

  /** The one value of the text. Throws `ParseError`; what stands behind the value is left. */
  root(): JsonNode {
    this.#scanner.skipSpace()
    const root = this.#value()
    this.#scanner.skipSpace()
    return root
  }

  /** Units behind the value. */
  get left(): number {
    return this.#scanner.left
  }

  #value(): JsonNode {
    if (++this.#nodes > MAX_NODES) throw this.#scanner.error(`more than ${MAX_NODES} values`)
    const unit = this.#scanner.peek() ?? 0
    switch (unit) {
      case QUOTE:
        return this.#string()
      case 0x7b:
        return this.#object()
      case 0x5b:
        return this.#array()
      default:
        return unit === MINUS || (unit >= 0x30 && unit <= 0x39) ? this.#number() : this.#literal()
    }
  }

  #object(): JsonNode {
    const scanner = this.#scanner
    const start = scanner.at
    const members = new Map<string, JsonNode>()
    this.#descend()
    for (let more = this.#opens(0x7b, 0x7d); more; more = this.#continues(0x7d)) {
      const { key, at } = this.#key()
      const hidden = members.get(key)
      members.set(key, this.#value())
      if (hidden !== undefined) this.#noteHidden(key, hidden, at)
    }
    this.#depth--
    return {
      kind: 'object',
      offset: scanner.offsetOf(start),
      length: scanner.bytesFrom(start),
      members,
    }
  }

  #descend(): void {
    if (++this.#depth > MAX_DEPTH)
      throw this.#scanner.error(`nested deeper than ${MAX_DEPTH} levels`)
  }

  #key(): { key: string; at: number } {
    const scanner = this.#scanner
    const at = scanner.at
    if (scanner.peek() !== QUOTE) throw scanner.unexpected('a key in double quotes')
    const key = scanner.string()
    scanner.skipSpace()
    if (!scanner.takes(COLON)) throw scanner.unexpected('":"')
    scanner.skipSpace()
    return { key, at }
  }

  #array(): JsonNode {
    const scanner = this.#scanner
    const start = scanner.at
    const items: JsonNode[] = []
    this.#descend()
    for (let more = this.#opens(0x5b, 0x5d); more; more = this.#continues(0x5d))
      items.push(this.#value())
    this.#depth--
    return {
      kind: 'array',
      offset: scanner.offsetOf(start),
      length: scanner.bytesFrom(start),
      items,
    }
  }

  /** Takes the opening bracket; whether an item follows. */
  #opens(opening: number, closing: number): boolean {
    this.#scanner.takes(opening)
    this.#scanner.skipSpace()
    return !this.#scanner.takes(closing)
  }

  /** Whether a comma and one more item follow, or the closing bracket. */
  #continues(closing: number): boolean {
    const scanner = this.#scanner
    scanner.skipSpace()
    if (scanner.takes(closing)) return false
    if (!scanner.takes(COMMA)) throw scanner.unexpected(`"," or "${String.fromCharCode(closing)}"`)
    scanner.skipSpace()
    return true
  }

  #string(): JsonNode {
    const scanner = this.#scanner
    const start = scanner.at
    const text = scanner.string()
    return {
      kind: 'string',
      offset: scanner.offsetOf(start),
      length: scanner.bytesFrom(start),
      text,
    }
  }

  #number(): JsonNode {
    const scanner = this.#scanner
    const start = scanner.at
    if (scanner.peek() === MINUS && scanner.peek(1) === 0x49) {
      scanner.expect('-Infinity')
      return this.#notANumber('-Infinity', -Infinity, start)
    }
    const literal = scanner.number()
    const value = Number(literal)
    return {
      kind: 'number',
      offset: scanner.offsetOf(start),
      length: scanner.bytesFrom(start),
      value,
      literal,
    }
  }

  #literal(): JsonNode {
    const scanner = this.#scanner
    const start = scanner.at
    const known = LITERALS.get(scanner.peek() ?? 0)
    if (known === undefined) throw scanner.unexpected('a value')
    const [literal, value] = known
    scanner.expect(literal)
    if (typeof value === 'number') return this.#notANumber(literal, value, start)
    const place = { offset: scanner.offsetOf(start), length: scanner.bytesFrom(start) }
    return value === null ? { kind: 'null', ...place } : { kind: 'boolean', value, ...place }
  }

  #notANumber(literal: string, value: number, start: number): JsonNode {
    const place = { offset: this.#scanner.offsetOf(start), length: this.#scanner.bytesFrom(start) }
    this.#note({ what: 'not-a-number', detail: `${literal} is no JSON number`, ...place })
    return { kind: 'number', value, literal, ...place }
  }

  /** The place is that of the value which Python drops. */
  #noteHidden(key: string, { offset, length }: JsonNode, again: number): void {
    const detail = `key ${JSON.stringify(key)} stands again at byte ${this.#scanner.offsetOf(again)}; Python reads the last and drops this value`
    this.#note({ what: 'duplicate-key', detail, subject: key, offset, length })
  }

  #note(oddity: JsonOddity): void {
    const noted = this.#noted.get(oddity.what) ?? 0
    this.#noted.set(oddity.what, noted + 1)
    if (noted < MAX_ODDITIES) this.oddities.push(oddity)
  }
}
