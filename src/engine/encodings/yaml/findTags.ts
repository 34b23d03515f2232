// A walk through the concrete syntax of YAML, without recursion.
import type { CST } from 'yaml'
import { ParseError } from '../../bytes/ParseError.ts'

export interface TagToken {
  /** As it is written: `!!python/name:os.system`. */
  readonly source: string
  /** In characters. */
  readonly offset: number
}

export const MAX_DEPTH = 512 // as in JSON; the package recurses when it composes
const MAX_TAGS = 10_000

interface Step {
  readonly token: CST.Token
  readonly depth: number
}

/** Every tag below `root`, in order of offset. Throws `ParseError` when it is nested deeper than `MAX_DEPTH`. */
export function findTags(root: CST.Token): readonly TagToken[] {
  const tags: TagToken[] = []
  const waiting: Step[] = [{ token: root, depth: 0 }]
  for (let step = waiting.pop(); step !== undefined; step = waiting.pop()) {
    const { token, depth } = step
    if (depth > MAX_DEPTH)
      throw new ParseError(`YAML: nested deeper than ${MAX_DEPTH} levels`, token.offset)
    if (token.type === 'tag' && tags.length < MAX_TAGS)
      tags.push({ source: token.source, offset: token.offset })
    for (const inner of tokensIn(token)) waiting.push({ token: inner, depth: depth + 1 })
  }
  return tags.toSorted((a, b) => a.offset - b.offset)
}

function tokensIn(token: CST.Token): readonly CST.Token[] {
  if (token.type === 'document') return [...token.start, ...(token.value ? [token.value] : [])]
  if (token.type === 'block-scalar') return token.props
  return 'items' in token ? token.items.flatMap(tokensOf) : []
}

function tokensOf({ start, key, sep, value }: CST.CollectionItem): readonly CST.Token[] {
  return [...start, key, ...(sep ?? []), value].filter(
    (token) => token !== undefined && token !== null,
  )
}
