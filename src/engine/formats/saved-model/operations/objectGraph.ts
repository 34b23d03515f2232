// What the object graph says of functions: tensorflow/core/protobuf/saved_object_graph.proto of TensorFlow 2.21.
import { fields, messagesIn, type Field } from '../../../encodings/protobuf/fields.ts'
import { messageText, type Message } from '../../../encodings/protobuf/Message.ts'

/** An object that the loader makes again. */
export interface LoadedObject {
  readonly children: readonly (readonly [name: string, id: number])[]
  /** The functions that it stands for; none for anything but a function. */
  readonly functions: readonly string[]
  /** The number of its asset; null when it is none. */
  readonly asset: number | null
  /** The node of the main graph that holds its value; null when it is no constant. */
  readonly constant: string | null
  /** Objects that restore it from the checkpoint. */
  readonly restorers: readonly number[]
}

const CHILD = 1
const ASSET = 5
const FUNCTION = 6
const BARE_FUNCTION = 8
const CONSTANT = 9
const SAVEABLES = 11
const RESTORE_FUNCTION = 3 // in a SaveableObject

/** Reads one SavedObject. */
export function readObject(message: Message): LoadedObject {
  const children: [string, number][] = []
  const functions: string[] = []
  const restorers: number[] = []
  let asset: number | null = null
  let constant: string | null = null
  for (const field of fields(message)) {
    if (field.kind !== 'bytes') continue
    const inner = field.message
    if (field.number === CHILD) children.push([textIn(inner, 2), numberIn(inner, 1)])
    else if (field.number === FUNCTION)
      functions.push(...[...messagesIn(inner, 1)].map(messageText))
    else if (field.number === BARE_FUNCTION) functions.push(textIn(inner, 1))
    else if (field.number === ASSET) asset = numberIn(inner, 1)
    else if (field.number === CONSTANT) constant = textIn(inner, 1)
    else if (field.number === SAVEABLES) restorers.push(...restorersIn(inner))
  }
  return { children, functions, asset, constant, restorers }
}

function restorersIn(entry: Message): readonly number[] {
  return [...messagesIn(entry, 2)].map((saveable) => numberIn(saveable, RESTORE_FUNCTION))
}

/** The numbers of the objects that a SavedConcreteFunction takes beside what its caller gives. */
export function boundInputs(concrete: Message): readonly number[] {
  const found: number[] = []
  for (const field of fields(concrete)) {
    if (field.number !== 2) continue
    if (field.kind === 'varint') found.push(Number(field.value))
    if (field.kind === 'bytes') found.push(...packed(field.message.bytes))
  }
  return found
}

const MAX_BOUND = 100_000 // objects that one function captures; a large model has a thousand

function packed(bytes: Uint8Array): readonly number[] {
  const found: number[] = []
  let value = 0
  let scale = 1
  for (const byte of bytes) {
    if (found.length === MAX_BOUND) break
    value += (byte & 0x7f) * scale
    scale *= 128
    if (byte >= 0x80) continue
    found.push(value)
    value = 0
    scale = 1
  }
  return found
}

/** The last text in field `number`; empty when there is none. */
export function textIn(message: Message, number: number): string {
  let text = ''
  for (const inner of messagesIn(message, number)) text = messageText(inner)
  return text
}

function numberIn(message: Message, number: number): number {
  let value = 0
  for (const field of fields(message)) if (isVarint(field, number)) value = Number(field.value)
  return value
}

function isVarint(field: Field, number: number): field is Extract<Field, { kind: 'varint' }> {
  return field.kind === 'varint' && field.number === number
}
