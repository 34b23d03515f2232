// One entry of the map of a node's attributes, whose keys and values TensorFlow writes in one plain way.
import { messagesIn } from '../fields.ts'
import { messageText, type Message } from '../Message.ts'

const KEY_TAG = 0x0a
const VALUE_TAG = 0x12

/** The value of an entry whose key is `key`, in its pieces; undefined for another key. */
export function valueUnder(entry: Message, key: string): readonly Message[] | undefined {
  const start = plainValueStart(entry.bytes)
  if (start !== null && !hasPlainKey(entry.bytes, key)) return undefined
  if (start === null && keyOf(entry) !== key) return undefined
  return valuesOf(entry)
}

/** The value of an entry, in its pieces. */
export function valuesOf(entry: Message): readonly Message[] {
  return [...messagesIn(entry, 2)]
}

function keyOf(entry: Message): string {
  let key = ''
  for (const text of messagesIn(entry, 1)) key = messageText(text)
  return key
}

/** Where the value begins in an entry of one short key and one value to its end; null for any other writing. */
function plainValueStart(bytes: Uint8Array): number | null {
  const [tag, keyBytes = 0x80] = bytes
  const at = 2 + keyBytes
  if (tag !== KEY_TAG || keyBytes >= 0x80 || bytes[at] !== VALUE_TAG) return null
  return lengthEnd(bytes, at + 1)
}

/** The end of a length of up to four bytes that reaches exactly to the end of `bytes`. */
function lengthEnd(bytes: Uint8Array, start: number): number | null {
  let length = 0
  for (let index = 0; index < 4; index += 1) {
    const byte = bytes[start + index] ?? 0x80
    length += (byte & 0x7f) * 2 ** (7 * index)
    if (byte >= 0x80) continue
    const end = start + index + 1
    return end + length === bytes.length ? end : null
  }
  return null
}

function hasPlainKey(bytes: Uint8Array, key: string): boolean {
  if (bytes[1] !== key.length) return false
  for (let index = 0; index < key.length; index += 1)
    if (bytes[2 + index] !== key.charCodeAt(index)) return false
  return true
}

/** Fields of an AttrValue that name no function: `s`, `shape` and `tensor` with their lengths, and numbers. */
const TEXT_TAGS: ReadonlySet<number> = new Set([0x12, 0x3a, 0x42])
const NUMBER_TAGS: ReadonlySet<number> = new Set([0x18, 0x28, 0x30])

/** Whether an entry may hold the name of a function: false only when it is written plainly and holds something else. */
export function mayNameFunction({ bytes }: Message): boolean {
  const start = plainValueStart(bytes)
  if (start === null) return true
  const tag = bytes[start] ?? 0
  if (TEXT_TAGS.has(tag)) return lengthEnd(bytes, start + 1) === null
  return !(NUMBER_TAGS.has(tag) && start + 2 === bytes.length)
}
