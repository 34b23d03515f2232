import type { Location, Part, Report, Tensor } from '../../engine/index.ts'
import { locationKey } from '../../engine/model/Location.ts'

/** A window that holds something, with those inside it. */
export interface PartNode {
  readonly key: string
  readonly location: Location
  readonly name: string
  /** `JSON`, `code`, `base64` …: what stands there. */
  readonly type: string
  /** Bytes; null when not known. */
  readonly size: number | null
  /** The id of the code object that stands right here. */
  readonly code: string | null
  /** The id of the part whose bytes these are. */
  readonly part: string | null
  /** Whether code stands here or below. */
  readonly carriesCode: boolean
  /** Open until somebody closes it. Weights are not: there are many, and nothing in them runs. */
  readonly isOpen: boolean
  readonly children: readonly PartNode[]
}

interface Growing {
  readonly key: string
  readonly location: Location
  readonly children: Map<string, Growing>
  readonly tensors: Tensor[]
  part: Part | null
  code: string | null
}

const TYPES: Readonly<Record<Part['type'], string>> = {
  json: 'JSON',
  yaml: 'YAML',
  text: 'text',
  payload: 'code',
  bytes: 'bytes',
}

/** Puts parts, code, weights and whatever holds a finding into a tree by their locations; `files` are its roots. */
export function toPartsTree(report: Report, files: readonly Location[]): readonly PartNode[] {
  const root = new Map<string, Growing>()
  for (const location of files) nodeAt(root, location)
  for (const part of report.parts) {
    const node = nodeAt(root, part.location)
    if (node !== null) node.part = part
  }
  for (const { id, locations } of report.code)
    for (const location of locations) {
      const node = nodeAt(root, location)
      if (node !== null) node.code = id
    }
  for (const { location } of [...report.findings, ...report.problems])
    nodeAt(root, containersOf(location))
  for (const tensor of report.tensors) nodeAt(root, tensor.at.slice(0, -1))?.tensors.push(tensor)
  return [...root.values()].map((file) => toNode(file, ''))
}

/** The rows that are seen: nodes whose parents are all open, with their depth from 1. */
export function visibleNodes(
  nodes: readonly PartNode[],
  toggled: ReadonlySet<string>,
  depth = 1,
): readonly { readonly node: PartNode; readonly depth: number }[] {
  return nodes.flatMap((node) => {
    const row = { node, depth }
    return isOpen(node, toggled) ? [row, ...visibleNodes(node.children, toggled, depth + 1)] : [row]
  })
}

export function isOpen(node: PartNode, toggled: ReadonlySet<string>): boolean {
  return node.children.length > 0 && node.isOpen !== toggled.has(node.key)
}

/** Windows are as deep as containers may nest, which the engine limits. */
function nodeAt(root: Map<string, Growing>, location: Location): Growing | null {
  let level = root
  let node: Growing | null = null
  for (let depth = 1; depth <= location.length; depth++) {
    const path = location.slice(0, depth)
    const key = locationKey(path)
    node = level.get(key) ?? toGrowing(key, path)
    level.set(key, node)
    level = node.children
  }
  return node
}

/** The way to the innermost container: a finding shows that it is there, even where nothing was unpacked. */
function containersOf(location: Location): Location {
  const end = location.findIndex(({ kind }) => kind !== 'file' && kind !== 'member')
  return end === -1 ? location : location.slice(0, end)
}

function toGrowing(key: string, location: Location): Growing {
  return { key, location, children: new Map(), tensors: [], part: null, code: null }
}

function toNode(
  { key, location, children, tensors, part, code }: Growing,
  outerName: string,
): PartNode {
  const { name, ...rest } = described(part, location)
  const inner = [...children.values()].map((child) => toNode(child, name))
  const weights = tensors.length === 0 ? [] : [weightsNode(key, location, tensors)]
  return {
    ...rest,
    name: withoutStart(name, `${outerName} `),
    key,
    location,
    ...(code === null ? {} : { type: 'code' }),
    code,
    carriesCode: code !== null || inner.some(({ carriesCode }) => carriesCode),
    isOpen: true,
    children: [...inner, ...weights],
  }
}

/** What a part is in need not be said again in its name. */
function withoutStart(name: string, start: string): string {
  return name.startsWith(start) ? name.slice(start.length) : name
}

/** A part says more of itself than the window in which it stands. */
function described(
  part: Part | null,
  location: Location,
): Pick<PartNode, 'name' | 'type' | 'size' | 'part'> {
  if (part !== null)
    return { name: part.name, type: TYPES[part.type], size: part.size, part: part.id }
  const window = location.at(-1)
  if (window === undefined) return { name: '', type: '', size: null, part: null }
  return { name: window.name, type: window.kind, size: window.length, part: null }
}

function weightsNode(key: string, location: Location, tensors: readonly Tensor[]): PartNode {
  const known = tensors.flatMap(({ storedBytes }) => storedBytes ?? [])
  return {
    ...leaf(`${key} weights`, location),
    name: tensors.length === 1 ? '1 weight array' : `${tensors.length} weight arrays`,
    type: 'weights',
    size: known.length === tensors.length ? known.reduce((sum, size) => sum + size, 0) : null,
    isOpen: false,
    children: tensors.map((tensor) => ({
      ...leaf(locationKey(tensor.at), tensor.at),
      name: tensor.name,
      type: `${tensor.dtype} ${tensor.shape.join('×')}`,
      size: tensor.storedBytes,
    })),
  }
}

function leaf(key: string, location: Location): Omit<PartNode, 'name' | 'type' | 'size'> {
  const nothing = { code: null, part: null, carriesCode: false, isOpen: true, children: [] }
  return { key, location, ...nothing }
}
