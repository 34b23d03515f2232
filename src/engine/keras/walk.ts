import type { JsonNode } from '../encodings/json/Json.ts'
import { below, type KeyPath } from './KeyPath.ts'

const MAX_VISITS = 4_000_000 // twice the values that one JSON text may hold; YAML aliases repeat values without end

/** A value met on a walk. */
export interface Visit<Context> {
  readonly node: JsonNode
  readonly path: KeyPath | null
  readonly context: Context
}

/** What holds for a value inside one that was entered; null when it is not to be visited. */
type Enter<Context> = (key: string | number, child: JsonNode) => Context | null

interface Frame<Context> {
  readonly path: KeyPath | null
  readonly children: Iterator<readonly [string | number, JsonNode]>
  readonly contextOf: Enter<Context>
}

/**
 * Visits `root` and all objects, arrays and strings below it, each before those inside it, in the order of the file.
 * `enter` says what holds for the values inside, or null when none is to be visited. No recursion: a file may
 * nest as deep as its reader allows. False when there were too many values to visit them all.
 */
export function walk<Context>(
  root: Visit<Context>,
  enter: (visit: Visit<Context>) => Enter<Context> | null,
): boolean {
  const stack: Frame<Context>[] = []
  let visits = 0
  let visit: Visit<Context> | undefined = root
  while (visit !== undefined) {
    if (++visits > MAX_VISITS) return false
    const contextOf = enter(visit)
    const children = contextOf === null ? null : childrenOf(visit.node)
    if (contextOf !== null && children !== null)
      stack.push({ path: visit.path, children, contextOf })
    visit = next(stack)
  }
  return true
}

/** The next value of the innermost object or array that has one. */
function next<Context>(stack: Frame<Context>[]): Visit<Context> | undefined {
  for (let frame = stack.at(-1); frame !== undefined; frame = stack.at(-1)) {
    const { path, children, contextOf } = frame
    for (let child = children.next(); child.done !== true; child = children.next()) {
      const [key, node] = child.value
      const context = isVisited(node) ? contextOf(key, node) : null
      if (context !== null) return { node, path: below(path, key), context }
    }
    stack.pop()
  }
  return undefined
}

function isVisited({ kind }: JsonNode): boolean {
  return kind === 'object' || kind === 'array' || kind === 'string'
}

function childrenOf(node: JsonNode): Iterator<readonly [string | number, JsonNode]> | null {
  if (node.kind === 'object') return node.members.entries()
  return node.kind === 'array' ? node.items.entries() : null
}
