// Values of configurations: JSON from files, taken apart without trust in its depth, size or keys.
import type { ValueChange } from './Comparison.ts'

const MAX_JSON_BYTES = 32 * 1024 * 1024 // the largest configuration seen has 3 MB
const MAX_DEPTH = 64 // of Keras configurations: a dozen
const MAX_VALUES = 50 // of one row
const MAX_STEPS = 2_000_000 // of one comparison of two trees
const MAX_TEXT = 4_000 // characters of one value
/** Addresses in the memory of whoever saved it: other ones with every saving, and nothing depends on them. */
const PASSING_KEY = 'shared_object_id'

const UTF_8 = new TextDecoder()

/** JSON as a tree, or why there is none. */
export type Parsed =
  | { readonly kind: 'tree'; readonly tree: unknown }
  | { readonly kind: 'unread'; readonly why: string }

/** Parses JSON as far as the platform knows it. Keras also writes NaN, which it does not. */
export function parseTree(bytes: Uint8Array): Parsed {
  if (bytes.length > MAX_JSON_BYTES)
    return { kind: 'unread', why: `${bytes.length} bytes are over ${MAX_JSON_BYTES}` }
  try {
    return { kind: 'tree', tree: JSON.parse(UTF_8.decode(bytes)) }
  } catch {
    return { kind: 'unread', why: 'it is no plain JSON' }
  }
}

/** What differs between two trees. */
export interface TreeChanges {
  readonly values: readonly ValueChange[]
  readonly leftOut: number
  /** Whether the trees were too deep or too large to be gone through. */
  readonly isCut: boolean
}

/** Compares two trees of JSON, key by key and item by item, to a bounded depth and number of steps. */
export function treeChanges(before: unknown, after: unknown): TreeChanges {
  const walk: Walk = { values: [], leftOut: 0, steps: 0, isCut: false }
  compare(walk, { path: '', depth: 0 }, before, after)
  const { values, leftOut, isCut } = walk
  return { values, leftOut, isCut }
}

interface Walk {
  readonly values: ValueChange[]
  leftOut: number
  steps: number
  isCut: boolean
}

interface At {
  readonly path: string
  readonly depth: number
}

function compare(walk: Walk, at: At, before: unknown, after: unknown): void {
  walk.steps += 1
  if (walk.steps > MAX_STEPS || at.depth > MAX_DEPTH) {
    walk.isCut = true
    return
  }
  if (Object.is(before, after)) return
  const [one, other] = [childrenOf(before), childrenOf(after)]
  if (one === null || other === null || one.kind !== other.kind) {
    add(walk, at.path, before, after)
    return
  }
  for (const key of new Set([...one.children.keys(), ...other.children.keys()])) {
    const [mine, its] = [one.children.get(key), other.children.get(key)]
    if (isPassing(key, mine, its)) continue
    const inner = { path: pathOf(at.path, key, one.kind), depth: at.depth + 1 }
    compare(walk, inner, mine, its)
  }
}

function isPassing(key: string, before: unknown, after: unknown): boolean {
  const isNumber = (value: unknown): boolean => value === undefined || typeof value === 'number'
  return key === PASSING_KEY && isNumber(before) && isNumber(after)
}

function add(walk: Walk, path: string, before: unknown, after: unknown): void {
  if (walk.values.length === MAX_VALUES) {
    walk.leftOut += 1
    return
  }
  walk.values.push({ path, before: valueText(before), after: valueText(after) })
}

interface Children {
  readonly kind: 'list' | 'object'
  readonly children: ReadonlyMap<string, unknown>
}

function childrenOf(value: unknown): Children | null {
  if (typeof value !== 'object' || value === null) return null
  const kind = Array.isArray(value) ? 'list' : 'object'
  return { kind, children: new Map(Object.entries(value)) }
}

function pathOf(path: string, key: string, kind: Children['kind']): string {
  if (kind === 'list') return `${path}[${key}]`
  return path === '' ? key : `${path}.${key}`
}

/** A value as JSON, cut when it is long; null of none. */
function valueText(value: unknown): string | null {
  if (value === undefined) return null
  return cutText(depthOf(value) > MAX_DEPTH ? '(nested too deeply)' : JSON.stringify(value))
}

/** Text cut to what one value may show; how much it was is said. */
export function cutText(text: string): string {
  if (text.length <= MAX_TEXT) return text
  return `${text.slice(0, MAX_TEXT)}… (${text.length} characters)`
}

/** Levels of nesting, counted no further than one above `MAX_DEPTH`. */
function depthOf(value: unknown): number {
  let level: readonly unknown[] = [value]
  for (let depth = 0; depth <= MAX_DEPTH; depth++) {
    level = level.flatMap((each) => [...(childrenOf(each)?.children.values() ?? [])])
    if (level.length === 0) return depth
  }
  return MAX_DEPTH + 1
}

/**
 * A tree without the objects of `names`: layers and their like, which are compared on their own. The root stays. What
 * is nested too deeply is left as it is.
 */
export function withoutLayers(tree: unknown, names: ReadonlySet<string>, depth = 0): unknown {
  if (depth > MAX_DEPTH || typeof tree !== 'object' || tree === null) return tree
  if (Array.isArray(tree))
    return tree
      .filter((item) => !isNamed(item, names))
      .map((item) => withoutLayers(item, names, depth + 1))
  const kept = Object.entries(tree).filter(([, value]) => !isNamed(value, names))
  return Object.fromEntries(
    kept.map(([key, value]) => [key, withoutLayers(value, names, depth + 1)]),
  )
}

function isNamed(value: unknown, names: ReadonlySet<string>): boolean {
  if (typeof value !== 'object' || value === null || !('class_name' in value)) return false
  const own = 'config' in value ? nameIn(value.config) : null
  const name = own ?? nameIn(value)
  return name !== null && names.has(name)
}

function nameIn(value: unknown): string | null {
  const isNamedObject = typeof value === 'object' && value !== null && 'name' in value
  return isNamedObject && typeof value.name === 'string' ? value.name : null
}

/** The tree as text that two trees share when they hold the same under the same keys, but for `dropped` ones near the root. */
export function canonical(tree: unknown, dropped: ReadonlySet<string>): string {
  if (depthOf(tree) > MAX_DEPTH) return ''
  return JSON.stringify(ordered(tree, dropped, 0))
}

const NEAR_ROOT = 2 // `name` of a layer, and that in its config

function ordered(tree: unknown, dropped: ReadonlySet<string>, depth: number): unknown {
  if (typeof tree !== 'object' || tree === null) return tree
  if (Array.isArray(tree)) return tree.map((item) => ordered(item, dropped, depth + 1))
  return Object.entries(tree)
    .filter(([key]) => key !== PASSING_KEY && !(depth < NEAR_ROOT && dropped.has(key)))
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, value]) => [key, ordered(value, dropped, depth + 1)])
}
