import type { Statement } from './ast.ts'

/**
 * The body of a class with its private names as they are written: the compiler makes `_Class__name` of `__name`
 * wherever it is a name. Classes inside have private names of their own.
 */
export function withPrivateNames(body: readonly Statement[], className: string): Statement[] {
  const owner = className.replace(/^_+/, '')
  if (owner === '') return [...body]
  const prefix = `_${owner}__`
  return body.map((statement) => renamed(statement, prefix, 0))
}

/** What holds a name in a node of the tree, or a list of them. */
const NAMES = new Set(['id', 'attr', 'arg', 'name', 'names', 'asName', 'rest'])

const MAX_DEPTH = 400 // of the tree; further down names stay long, which means the same

/** The same node with all names in it changed; constants and inner classes stay as they are. */
function renamed<Node extends object>(node: Node, prefix: string, depth: number): Node {
  if (depth > MAX_DEPTH) return node
  const change = (value: unknown, isName: boolean): unknown => {
    if (typeof value === 'string') return isName ? written(value, prefix) : value
    if (Array.isArray(value)) return value.map((each: unknown) => change(each, isName))
    if (typeof value !== 'object' || value === null || isMarshalled(value)) return value
    return renamed(value, prefix, depth + 1)
  }
  const changed = new Map<string, unknown>()
  const fields: readonly (readonly [string, unknown])[] = Object.entries(node)
  for (const [key, value] of fields)
    if (!isOwn(node, key)) changed.set(key, change(value, NAMES.has(key)))
  const names: Readonly<Record<string, unknown>> = Object.fromEntries(changed)
  return Object.assign({ ...node }, names)
}

/** What is in the body of an inner class was renamed when that was made. */
function isOwn(node: object, key: string): boolean {
  return key === 'body' && 'kind' in node && node.kind === 'ClassDef'
}

/** Values of constants hold no names. */
function isMarshalled(value: object): boolean {
  return value instanceof Uint8Array || ('kind' in value && 'offset' in value)
}

function written(name: string, prefix: string): string {
  const isPrivate = name.startsWith(prefix) && !name.endsWith('__') && !name.includes('.')
  return isPrivate ? name.slice(prefix.length - 2) : name
}
