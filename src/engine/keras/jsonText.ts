import type { JsonNode } from '../encodings/json/Json.ts'

const MAX_CHARACTERS = 20_000 // shown of one value; default arguments are numbers and short strings

/** `node` as JSON on one line, cut when it is too long; null for what Python reads as None. */
export function jsonText(node: JsonNode | undefined): string | null {
  if (node === undefined || node.kind === 'null') return null
  const pieces: string[] = []
  let length = 0
  const waiting: (JsonNode | string)[] = [node]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const piece = typeof next === 'string' ? next : opening(next)
    pieces.push(piece)
    length += piece.length
    if (length > MAX_CHARACTERS) return `${pieces.join('').slice(0, MAX_CHARACTERS)}…`
    if (typeof next !== 'string') waiting.push(...inside(next).toReversed())
  }
  return pieces.join('')
}

function opening(node: JsonNode): string {
  switch (node.kind) {
    case 'object':
      return '{'
    case 'array':
      return '['
    case 'string':
      return JSON.stringify(node.text.slice(0, MAX_CHARACTERS))
    case 'number':
      return node.literal
    case 'boolean':
      return String(node.value)
    case 'null':
      return 'null'
  }
}

/** What follows the opening: keys, values, commas and the closing bracket. No more of them than can be shown. */
function inside(node: JsonNode): readonly (JsonNode | string)[] {
  if (node.kind === 'array') return [...node.items.slice(0, MAX_CHARACTERS).flatMap(separated), ']']
  if (node.kind !== 'object') return []
  const members = [...node.members].slice(0, MAX_CHARACTERS)
  const pieces = members.flatMap(([key, value], index) => [
    `${index === 0 ? '' : ', '}${JSON.stringify(key.slice(0, MAX_CHARACTERS))}: `,
    value,
  ])
  return [...pieces, '}']
}

function separated(item: JsonNode, index: number): readonly (JsonNode | string)[] {
  return index === 0 ? [item] : [', ', item]
}
