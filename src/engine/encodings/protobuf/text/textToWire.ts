// The text format of Protocol Buffers, as bytes: https://protobuf.dev/reference/protobuf/textformat-spec/
import { ParseError } from '../../../bytes/ParseError.ts'
import type { FieldSchema, MessageSchema, Schema } from './schema.ts'
import { Tokens, type Token } from './Tokens.ts'

/** What a text comes to. */
export interface Wire {
  /** What of it is in the schema, in the wire format. */
  readonly bytes: Uint8Array
  /** Where the text breaks the format's rules; null when it does not. What was read before is in `bytes`. */
  readonly fault: ParseError | null
}

const MAX_DEPTH = 100 // messages in messages, the reference reader's own limit
const LATIN1 = new TextDecoder('latin1')

/** Writes the message `name` of `schema` that `text` spells in the wire format. Never throws. */
export function textToWire(text: Uint8Array, schema: Schema, name: string): Wire {
  const writer = new Writer(schema)
  try {
    const tokens = new Tokens(LATIN1.decode(text))
    writer.writeMessage(tokens, schema.get(name) ?? NO_FIELDS, { end: null, depth: 0 })
    return { bytes: writer.finish(), fault: null }
  } catch (error) {
    if (!(error instanceof ParseError)) throw error
    return { bytes: writer.finish(), fault: error }
  }
}

const NO_FIELDS: MessageSchema = new Map()

interface Block {
  /** What closes it; null for the whole text. */
  readonly end: '}' | '>' | null
  readonly depth: number
}

/** Holds the messages that are not closed yet, the innermost last, so that a text that breaks off is not lost. */
class Writer {
  readonly #schema: Schema
  readonly #open: { readonly number: number; readonly bytes: number[] }[] = [
    { number: 0, bytes: [] },
  ]

  constructor(schema: Schema) {
    this.#schema = schema
  }

  finish(): Uint8Array {
    while (this.#open.length > 1) this.#close()
    return Uint8Array.from(this.#open[0]?.bytes ?? [])
  }

  writeMessage(tokens: Tokens, fields: MessageSchema, { end, depth }: Block): void {
    if (depth > MAX_DEPTH)
      throw new ParseError(`more than ${MAX_DEPTH} messages in each other`, tokens.next.offset)
    for (;;) {
      if (tokens.next.kind === 'end' && end === null) return
      if (end !== null && tokens.takes(end)) return
      this.#writeField(tokens, fields, depth)
      if (!tokens.takes(',')) tokens.takes(';')
    }
  }

  #writeField(tokens: Tokens, fields: MessageSchema, depth: number): void {
    const name = fieldName(tokens)
    const field = fields.get(name)
    const hasColon = tokens.takes(':')
    if (!tokens.takes('[')) return this.#writeValue(tokens, field, { hasColon, depth })
    while (!tokens.takes(']')) {
      this.#writeValue(tokens, field, { hasColon, depth })
      tokens.takes(',')
    }
  }

  #writeValue(
    tokens: Tokens,
    field: FieldSchema | undefined,
    { hasColon, depth }: { hasColon: boolean; depth: number },
  ): void {
    const end = opening(tokens)
    if (end !== null) return this.#writeInner(tokens, field, { end, depth: depth + 1 })
    const value = tokens.take()
    if (!hasColon || value.kind === 'sign' || value.kind === 'end')
      throw new ParseError(`a value was expected, not ${JSON.stringify(value.text)}`, value.offset)
    let text = value.text
    while (value.kind === 'text' && tokens.next.kind === 'text') text += tokens.take().text
    if (field === undefined || typeof field.type === 'object') return
    if (field.type === 'text') this.#writeText(field.number, text)
    else this.#writeNumber(field.number, numberOf({ ...value, text }))
  }

  #writeInner(tokens: Tokens, field: FieldSchema | undefined, block: Block): void {
    const type = field?.type
    const message = typeof type === 'object' ? this.#schema.get(type.message) : undefined
    this.#open.push({ number: message === undefined ? 0 : (field?.number ?? 0), bytes: [] })
    this.writeMessage(tokens, message ?? NO_FIELDS, block)
    this.#close()
  }

  /** Puts the innermost message into the one that holds it; one that is not in the schema goes. */
  #close(): void {
    const closed = this.#open.pop()
    if (closed === undefined || closed.number === 0) return
    this.#push(closed.number, closed.bytes)
  }

  #writeText(number: number, text: string): void {
    this.#push(
      number,
      Array.from(text, (character) => character.charCodeAt(0)),
    )
  }

  #push(number: number, bytes: readonly number[]): void {
    const target = this.#open.at(-1)?.bytes ?? []
    target.push(...varint(BigInt(number * 8 + 2)), ...varint(BigInt(bytes.length)))
    for (const byte of bytes) target.push(byte)
  }

  #writeNumber(number: number, value: bigint): void {
    this.#open.at(-1)?.bytes.push(...varint(BigInt(number * 8)), ...varint(value))
  }
}

/** A name, or `[type.googleapis.com/…]`, which no schema here has. */
function fieldName(tokens: Tokens): string {
  const token = tokens.take()
  if (token.kind === 'word') return token.text
  if (token.kind !== 'sign' || token.text !== '[')
    throw new ParseError(`a field was expected, not ${JSON.stringify(token.text)}`, token.offset)
  while (!tokens.takes(']'))
    if (tokens.take().kind === 'end') throw new ParseError('a name without an end', token.offset)
  return ''
}

function opening(tokens: Tokens): '}' | '>' | null {
  if (tokens.takes('{')) return '}'
  return tokens.takes('<') ? '>' : null
}

function varint(value: bigint): number[] {
  const bytes: number[] = []
  let left = BigInt.asUintN(64, value)
  for (; left > 0x7fn; left >>= 7n) bytes.push(Number(left & 0x7fn) | 0x80)
  return [...bytes, Number(left)]
}

/** Of DataType, by the names that texts have: tensorflow/core/framework/types.proto. */
const TYPES =
  'INVALID FLOAT DOUBLE INT32 UINT8 INT16 INT8 STRING COMPLEX64 INT64 BOOL QINT8 QUINT8 QINT32 BFLOAT16 QINT16 QUINT16 UINT16 COMPLEX128 HALF RESOURCE VARIANT UINT32 UINT64'.split(
    ' ',
  )

/** A whole number, a truth or a type; zero for anything else, such as a fraction. */
function numberOf({ text }: Token): bigint {
  if (/^(?:true|t|True)$/.test(text)) return 1n
  if (text.startsWith('DT_')) return typeOf(text.slice('DT_'.length))
  return /^-?(?:\d{1,20}|0x[0-9A-Fa-f]{1,16})$/.test(text) ? wholeNumber(text) : 0n
}

function wholeNumber(text: string): bigint {
  return text.startsWith('-') ? -BigInt(text.slice(1)) : BigInt(text)
}

/** A reference to a type is a hundred more. */
function typeOf(name: string): bigint {
  const isReference = name.endsWith('_REF')
  const index = TYPES.indexOf(isReference ? name.slice(0, -'_REF'.length) : name)
  return BigInt(Math.max(index, 0) + (isReference ? 100 : 0))
}
