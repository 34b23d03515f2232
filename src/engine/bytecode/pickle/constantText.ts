import type { PickleValue } from '../../encodings/pickle/PickleValue.ts'
import { reprLeaf } from '../../encodings/pickle/reprArgument.ts'

const MAX_PARTS = 1_000 // of one constant: containers can share each other without end
const MAX_DEPTH = 8 // containers in containers

/** `repr` of a value that is known without running anything; undefined for others, and for large ones. */
export function constantText(value: PickleValue): string | undefined {
  const parts = { left: MAX_PARTS }
  return textOf(value, 0, parts)
}

interface Parts {
  left: number
}

function textOf(value: PickleValue, depth: number, parts: Parts): string | undefined {
  if (parts.left-- <= 0 || depth > MAX_DEPTH) return undefined
  if (value.kind === 'none') return 'None'
  if (value.kind === 'ellipsis') return 'Ellipsis'
  if (value.kind === 'dict') return dictText(value.entries, depth, parts)
  if (isSequence(value)) {
    const texts = textsOf(value.items, depth, parts)
    return texts === undefined ? undefined : bracketed(value.kind, texts)
  }
  return isLeaf(value) ? reprLeaf(value) : undefined
}

type Leaf = Extract<PickleValue, { kind: 'bool' | 'int' | 'float' | 'text' | 'bytes' }>
type Sequence = Exclude<Extract<PickleValue, { items: PickleValue[] }>, { kind: 'call' }>

const LEAVES: readonly PickleValue['kind'][] = ['bool', 'int', 'float', 'text', 'bytes']

/** Whether a value is a constant without items. */
export function isLeaf(value: PickleValue): value is Leaf {
  return LEAVES.includes(value.kind)
}

/** Whether a value is a tuple, list or set that the pickle itself writes. */
export function isSequence(value: PickleValue): value is Sequence {
  return 'items' in value && value.kind !== 'call'
}

function dictText(
  entries: readonly (readonly [PickleValue, PickleValue])[],
  depth: number,
  parts: Parts,
): string | undefined {
  const pairs: string[] = []
  for (const entry of entries) {
    const texts = textsOf(entry, depth, parts)
    if (texts === undefined) return undefined
    pairs.push(texts.join(': '))
  }
  return `{${pairs.join(', ')}}`
}

function textsOf(
  items: readonly PickleValue[],
  depth: number,
  parts: Parts,
): readonly string[] | undefined {
  const texts: string[] = []
  for (const item of items) {
    const text = textOf(item, depth + 1, parts)
    if (text === undefined) return undefined
    texts.push(text)
  }
  return texts
}

/** Items between the brackets of their kind. */
function bracketed(kind: Sequence['kind'], items: readonly string[]): string {
  const [open, close] = bracketsOf(kind, items.length)
  return open + items.join(', ') + close
}

/** What stands before and behind so many items. */
export function bracketsOf(kind: Sequence['kind'], count: number): readonly [string, string] {
  if (kind === 'list') return ['[', ']']
  if (kind === 'tuple') return ['(', count === 1 ? ',)' : ')']
  if (count === 0) return [`${kind}(`, ')']
  return kind === 'set' ? ['{', '}'] : ['frozenset({', '})']
}
