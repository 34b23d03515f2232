import type {
  Location,
  Operation,
  OutsideReference,
  Part,
  Report,
  Tensor,
} from '../../engine/index.ts'
import { locationKey } from '../../engine/model/Location.ts'
import { counted } from '../shared/quantities.ts'

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
  readonly operations: Operation[]
  readonly outside: OutsideReference[]
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
  addStanding(root, report)
  addFolded(root, report)
  return [...root.values()].map((file) => toNode(file, ''))
}

/** What has a window of its own, and what was found in one. */
function addStanding(root: Map<string, Growing>, report: Report): void {
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
}

/** What there is much of, in the window that holds it. */
function addFolded(root: Map<string, Growing>, { tensors, operations, outside }: Report): void {
  for (const tensor of tensors) nodeAt(root, tensor.at.slice(0, -1))?.tensors.push(tensor)
  for (const one of operations) nodeAt(root, containersOf(one.at))?.operations.push(one)
  for (const one of outside) nodeAt(root, containersOf(one.at))?.outside.push(one)
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
  const lists = { tensors: [], operations: [], outside: [] }
  return { key, location, children: new Map(), ...lists, part: null, code: null }
}

function toNode(growing: Growing, outerName: string): PartNode {
  const { key, location, children, part, code } = growing
  const { name, ...rest } = described(part, location)
  const inner = [...children.values()].map((child) => toNode(child, name))
  return {
    ...rest,
    name: withoutStart(name, `${outerName} `),
    key,
    location,
    ...(code === null ? {} : { type: 'code' }),
    code,
    carriesCode: code !== null || inner.some(({ carriesCode }) => carriesCode),
    isOpen: true,
    children: [...inner, ...foldedNodes(growing)],
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

/** What a window holds many of, folded up: outside references, operations, weights. */
function foldedNodes({
  key,
  location,
  outside,
  operations,
  tensors,
}: Growing): readonly PartNode[] {
  return [
    ...(outside.length === 0 ? [] : [outsideNode(key, location, outside)]),
    ...(operations.length === 0 ? [] : [operationsNode(key, location, operations)]),
    ...(tensors.length === 0 ? [] : [weightsNode(key, location, tensors)]),
  ]
}

function outsideNode(
  key: string,
  location: Location,
  outside: readonly OutsideReference[],
): PartNode {
  const name = counted(outside.length, 'way out of the file', 'ways out of the file')
  return {
    ...leaf(`${key} outside`, location),
    ...{ name, type: 'outside', size: null, isOpen: false },
    children: outside.map(({ target, key: held, at }, index) => ({
      ...leaf(`${locationKey(at)} outside ${index}`, at),
      ...{ name: target, type: held, size: null },
    })),
  }
}

const RUNS: Readonly<Record<Operation['runs'], string>> = {
  load: 'when loaded',
  call: 'when called',
  unreached: 'not reached',
}

function operationsNode(
  key: string,
  location: Location,
  operations: readonly Operation[],
): PartNode {
  return {
    ...leaf(`${key} operations`, location),
    ...{ name: counted(operations.length, 'operation'), type: 'graph', size: null, isOpen: false },
    children: operations.map(({ op, node, runs, count, at }, index) => ({
      ...leaf(`${locationKey(at)} operation ${index}`, at),
      name: `${op} ${node}${count === 1 ? '' : ` ×${count}`}`,
      ...{ type: RUNS[runs], size: null },
    })),
  }
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
