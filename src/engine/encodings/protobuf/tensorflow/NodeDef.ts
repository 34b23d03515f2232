// NodeDef and AttrValue: tensorflow/core/framework/{node_def,attr_value}.proto of TensorFlow 2.21.
import { fields, messagesIn } from '../fields.ts'
import { messageText, type Message } from '../Message.ts'
import { mayNameFunction, valuesOf, valueUnder } from './attrEntry.ts'

/** One operation of a graph. */
export interface GraphNode {
  readonly name: string
  readonly op: string
  /** `node:output` of the operations whose output it takes, `^node` of those that only come before it. */
  readonly inputs: readonly string[]
  /** Entries of its attributes, not decoded. */
  readonly attributes: readonly Message[]
  readonly message: Message
}

/** Reads one NodeDef. Of a field that stands twice the last counts, as in TensorFlow. */
export function readNode(message: Message): GraphNode {
  let name = ''
  let op = ''
  const inputs: string[] = []
  const attributes: Message[] = []
  for (const field of fields(message)) {
    if (field.kind !== 'bytes') continue
    if (field.number === 1) name = messageText(field.message)
    if (field.number === 2) op = messageText(field.message)
    if (field.number === 3) inputs.push(messageText(field.message))
    if (field.number === 5) attributes.push(field.message)
  }
  return { name, op, inputs, attributes, message }
}

/** The name of the node that an input comes from, without the output's name or number. */
export function inputNode(input: string): string {
  const start = input.startsWith('^') ? 1 : 0
  const colon = input.indexOf(':')
  return colon === -1 ? input.slice(start) : input.slice(start, colon)
}

/** The number of the output that an input takes: `node:1` of a main graph, `node:name:1` of a function. */
export function outputNumber(input: string): number {
  const number = Number(input.slice(input.lastIndexOf(':') + 1))
  return input.includes(':') && Number.isInteger(number) ? number : 0
}

/** The inputs that are tensors, not mere order. */
export function dataInputs({ inputs }: GraphNode): readonly string[] {
  return inputs.filter((input) => !input.startsWith('^'))
}

/** The AttrValue of `key`; its pieces when it is written in several. Of two entries the last counts. */
export function attributeValues({ attributes }: GraphNode, key: string): readonly Message[] {
  for (let index = attributes.length - 1; index >= 0; index -= 1) {
    const entry = attributes[index]
    const found = entry === undefined ? undefined : valueUnder(entry, key)
    if (found !== undefined) return found
  }
  return []
}

const LIST = 1
const TEXT = 2

/** The texts of attribute `key`, a string or a list of strings. */
export function attributeTexts(node: GraphNode, key: string): readonly Message[] {
  return attributeValues(node, key).flatMap((value) => {
    const single = [...messagesIn(value, TEXT)].slice(-1)
    const listed = [...messagesIn(value, LIST)].flatMap((list) => [...messagesIn(list, TEXT)])
    return [...single, ...listed]
  })
}

const NUMBERS: ReadonlySet<number> = new Set([3, 5, 6]) // i, b and type

/** The number, truth or type of attribute `key`; null when it has none. */
export function attributeNumber(node: GraphNode, key: string): bigint | null {
  let found: bigint | null = null
  for (const value of attributeValues(node, key))
    for (const field of fields(value))
      if (field.kind === 'varint' && NUMBERS.has(field.number)) found = field.value
  return found
}

const FUNCTION = 10
const FUNCTIONS_OF_LIST = 9
const MAX_FUNCTION_DEPTH = 4 // a function that takes a function; TensorFlow writes none deeper than two

/** The functions that `node` hands control to, whatever attribute names them. */
export function calledFunctions({ op, attributes }: GraphNode): readonly string[] {
  if (op === 'Const') return []
  const entries = attributes.filter(mayNameFunction)
  return entries.flatMap((entry) => valuesOf(entry).flatMap((value) => functionsIn(value, 0)))
}

function functionsIn(value: Message, depth: number): readonly string[] {
  const direct = [...messagesIn(value, FUNCTION)]
  const listed = [...messagesIn(value, LIST)].flatMap((list) => [
    ...messagesIn(list, FUNCTIONS_OF_LIST),
  ])
  return [...direct, ...listed].flatMap((called) => namesOf(called, depth))
}

/** A NameAttrList: the function, and those among its own attributes. */
function namesOf(called: Message, depth: number): readonly string[] {
  const names = [...messagesIn(called, 1)].slice(-1).map(messageText)
  if (depth === MAX_FUNCTION_DEPTH) return names
  const values = [...messagesIn(called, 2)].flatMap(valuesOf)
  return [...names, ...values.flatMap((value) => functionsIn(value, depth + 1))]
}
