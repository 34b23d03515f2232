// Wire format of Protocol Buffers: https://protobuf.dev/programming-guides/encoding/
import { Cursor } from '../../bytes/Cursor.ts'
import { ParseError } from '../../bytes/ParseError.ts'
import type { Message } from './Message.ts'

/** One field of a message. `offset` is that of its tag, from the start of the file. */
export type Field =
  | {
      readonly kind: 'varint'
      readonly number: number
      readonly offset: number
      readonly value: bigint
    }
  | {
      readonly kind: 'fixed'
      readonly number: number
      readonly offset: number
      readonly bytes: Uint8Array
    }
  | {
      readonly kind: 'bytes'
      readonly number: number
      readonly offset: number
      readonly message: Message
    }

const MAX_TAG_BYTES = 5 // a tag is a 32-bit number
const MAX_VALUE_BYTES = 10 // 64 bits, seven a byte
const MAX_GROUP_DEPTH = 100 // the reference reader's own limit

/**
 * Reads the fields of `message` one by one, in their order, with their places. Where the bytes break the wire
 * format, what is wrong goes to the message's log and the fields end; a field that is longer than the message
 * comes first, cut to what is there. Groups, which no message here has, are passed over.
 */
export function* fields(message: Message): Generator<Field, undefined, undefined> {
  const cursor = new Cursor(message.bytes)
  while (cursor.left > 0 && message.log.spend(message.offset + cursor.offset)) {
    const step = readStep(cursor, message)
    if (step === 'broken') return
    if (step === 'group') continue
    yield step.field
    if (step.missingBytes > 0) {
      const { field, missingBytes } = step
      message.log.add({
        kind: 'malformed',
        message: `field ${field.number} ends ${missingBytes} bytes after the message that holds it`,
        offset: field.offset,
      })
    }
  }
}

/** The messages, strings or bytes in field `number` of `message`, in their order. */
export function* messagesIn(
  message: Message,
  number: number,
): Generator<Message, undefined, undefined> {
  for (const field of fields(message))
    if (field.kind === 'bytes' && field.number === number) yield field.message
}

interface Step {
  readonly field: Field
  /** Bytes that the field's length promises and that are not there. */
  readonly missingBytes: number
}

function readStep(cursor: Cursor, message: Message): Step | 'group' | 'broken' {
  try {
    return readField(cursor, message)
  } catch (error) {
    message.log.addError(error, message)
    return 'broken'
  }
}

function readField(cursor: Cursor, message: Message): Step | 'group' {
  const offset = message.offset + cursor.offset
  const { number, wireType } = readTag(cursor)
  switch (wireType) {
    case 0:
      return whole({ kind: 'varint', number, offset, value: readVarint(cursor) })
    case 1:
      return whole({ kind: 'fixed', number, offset, bytes: cursor.take(8) })
    case 2:
      return readBytes(cursor, message, { number, offset })
    case 3:
      skipGroup(cursor, number)
      return 'group'
    case 5:
      return whole({ kind: 'fixed', number, offset, bytes: cursor.take(4) })
    default:
      throw new ParseError(`field ${number} has wire type ${wireType}`, offset - message.offset)
  }
}

function whole(field: Field): Step {
  return { field, missingBytes: 0 }
}

function readBytes(
  cursor: Cursor,
  { offset: start, log }: Message,
  { number, offset }: { number: number; offset: number },
): Step {
  const length = readSize(cursor, MAX_VALUE_BYTES)
  const here = Math.min(length, cursor.left)
  const inner = { offset: start + cursor.offset, bytes: cursor.take(here), log }
  return { field: { kind: 'bytes', number, offset, message: inner }, missingBytes: length - here }
}

function readTag(cursor: Cursor): { number: number; wireType: number } {
  const at = cursor.offset
  const tag = readSize(cursor, MAX_TAG_BYTES)
  const number = Math.floor(tag / 8)
  if (number === 0 || tag > 0xffff_ffff) throw new ParseError(`tag ${tag} names no field`, at)
  return { number, wireType: tag % 8 }
}

/** A tag or a length. Above 2^53 it is rounded, and then longer than any file. */
function readSize(cursor: Cursor, maxBytes: number): number {
  const at = cursor.offset
  let size = 0
  for (let index = 0; index < maxBytes; index += 1) {
    const byte = cursor.u8()
    size += (byte & 0x7f) * 2 ** (7 * index)
    if (byte < 0x80) return size
  }
  throw tooLong(maxBytes, at)
}

function readVarint(cursor: Cursor): bigint {
  const at = cursor.offset
  let value = 0n
  for (let index = 0; index < MAX_VALUE_BYTES; index += 1) {
    const byte = cursor.u8()
    value |= BigInt(byte & 0x7f) << BigInt(7 * index)
    if (byte < 0x80) return BigInt.asUintN(64, value)
  }
  throw tooLong(MAX_VALUE_BYTES, at)
}

function tooLong(maxBytes: number, at: number): ParseError {
  return new ParseError(`a number of more than ${maxBytes} bytes`, at)
}

/** Skips to behind the end of group `number`, and of those inside it. */
function skipGroup(cursor: Cursor, number: number): void {
  const open = [number]
  while (open.length > 0) {
    const at = cursor.offset
    const tag = readTag(cursor)
    if (tag.wireType === 3) open.push(tag.number)
    else if (tag.wireType !== 4) skipValue(cursor, tag.wireType, at)
    else if (open.pop() !== tag.number)
      throw new ParseError(`group ${tag.number} ends and was not the last to begin`, at)
    if (open.length > MAX_GROUP_DEPTH)
      throw new ParseError(`more than ${MAX_GROUP_DEPTH} groups in each other`, at)
  }
}

function skipValue(cursor: Cursor, wireType: number, at: number): void {
  if (wireType === 0) readVarint(cursor)
  else if (wireType === 1) cursor.skip(8)
  else if (wireType === 2) cursor.skip(readSize(cursor, MAX_VALUE_BYTES))
  else if (wireType === 5) cursor.skip(4)
  else throw new ParseError(`wire type ${wireType} does not exist`, at)
}
